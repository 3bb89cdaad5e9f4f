import type { Step } from './step'

export const firstStep: Step = ({ isFirst }) => (isFirst ? 'first' : null)
