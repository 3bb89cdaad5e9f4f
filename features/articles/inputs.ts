import { z } from 'zod'
import { slug } from '@/features/subjects/schema'
import { limits, listDocument } from './schema'

/** What the studio's actions take. Safe in a browser. */

const id = z.string().min(1).max(40)
const version = z.number().int().positive()
const note = z.string().trim().max(500, 'At most 500 characters').default('')

export const newArticleInput = z.object({ title: z.string().trim().min(1, 'Give it a title').max(limits.title) })
export const articleInput = z.object({ articleId: id })
export const draftInput = z.object({ articleId: id, version, document: listDocument })
export const publishInput = z.object({ articleId: id, version, note })
export const scheduleInput = z.object({
  articleId: id,
  version,
  note,
  at: z.iso.datetime({ offset: true, error: 'Choose a day and a time' }).transform((at) => new Date(at)),
})
export const slugInput = z.object({ articleId: id, slug })
export const restoreInput = z.object({ articleId: id, editionId: id, version })
export const authorsInput = z.object({ articleId: id, authorIds: z.array(id).max(20) })
export const seriesPlaceInput = z.object({ articleId: id, seriesId: id.nullable(), position: z.number().int().min(1).max(999_999).nullable() })
export const reviewInput = z.object({ articleId: id, review: z.boolean() })
export const previewInput = z.object({ markdown: z.string().max(limits.body), line: z.boolean().default(false) })

const line = (what: string) => z.string().trim().min(1, `Give it a ${what}`).max(200)
export const seriesInput = z.object({ id: id.nullable(), slug, title: line('title'), description: z.string().max(5000).default('') })
export const authorInput = z.object({ id: id.nullable(), slug, name: line('name'), bio: z.string().max(5000).default(''), accountId: id.nullable() })
