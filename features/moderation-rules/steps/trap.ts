import type { Step } from './step'

export const trapStep: Step = ({ trap }) => (trap.trim() ? 'a field that people do not see was filled in' : null)
