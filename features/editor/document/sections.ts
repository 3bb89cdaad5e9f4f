import type { ListDocument, Section, Subsection } from '@/features/articles/schema'
import { partsOf, withEntries, withSection } from '@/features/articles/document/parts'

/** A new section at the end, or inside another one. */
export function addSection(document: ListDocument, id: string, inside: string | null = null): ListDocument {
  const blank: Subsection = { id, heading: '', body: '', place: null, entries: [] }
  if (inside === null) return { ...document, sections: [...document.sections, { ...blank, sections: [] }] }
  return {
    ...document,
    sections: document.sections.map((section) => (section.id === inside ? { ...section, sections: [...section.sections, blank] } : section)),
  }
}

export const changeSection = (document: ListDocument, id: string, patch: Partial<Pick<Section, 'heading' | 'body' | 'place'>>): ListDocument =>
  withSection(document, id, (part) => ({ ...part, ...patch }))

function moved<T extends { id: string }>(list: T[], id: string, step: -1 | 1): T[] {
  const from = list.findIndex((item) => item.id === id)
  const to = from + step
  if (from < 0 || to < 0 || to >= list.length) return list
  const next = [...list]
  ;[next[from], next[to]] = [next[to]!, next[from]!]
  return next
}

/** One step among its siblings, with everything in it. */
export const moveSection = (document: ListDocument, id: string, step: -1 | 1): ListDocument => ({
  ...document,
  sections: moved(document.sections, id, step).map((section) => ({ ...section, sections: moved(section.sections, id, step) })),
})

/** Removes a heading, not the entries under it: they join the part before. */
export function removeSection(document: ListDocument, id: string): ListDocument {
  const parts = partsOf(document)
  const at = parts.findIndex((part) => part.id === id)
  if (at < 1) return document
  const gone = parts.filter((part) => part.id === id || part.parent === id)
  const entries = gone.flatMap((part) => part.entries)
  const before = parts[at - 1]!
  const without = {
    ...document,
    sections: document.sections
      .filter((section) => section.id !== id)
      .map((section) => ({ ...section, sections: section.sections.filter((sub) => sub.id !== id) })),
  }
  return entries.length > 0 ? withEntries(without, before.id, (kept) => [...kept, ...entries]) : without
}
