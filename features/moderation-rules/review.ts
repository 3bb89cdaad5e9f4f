import { linksStep } from './steps/links'
import { repetitionStep } from './steps/repetition'
import { historyStep } from './steps/history'
import { shoutingStep } from './steps/shouting'
import { speedStep } from './steps/speed'
import type { Step, Submission } from './steps/step'
import { trapStep } from './steps/trap'

const steps: Step[] = [trapStep, speedStep, linksStep, repetitionStep, shoutingStep, historyStep]

/** Why a text waits for a moderator; nothing when it may be seen at once. Nothing is dropped silently. */
export const reasonsToHold = (submission: Submission): string[] => steps.flatMap((step) => step(submission) ?? [])
