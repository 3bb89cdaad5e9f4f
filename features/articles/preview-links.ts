import { z } from 'zod'
import { isStorable, notStorable } from '@/platform/text/storable'
import { previewDays, previewLimits } from './schema'

/** Secret links that show a draft to somebody without an account. */

const rowId = z.string().min(1).max(40)
export const previewLinksInput = z.object({ articleId: rowId })
export const makePreviewLinkInput = z.object({
  articleId: rowId,
  label: z
    .string()
    .trim()
    .min(1, 'Say for whom it is, so that you can tell your links apart')
    .max(previewLimits.label, `At most ${previewLimits.label} characters`)
    .regex(/^[^\r\n]*$/, 'One line only')
    .refine(isStorable, notStorable),
  days: z.literal(previewDays, { error: 'Choose for how long' }),
})
export const revokePreviewLinkInput = z.object({ articleId: rowId, linkId: rowId })

/** A link that has not ended, as the studio lists it. Times in ISO. `by`: “You”, a name, or '' for somebody who has left. */
export type PreviewLinkView = {
  id: string
  label: string
  by: string
  createdAt: string
  expiresAt: string
  lastOpenedAt: string | null
  /** Whoever made it may no longer edit the list: it shows nothing. */
  works: boolean
}

/** What the secret part of a link's address looks like: 256 bits in base64url. */
export const isPreviewToken = (text: string) => /^[\w-]{43}$/.test(text)
