import { numberOf, type ListDocument } from '@/features/articles/schema'
import { partsOf, type Part } from '@/features/articles/document/parts'
import { fold } from '@/platform/text/fold'
import { entryPlaces, isSamePlace, landingOf, nameOf, partName, placeOf, sectionPlaces, type EntryPlace, type Held, type Landing, type Place } from './places'

/** One line of “Move to…”: where it leads, and what becomes of the neighbours. `number` is the one that the first entry will have. */
export type MoveOption = { place: Place; label: string; detail: string; number: number | null }

/** More matches than fit on a screen are no choice: a further letter finds them. */
const maxMatches = 12

/**
 * Where it can be moved, for what was typed: a number, words of a section or of an entry; without any, the usual places. Where it stands already is left out.
 */
export function moveOptions(document: ListDocument, held: Held, typed: string): MoveOption[] {
  return 'section' in held ? sectionOptions(document, held.section, typed) : entryOptions(document, held.entries, typed)
}

function entryOptions(document: ListDocument, ids: readonly string[], typed: string): MoveOption[] {
  const held = new Set(ids)
  const now = placeOf(document, { entries: ids })
  const places = entryPlaces(document, held)
  const parts = partsOf(document)
  const options: MoveOption[] = []
  const add = (place: EntryPlace | undefined, label?: string) => {
    if (!place || (now && isSamePlace(now, place) && ids.length === 1) || options.some((one) => isSamePlace(one.place, place))) return
    const landing = landingOf(document, held, place)
    if (landing) options.push({ place, label: label ?? labelOf(landing), detail: detailOf(landing, ids.length), number: landing.number })
  }
  const endOf = (part: Part) => places.find(({ into, before }) => into === part.id && before === null)
  const startOf = (part: Part) => places.find(({ into }) => into === part.id)
  const before = (id: string) => places.find((place) => place.before === id)
  const after = (id: string) => {
    const at = places.findIndex((place) => place.before === id)
    return at < 0 ? undefined : places[at + 1]
  }
  const nameOfPart = (part: Part) => (part.id === null ? 'the entries outside sections' : partName(part))

  const wanted = fold(typed)
  if (wanted === '') {
    add(places[0], 'Top of the list')
    const own = parts.find(({ id }) => id === now?.into)
    if (own && parts.length > 1) {
      add(startOf(own), `Start of ${nameOfPart(own)}`)
      add(endOf(own), `End of ${nameOfPart(own)}`)
    }
    add(places.at(-1), 'End of the list')
    for (const part of parts) if (part.id !== null || part.entries.length > 0) add(endOf(part), `End of ${nameOfPart(part)}`)
    return options
  }
  if (/^\d+$/.test(typed.trim())) {
    const number = Number(typed.trim())
    const total = parts.reduce((sum, part) => sum + part.entries.length, 0)
    for (const place of places) if (numberOf(place.position, total, document.order) === number) add(place)
    const there = parts.flatMap(({ entries }) => entries)[document.order === 'countdown' ? total - number : number - 1]
    if (there && !held.has(there.id)) {
      add(before(there.id))
      add(after(there.id), `After ${nameOf(there)}`)
    }
  }
  for (const part of parts)
    if (part.id !== null && fold(part.heading).includes(wanted)) {
      add(startOf(part), `Start of ${nameOfPart(part)}`)
      add(endOf(part), `End of ${nameOfPart(part)}`)
    }
  for (const { entries } of parts)
    for (const entry of entries) {
      if (options.length >= maxMatches) return options
      if (held.has(entry.id) || !fold(entry.heading).includes(wanted)) continue
      add(before(entry.id), `Before ${nameOf(entry)}`)
      add(after(entry.id), `After ${nameOf(entry)}`)
    }
  return options
}

/** Named by what stands there: before an entry of that part, else after its last. */
function labelOf({ next, previous, part }: Landing): string {
  if (next?.isInPart) return `Before ${nameOf(next.entry)}`
  if (previous?.isInPart) return `After ${nameOf(previous.entry)}`
  return part.id === null ? 'Outside sections' : `Into ${partName(part)}`
}

function detailOf({ next, previous, part, hasSections, number, last }: Landing, count: number): string {
  const name = part.id === null ? 'the entries outside sections' : partName(part)
  const where = !hasSections
    ? []
    : [
        !next?.isInPart && !previous?.isInPart
          ? part.id === null
            ? 'outside sections'
            : `the first in ${name}`
          : !next?.isInPart
            ? `last of ${name}`
            : !previous?.isInPart
              ? `first of ${name}`
              : part.id === null
                ? 'outside sections'
                : `in ${name}`,
      ]
  const becomes = [next, previous].flatMap((one) => (one && one.number !== one.before ? [`${nameOf(one.entry)} becomes ${one.number}`] : [])).slice(0, 1)
  const several = count > 1 ? [`they become ${number} to ${last}`] : []
  const all = [...where, ...several, ...becomes]
  return all.length > 0 ? all.join('; ') : 'no other number changes'
}

function sectionOptions(document: ListDocument, id: string, typed: string): MoveOption[] {
  const now = placeOf(document, { section: id })
  const wanted = fold(typed)
  const named = (of: string | null) => partName(partsOf(document).find((part) => part.id === of)!)
  return sectionPlaces(document, id)
    .filter((place) => !now || !isSamePlace(now, place))
    .map((place): MoveOption => {
      const before = place.before === null ? null : `Before ${named(place.before)}`
      if (place.into === null) {
        const detail = now?.into === null ? 'with all that is in it' : 'becomes a section of its own'
        return { place, label: before ?? 'End of the list', detail, number: null }
      }
      const inside = named(place.into)
      const detail = now?.into === place.into ? `in ${inside}` : `becomes a section in ${inside}`
      return { place, label: before ?? `End of ${inside}`, detail, number: null }
    })
    .filter(({ label }) => fold(label).includes(wanted))
}
