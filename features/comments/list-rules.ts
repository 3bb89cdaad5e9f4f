import { z } from 'zod'

/** As long as a reader waits between two comments at the most, in seconds. */
const maxSlowSeconds = 86_400

/** What holds for the comments of one list, beside what holds on the whole site: the stricter of both does. */
export const listRulesShape = z.object({
  /** Between two comments of one reader; 0: none. */
  slowSeconds: z.number().int().min(0).max(maxSlowSeconds),
  membersOnly: z.boolean(),
  /** The first comment of a guest waits for a moderator. */
  holdFirst: z.boolean(),
  /** From then on nobody comments. */
  closesAt: z.iso.datetime().nullable(),
})
export type ListRules = z.output<typeof listRulesShape>
export const noListRules: ListRules = { slowSeconds: 0, membersOnly: false, holdFirst: false, closesAt: null }

/** What is stored of a list, or nothing where nothing is, or what cannot be read. */
export const listRulesOf = (stored: unknown): ListRules => listRulesShape.safeParse(stored).data ?? noListRules
