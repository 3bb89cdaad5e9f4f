import type { Step } from './step'

/** So sure it has to be: what is held wrongly annoys more than what slips through. */
const sureFrom = 0.99

export const learnedStep: Step = ({ spamChance }) => (spamChance != null && spamChance >= sureFrom ? 'learned' : null)
