import { entriesOf, type ListDocument } from '../schema'

/** A text with Markdown of a list, and where it stands. A subheading is one line, in which no picture stands. */
export type PlacedText = { path: (string | number)[]; text: string; isLine: boolean }

/** All texts with Markdown of a list. */
export const textsOf = (document: ListDocument): PlacedText[] => [
  { path: ['intro'], text: document.intro, isLine: false },
  { path: ['outro'], text: document.outro, isLine: false },
  ...entriesOf(document).flatMap(({ entry, path }) => [
    { path: [...path, 'subheading'], text: entry.subheading, isLine: true },
    { path: [...path, 'body'], text: entry.body, isLine: false },
  ]),
  ...document.sections.flatMap((section, s) => [
    { path: ['sections', s, 'body'], text: section.body, isLine: false },
    ...section.sections.map((inner, t) => ({ path: ['sections', s, 'sections', t, 'body'], text: inner.body, isLine: false })),
  ]),
]

/** The texts in which pictures may stand. */
export const proseOf = (document: ListDocument): string[] => textsOf(document).flatMap(({ text, isLine }) => (isLine ? [] : [text]))
