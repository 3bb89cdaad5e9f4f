import type { Db } from '@/platform/db'
import { distanceOf } from '@/platform/text/distance'
import { fold, foldedWords } from '@/platform/text/fold'
import { recordKinds, type RecordKind } from '../schema'
import { findNamesOf, findSimilarNames } from './find-names'
import { recordsOf, type FoundRecord } from './find-records-by-name'

/** A record whose name is close to a new one's. `as`: the name that is, when it is another one than that which is shown. */
export type CloseRecord = FoundRecord & { as: string | null; appearances: number }

const most = 5
/** As many names of a new record are looked up. */
const maxNames = 8
const exact = 0
const turned = 0.5

/** Kinds of which one is often taken for the other. Of all others only the very same name is told: a song may be called as a place. */
const oftenConfused: readonly (readonly RecordKind[])[] = [['person', 'group']]
/** A video is called as its song: that says nothing. */
const calledAlike: readonly (readonly RecordKind[])[] = [['song', 'video']]

const digitsOf = (text: string) => text.replace(/\P{N}+/gu, ' ').trim()

/**
 * Records, but those in the trash, that may be the one which somebody is about to make under these names: with a name, another name or an alias that is the same, in another order of
 * its words, or differs by a letter or two, however either is written. Names with other numbers are other names. Those of the same kind come first, then the nearest.
 */
export async function findCloseRecords(db: Db, { kind, names }: { kind: RecordKind; names: readonly string[] }): Promise<CloseRecord[]> {
  const wanted = [...new Set(names)].filter((name) => fold(name) !== '').slice(0, maxNames)
  const distances = new Map<string, number>()
  const keep = (id: string, distance: number) => distances.set(id, Math.min(distance, distances.get(id) ?? Infinity))
  for (const name of wanted) {
    const whole = fold(name)
    const turns = turnsOf(name)
    const found = await findNamesOf(db, [whole, ...turns], { kinds: recordKinds, take: 20 })
    found.forEach((some, index) => {
      for (const { targetId, order } of some) if (order === 0) keep(targetId, index === 0 ? exact : turned)
    })
    for (const { kind: other, targetId, order, distance } of await findSimilarNames(db, whole))
      if (order === 0 && recordKinds.some((one) => one === other)) keep(targetId, distance)
  }
  const records = await recordsOf(db, [...distances.keys()], { trashedAt: null })
  return records
    .flatMap(({ record, names: others, appearances }) => {
      const own = [record.name, ...others.map((other) => other.name)]
      const nearest = nearestOf(own, wanted)
      const distance = distances.get(record.id)!
      if (!nearest || !isTold(kind, record.kind, distance) || digitsOf(nearest.name) !== digitsOf(nearest.to)) return []
      return [{ ...record, as: nearest.name === record.name || nearest.name === record.original?.name ? null : nearest.name, appearances, distance }]
    })
    .sort(
      (one, other) =>
        Number(other.kind === kind) - Number(one.kind === kind) ||
        one.distance - other.distance ||
        other.appearances - one.appearances ||
        (one.id < other.id ? -1 : 1),
    )
    .slice(0, most)
    .map(({ distance: _, ...record }) => record)
}

/** “Seo-joon Park” is “Park Seo-joon”: the same words, begun at another one. */
function turnsOf(name: string): string[] {
  const words = foldedWords(name)
  if (words.length < 2 || words.length > 4) return []
  return words.slice(1).map((_, index) => [...words.slice(index + 1), ...words.slice(0, index + 1)].join(''))
}

/** Which of a record's names is nearest to which of the wanted ones. */
function nearestOf(own: readonly string[], wanted: readonly string[]): { name: string; to: string } | null {
  const pairs = own.flatMap((name) =>
    wanted.map((to) => ({ name, to, distance: turnsOf(to).includes(fold(name)) ? turned : distanceOf(fold(name), fold(to), 4) })),
  )
  return pairs.sort((one, other) => one.distance - other.distance)[0] ?? null
}

function isTold(kind: RecordKind, other: RecordKind, distance: number): boolean {
  const are = (pairs: readonly (readonly RecordKind[])[]) => pairs.some((pair) => pair.includes(kind) && pair.includes(other))
  if (other === kind) return true
  return !are(calledAlike) && (distance === exact || (are(oftenConfused) && distance <= 1))
}
