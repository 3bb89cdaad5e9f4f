import { z } from 'zod'
import { draftBounds } from '@/features/articles/schema'

/** What the preview draws: any field of a draft, also one that is too long to be published. */
export const previewInput = z.object({ markdown: z.string().max(draftBounds.maxCharacters), line: z.boolean().default(false) })

/** The list that is checked, the pages of this site to which its words lead, and the pictures that stand in them. */
export const lookAtSiteInput = z.object({
  articleId: z.string().min(1).max(40),
  paths: z.array(z.string().max(500)).max(200),
  pictures: z.array(z.string().min(1).max(40)).max(500).default([]),
})

/** What a link may lead to, by the beginning of its name. */
export const linkTargetsInput = z.object({ text: z.string().trim().min(1).max(200) })

/** Which lists entries can be copied to. */
export const listsToCopyToInput = z.object({ from: z.string().min(1).max(40), search: z.string().max(200) })

/** An entry that left a draft, and what holds its words: an operation, a revision or an edition. */
export const removedEntryInput = z.object({
  id: z.string().min(1).max(40),
  entry: z.string().min(1).max(200),
  from: z.string().regex(/^[obstev][1-9]\d{0,8}$/, 'Not a place of an entry'),
})
