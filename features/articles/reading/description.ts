import { excerpt } from '../markdown'
import type { ListDocument } from '../schema'

/** What a list is about in a line or two, for search engines, feeds and those who share it: the line that was written for them, or the standfirst, or the beginning of the introduction. */
export const descriptionOf = ({ description, standfirst, intro }: Pick<ListDocument, 'description' | 'standfirst' | 'intro'>): string =>
  description.trim() || standfirst || excerpt(intro)
