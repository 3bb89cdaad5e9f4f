import { z } from 'zod'
import { draftBounds } from '@/features/articles/schema'
import { cleanLine } from '@/platform/text/clean-text'

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

const rowId = z.string().min(1).max(40)

/** The states of lists, as the studio's pages sort them. */
export const listStates = ['draft', 'review', 'scheduled', 'published', 'unpublished'] as const

/** Which lists are asked for; '' and null: whatever it is. What a stored one holds that is not understood counts as not asked for. */
export const listFilter = z.object({
  state: z.enum(listStates).nullable().catch(null),
  search: z.string().trim().max(200).catch(''),
  series: z.string().max(40).catch(''),
  author: z.string().max(40).catch(''),
})
export type ListFilter = z.output<typeof listFilter>

export const viewLimits = { name: 40, views: 30 } as const
const viewName = z
  .string()
  .transform(cleanLine)
  .pipe(z.string().min(1, 'Give it a name').max(viewLimits.name, `At most ${viewLimits.name} characters, please`))
export const saveViewInput = z.object({ name: viewName, filter: listFilter })
export const renameViewInput = z.object({ id: rowId, name: viewName })
export const removeViewInput = z.object({ id: rowId })

/** So many lists are changed at once: as many as a page shows. */
export const listsAtOnce = 50
const place = z.object({ seriesId: rowId.nullable(), position: z.int().min(1).max(999_999).nullable() })
const authorIds = z.array(rowId).max(200)
/** What is done to one list; `base` and `version`: what whoever does it saw. */
const listChange = z.discriminatedUnion('do', [
  place.extend({ do: z.literal('series'), base: place }),
  z.object({ do: z.literal('authors'), authorIds, base: authorIds }),
  z.object({ do: z.literal('publish'), version: z.int().positive(), live: rowId.nullable(), waiting: rowId.nullable() }),
  z.object({ do: z.literal('unpublish') }),
  z.object({ do: z.literal('duplicate') }),
  z.object({ do: z.literal('trash') }),
  z.object({ do: z.literal('restore') }),
])
export type ListChange = z.output<typeof listChange>
export const changeListsInput = z.object({
  changes: z
    .array(z.object({ id: rowId, change: listChange }))
    .min(1)
    .max(listsAtOnce),
})
/** What became of one list: why it stays as it was, or null; and the id of what was made of it. */
export type ListOutcome = { id: string; refused: string | null; made: string | null }
