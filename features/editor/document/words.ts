import { entriesOf, type ListDocument } from '@/features/articles/schema'

/** Words as readers count them: runs of letters and digits; “K-pop” and “don’t” are one. */
export const countWords = (text: string): number => text.replace(/\]\([^)]*\)/g, ']').match(/[\p{L}\p{N}]+(?:[-'’.][\p{L}\p{N}]+)*/gu)?.length ?? 0

/** All prose of a list: standfirst, intro, sections, entries, outro. */
export function countDocument(document: ListDocument): number {
  const sections = document.sections.flatMap((section) => [section, ...section.sections])
  const texts = [
    document.standfirst,
    document.intro,
    document.outro,
    ...sections.map(({ body }) => body),
    ...entriesOf(document).flatMap(({ entry }) => [entry.subheading, entry.body]),
  ]
  return texts.reduce((sum, text) => sum + countWords(text), 0)
}
