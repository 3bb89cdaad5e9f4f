import type { Step } from './step'

export const trapStep: Step = ({ trap }) => (trap.trim() ? 'trap' : null)
