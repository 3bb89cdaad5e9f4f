import { z } from 'zod'

/** Why somebody is told of something: the first of these that holds. */
export type Why = 'reply' | 'mention' | 'byline' | 'talk' | 'list'

export const noticeIdShape = z.string().regex(/^[a-z0-9]{20}$/, 'There is no such notice')

/** All is read that the page showed: what came since is not. */
export const seenInput = z.object({ upTo: noticeIdShape })
export type SeenInput = z.output<typeof seenInput>
