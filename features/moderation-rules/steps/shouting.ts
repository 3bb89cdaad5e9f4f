import type { Step } from './step'

// Group names are capitals (BIGBANG, BTS): only long texts can be told from shouting.
export const shoutingStep: Step = ({ body }) => {
  const letters = body.match(/[\p{Lu}\p{Ll}]/gu)?.length ?? 0
  const capitals = body.match(/\p{Lu}/gu)?.length ?? 0
  return letters > 40 && capitals / letters > 0.8 ? 'shouting' : null
}
