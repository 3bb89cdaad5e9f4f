import type { Step } from '../review'

const most = 5

export const speedStep: Step = ({ recent, now }) =>
  recent.filter(({ createdAt }) => now.getTime() - createdAt.getTime() < 60_000).length >= most ? 'many came within a minute' : null
