import type { ListDocument, ListEntry, Section, Subsection } from '../schema'

/** Where entries stand: a section, a subsection, or (null) outside every section. */
export type PartId = string | null
export type Part = { id: PartId; heading: string; level: 0 | 1 | 2; parent: PartId; entries: ListEntry[] }

/** Every part in reading order, empty ones too. */
export const partsOf = (document: ListDocument): Part[] => [
  { id: null, heading: '', level: 0, parent: null, entries: document.entries },
  ...document.sections.flatMap((section): Part[] => [
    { id: section.id, heading: section.heading, level: 1, parent: null, entries: section.entries },
    ...section.sections.map((sub): Part => ({ id: sub.id, heading: sub.heading, level: 2, parent: section.id, entries: sub.entries })),
  ]),
]

export const findEntry = (document: ListDocument, id: string) => {
  for (const part of partsOf(document)) {
    const index = part.entries.findIndex((entry) => entry.id === id)
    if (index >= 0) return { entry: part.entries[index]!, part, index }
  }
  return null
}

export const findSection = (document: ListDocument, id: string): Section | Subsection | null =>
  document.sections.flatMap((section): (Section | Subsection)[] => [section, ...section.sections]).find((part) => part.id === id) ?? null

/** The document with the entries of one part changed; what did not change stays the same object. */
export function withEntries(document: ListDocument, id: PartId, change: (entries: ListEntry[]) => ListEntry[]): ListDocument {
  if (id === null) return { ...document, entries: change(document.entries) }
  return withSection(document, id, (part) => ({ ...part, entries: change(part.entries) }))
}

/** The document with one section or subsection changed. */
export function withSection(document: ListDocument, id: string, change: <T extends Section | Subsection>(part: T) => T): ListDocument {
  const sections = document.sections.map((section) => {
    if (section.id === id) return change(section)
    if (!section.sections.some((sub) => sub.id === id)) return section
    return { ...section, sections: section.sections.map((sub) => (sub.id === id ? change(sub) : sub)) }
  })
  return { ...document, sections }
}
