import type { ListDocument, ListEntry, Section, Subsection } from '../schema'

/** A part of a list as it is read: a section or subsection with its own entries; `section` is null for those that stand outside every section. */
export type ListPart = {
  section: Section | Subsection | null
  /** 0: outside every section. */ depth: 0 | 1 | 2
  entries: ListEntry[]
  /** Its own and those of its subsections. */ size: number
}

/** The parts of a list in the order of the page. What shows a whole list (the page, the feeds) goes through these, so that none forgets a part. */
export function partsOf(document: Pick<ListDocument, 'entries' | 'sections'>): ListPart[] {
  const outside: ListPart[] = document.entries.length > 0 ? [{ section: null, depth: 0, entries: document.entries, size: document.entries.length }] : []
  return [
    ...outside,
    ...document.sections.flatMap((section): ListPart[] => [
      { section, depth: 1, entries: section.entries, size: section.sections.reduce((sum, inner) => sum + inner.entries.length, section.entries.length) },
      ...section.sections.map((inner): ListPart => ({ section: inner, depth: 2, entries: inner.entries, size: inner.entries.length })),
    ]),
  ]
}
