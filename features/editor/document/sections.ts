import type { ListDocument, Section, Subsection } from '@/features/articles/schema'
import { findSection, partsOf, withEntries, withSection } from '@/features/articles/document/parts'
import { isSamePlace, placeOf, sectionPlaces, type Place } from './places'

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

/**
 * Moves a section to one place, with everything in it; outside of others it may hold sections, inside of one it is a subsection. One that holds sections does
 * not go into another, nor any into itself: then nothing changes.
 */
export function moveSectionTo(document: ListDocument, id: string, place: Place): ListDocument {
  const now = placeOf(document, { section: id })
  const section = findSection(document, id)
  if (!now || !section || isSamePlace(now, place) || !sectionPlaces(document, id).some((one) => isSamePlace(one, place))) return document
  const { sections: inside = [], ...bare }: Subsection & { sections?: Subsection[] } = section
  const put = <T extends { id: string }>(list: T[], one: T): T[] => {
    const at = place.before === null ? list.length : list.findIndex((other) => other.id === place.before)
    return list.toSpliced(at, 0, one)
  }
  const without = document.sections
    .filter((one) => one.id !== id)
    .map((one) => (one.sections.some((sub) => sub.id === id) ? { ...one, sections: one.sections.filter((sub) => sub.id !== id) } : one))
  return {
    ...document,
    sections:
      place.into === null
        ? put(without, { ...bare, sections: inside })
        : without.map((one) => (one.id === place.into ? { ...one, sections: put(one.sections, bare) } : one)),
  }
}

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
