import { numberOf, type ListDocument, type ListEntry } from '@/features/articles/schema'

/** A document as text to read, compare or keep elsewhere: one block for each part. */
type TextBlock = { id: string; title: string; text: string }

/** The words of a document, part by part; `id` is the section's or entry's, or `list`. */
function blocksOf(document: ListDocument): TextBlock[] {
  const total =
    document.entries.length +
    document.sections.reduce((sum, { entries, sections }) => sum + entries.length + sections.reduce((n, sub) => n + sub.entries.length, 0), 0)
  let position = 0
  const entry = (one: ListEntry): TextBlock => ({
    id: one.id,
    title: `${numberOf(position++, total, document.order)}. ${one.heading || '(no heading)'}`,
    text: [one.subheading, one.body].filter(Boolean).join('\n\n'),
  })
  return [
    { id: 'list', title: document.title || '(no title)', text: [document.standfirst, document.intro].filter(Boolean).join('\n\n') },
    ...document.entries.map(entry),
    ...document.sections.flatMap((section) => [
      { id: section.id, title: section.heading || '(no heading)', text: section.body },
      ...section.entries.map(entry),
      ...section.sections.flatMap((sub) => [{ id: sub.id, title: sub.heading || '(no heading)', text: sub.body }, ...sub.entries.map(entry)]),
    ]),
    ...(document.outro ? [{ id: 'outro', title: 'Closing words', text: document.outro }] : []),
  ]
}

/** All of it as one text, for the clipboard. */
export const textOf = (document: ListDocument): string =>
  blocksOf(document)
    .map(({ title, text }) => (text ? `${title}\n\n${text}` : title))
    .join('\n\n\n')
