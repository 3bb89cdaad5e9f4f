import type { Db } from '@/platform/db'
import { fold } from '@/platform/text/fold'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { recordKinds, type RecordKind } from '../schema'
import { findNamesOf } from './find-names'
import { recordsOf, type FoundRecord } from './find-records-by-name'

/** A record as readers find it. `order` is that of `FoundName`; what is found by what it stands under comes last. */
export type ReaderFoundRecord = FoundRecord & { order: number; names: { name: string; lang: string; alias: boolean }[] }

type WordSpan = { text: string; from: number; to: number }

const maxCandidates = 1000
const maxChildren = 400
const byParent = 4

/**
 * Records in which each of some folded words begins a name or a word of one, of its own or of what it stands under (“daesung bigbang”), in any order;
 * `spans` are the words and their neighbours joined. What stands under a record that the whole names (the members and songs of a group) is found too.
 * `where` says of the record `s` what readers may see. Best first, then those that lists credit most.
 */
export async function findRecordsByWords(
  db: Db,
  words: readonly string[],
  spans: readonly WordSpan[],
  { kinds = recordKinds, where }: { kinds?: readonly RecordKind[]; where: Prisma.Sql },
): Promise<ReaderFoundRecord[]> {
  const found = await findNamesOf(db, spans.map(({ text }) => text), { kinds }) // prettier-ignore
  const full = 2 ** words.length - 1
  const masks = new Map<string, number>()
  const orders = new Map<string, number>()
  found.forEach((names, index) => {
    const { from, to } = spans[index]!
    const mask = 2 ** to - 2 ** from
    for (const { targetId, order } of names) {
      masks.set(targetId, (masks.get(targetId) ?? 0) | mask)
      if (mask === full) orders.set(targetId, Math.min(order, orders.get(targetId) ?? byParent))
    }
  })
  const ids = [...masks.keys()].slice(0, maxCandidates)
  if (ids.length === 0) return []
  const rows = await db.record.findMany({ where: { id: { in: ids } }, select: { id: true, parentId: true } })
  const matching = new Map<string, number>()
  for (const { id, parentId } of rows) {
    const own = masks.get(id) ?? 0
    const above = (parentId && masks.get(parentId)) || 0
    if ((own | above) === full) matching.set(id, orders.get(id) ?? (own === full ? 2 : byParent))
  }
  const named = [...matching].filter(([, order]) => order <= 1).map(([id]) => id)
  if (named.length > 0 && named.length <= 10) {
    const children = await db.record.findMany({ where: { parentId: { in: named }, kind: { in: [...kinds] } }, select: { id: true }, take: maxChildren })
    for (const { id } of children) if (!matching.has(id)) matching.set(id, byParent)
  }
  if (matching.size === 0) return []
  const seen = await db.$queryRaw<{ id: string }[]>`SELECT s."id" FROM "Subject" s WHERE s."id" IN (${Prisma.join([...matching.keys()])}) AND ${where}`
  const records = await recordsOf(db, seen.map(({ id }) => id)) // prettier-ignore
  return records
    .map(({ record, names, appearances }) => ({ ...record, names, order: matching.get(record.id)!, appearances }))
    .sort((a, b) => a.order - b.order || b.appearances - a.appearances || a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1))
    .map(({ appearances: _, ...record }) => record)
}

/**
 * Groups in which somebody has one of these names and stands in no list: their own page would be empty, and their group's names them. `where` is that of
 * `findRecordsByWords`, for the groups. `member` is the name that was found.
 */
export async function findGroupsByMembers(
  db: Db,
  words: readonly string[],
  spans: readonly WordSpan[],
  { where }: { where: Prisma.Sql },
): Promise<(ReaderFoundRecord & { member: { name: string; lang: string } })[]> {
  const people = await findRecordsByWords(db, words, spans, { kinds: ['person'], where: Prisma.sql`s."parentId" IS NOT NULL AND s."trashedAt" IS NULL` })
  const parents = await db.record.findMany({
    where: { id: { in: people.map(({ id }) => id) }, parent: { kind: 'group' } },
    select: { id: true, parentId: true },
  })
  if (parents.length === 0) return []
  const groupIds = Prisma.join([...new Set(parents.map(({ parentId }) => parentId!))])
  const seen = await db.$queryRaw<{ id: string }[]>`SELECT s."id" FROM "Subject" s WHERE s."id" IN (${groupIds}) AND ${where}`
  const groups = await recordsOf(db, seen.map(({ id }) => id)) // prettier-ignore
  return groups.map(({ record, names }) => {
    const member = people.find(({ id }) => parents.some((person) => person.id === id && person.parentId === record.id))!
    const typed = [{ name: member.name, lang: 'en' }, ...member.names].find(({ name }) => spans.some(({ text }) => fold(name).includes(text)))
    return { ...record, names, order: byParent, member: typed ?? { name: member.name, lang: 'en' } }
  })
}
