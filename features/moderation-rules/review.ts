import type { CommentCode } from './reasons'
import { echoStep } from './steps/echo'
import { firstStep } from './steps/first'
import { historyStep } from './steps/history'
import { learnedStep } from './steps/learned'
import { linksStep } from './steps/links'
import { nearBanStep } from './steps/near-ban'
import { repetitionStep } from './steps/repetition'
import { shoutingStep } from './steps/shouting'
import { speedStep } from './steps/speed'
import type { Step, Submission } from './steps/step'
import { trapStep } from './steps/trap'
import { watchedStep } from './steps/watched'

/**
 * The version of the rules, kept with every decision that they make. Raise it by one when a rule is added, dropped, or judges anything otherwise than
 * before, and pin what it does now in review.test.ts. A change that judges everything as before leaves it as it is.
 */
export const rulesVersion = 4

const steps: Step[] = [trapStep, speedStep, linksStep, repetitionStep, echoStep, shoutingStep, historyStep, watchedStep, firstStep, nearBanStep, learnedStep]
/** What also holds for readers whom a moderator trusts: a program may have their cookie. */
const stepsForTrusted: Step[] = [trapStep, speedStep, repetitionStep, echoStep, historyStep, watchedStep]

/** Why a text waits for a moderator, as codes; nothing when it may be seen at once. Nothing is dropped silently. */
export const reasonsToHold = (submission: Submission): CommentCode[] => (submission.trusted ? stepsForTrusted : steps).flatMap((step) => step(submission) ?? [])
