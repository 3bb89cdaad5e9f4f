import { z } from 'zod'
import { draftBounds } from '@/features/articles/schema'

/** What the preview draws: any field of a draft, also one that is too long to be published. */
export const previewInput = z.object({ markdown: z.string().max(draftBounds.maxCharacters), line: z.boolean().default(false) })
