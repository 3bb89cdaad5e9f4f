import type { z } from 'zod'

type Issue = { code?: string; input?: unknown; maximum?: number | bigint; minimum?: number | bigint; origin?: string }

/**
 * What is said of a value where its shape says nothing itself, for `safeParse(…, { error: plainWords })`: programs send numbers where words are
 * meant, and the library's own messages are written for its users, not for ours.
 */
export const plainWords: z.core.$ZodErrorMap = (issue) => sentence(issue as Issue)

function sentence({ code, input, maximum, minimum, origin }: Issue): string {
  if (input === undefined || input === null) return 'This is missing'
  if (code === 'too_big') return origin === 'string' ? `At most ${Number(maximum).toLocaleString('en')} characters, please` : `At most ${maximum}, please`
  if (code === 'too_small') return origin === 'string' ? `At least ${minimum} characters, please` : `At least ${minimum}, please`
  return 'This cannot be used here'
}
