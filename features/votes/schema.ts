import { z } from 'zod'

// PostgreSQL takes no NUL, not even to look for.
const address = z
  .string('Say which entry by its address')
  .trim()
  .max(200, 'There is no such address')
  .regex(/^[^\0]*$/, 'There is no such address')

/** Where the form stood, which is where the answer leads: the list, an entry's own page, or the results. */
const at = z.enum(['list', 'entry', 'results']).default('list').catch('list')

/** A vote as it is posted. `entry` is the address of an entry, former ones too; empty or null takes the vote back. */
export const ballotInput = z.object({
  slug: address,
  entry: z.preprocess((value) => (value === null ? '' : value), address),
  at,
  /** The entry that the form stood at, to lead back to after a vote was taken back. */
  from: address.optional().catch(undefined),
})

export const resultsInput = z.object({ slug: address })

const id = z.string().min(1).max(60)

/** Votes in a list that came from one network and are in one state, to be judged together. */
export const judgeInput = z.object({
  articleId: id,
  network: z.string().max(40),
  from: z.enum(['aside', 'discarded']),
  to: z.enum(['counted', 'aside', 'discarded']),
})
export type JudgeInput = z.output<typeof judgeInput>

/** A judgement to take back. */
export const undoInput = z.object({ articleId: id, decisionId: id })
export type UndoInput = z.output<typeof undoInput>
