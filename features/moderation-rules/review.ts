import { linksStep } from './steps/links'
import { repetitionStep } from './steps/repetition'
import { historyStep } from './steps/history'
import { shoutingStep } from './steps/shouting'
import { speedStep } from './steps/speed'
import { trapStep } from './steps/trap'

/** What is known of a text that somebody wants to publish. */
export type Submission = {
  body: string
  /** What stands in the field that people do not see. */
  trap: string
  /** Has an account with a confirmed address. */
  known: boolean
  /** What the same reader wrote in the last hour, newest first. */
  recent: { body: string; state: string; createdAt: Date }[]
  now: Date
}

/** Says why a person should look at it first, in words that finish “because …”; or null. */
export type Step = (submission: Submission) => string | null

const steps: Step[] = [trapStep, speedStep, linksStep, repetitionStep, shoutingStep, historyStep]

/** Why a text waits for a moderator; nothing when it may be seen at once. Nothing is dropped silently. */
export const reasonsToHold = (submission: Submission): string[] => steps.flatMap((step) => step(submission) ?? [])
