import type { Step } from './step'

export const historyStep: Step = ({ recent }) => (recent.some(({ state }) => state === 'rejected') ? 'a moderator hid one of yours a moment ago' : null)
