import type { Step } from './step'

const maxPerMinute = 5

export const speedStep: Step = ({ recent, now }) =>
  recent.filter(({ createdAt }) => now.getTime() - createdAt.getTime() < 60_000).length >= maxPerMinute ? 'too-fast' : null
