import { textSheet } from '@/features/media/document/text-sheet'
import { hasSpoiler } from '@/platform/text/spoilers'

/** A comment's HTML with the sheet that its spoilers need, for where it comes to a page that was made without it. */
export const withTextSheet = (html: string): string => (hasSpoiler(html) ? `<link rel="stylesheet" href="${textSheet}">${html}` : html)
