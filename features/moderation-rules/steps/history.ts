import type { Step } from './step'

export const historyStep: Step = ({ recent }) => (recent.some(({ state }) => state === 'hidden') ? 'recently-hidden' : null)
