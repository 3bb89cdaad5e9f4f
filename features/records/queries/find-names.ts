import type { Db } from '@/platform/db'
import { distanceOf } from '@/platform/text/distance'
import { fold, isInitials, minMiddle } from '@/platform/text/fold'
import { Prisma } from '@/prisma/generated/sqlite/client'
import type { RecordKind } from '../schema'

/** What has names that people type. */
export type NamedKind = RecordKind | 'list' | 'series' | 'author'

/** What a look-up found by one of its names. `order`: 0 the whole name, 1 its beginning, 2 the beginning of one of its words, 3 the middle of one. */
export type FoundName = { kind: NamedKind; targetId: string; order: number; text: string }

// Behind every text that begins with it, byte by byte.
const last = '\u{10ffff}'

type Sought = {
  kinds?: readonly NamedKind[]
  /** The most of each order. */
  take?: number
}

/**
 * What has a name in which the text stands at the beginning, of the name or of a word, or, from four letters on, anywhere; however either is written.
 * Best first. Reads the forms that begin with the text, so it costs what it finds, however many names there are.
 */
export const findNames = async (db: Db, text: string, sought: Sought = {}): Promise<FoundName[]> => (await findNamesOf(db, [fold(text)], sought))[0]!

/** The same for several folded texts in one question, each with an answer of its own. */
export async function findNamesOf(db: Db, texts: readonly string[], { kinds, take = 100 }: Sought = {}): Promise<FoundName[][]> {
  const ofKind = kinds?.length ? Prisma.sql`AND "kind" IN (${Prisma.join([...kinds])})` : Prisma.empty
  const parts = texts.flatMap((wanted, index) => {
    if (wanted === '') return []
    // A single letter is a word of its own: as the beginning of others it says nothing. A consonant of Hangul is a name half typed.
    const end = /^[a-z0-9]$/.test(wanted) ? wanted : wanted + last
    return (wanted.length < minMiddle ? [0, 1] : [0, 1, 2]).map(
      (rank) => Prisma.sql`SELECT * FROM (SELECT ${Prisma.raw(String(index))} AS "index", "kind", "targetId", "rank", "text" FROM "NameForm"
        WHERE "rank" = ${rank} AND "text" >= ${wanted} AND "text" <= ${end} ${ofKind} ORDER BY "text" LIMIT ${take}) AS ${Prisma.raw(`r${index}_${rank}`)}`,
    )
  })
  const rows = parts.length
    ? await db.$queryRaw<(Omit<FoundName, 'order'> & { index: number | bigint; rank: number | bigint })[]>`${Prisma.join(parts, ' UNION ALL ')}`
    : []
  const found = texts.map(() => new Map<string, FoundName>())
  for (const { index, kind, targetId, rank, text } of rows) {
    const whole = text === texts[Number(index)]
    // All initials of a name mean more than the first of a longer one.
    const order = Number(rank) === 0 ? (whole ? 0 : 1) : whole && isInitials(text) ? 1 : Number(rank) + 1
    const best = found[Number(index)]!
    const known = best.get(targetId)
    if (!known || known.order > order) best.set(targetId, { kind, targetId, order, text })
  }
  return found.map((best) => [...best.values()].sort((one, other) => one.order - other.order))
}

const shortest = 3
/** Of names that begin with one letter so many are looked at: on a very large site the rest is looked at where its first piece is right. */
const maxLookedAt = 20_000

/** Names, and parts of names from a word on, that differ from a folded text by a letter or two; the nearest first. The first letter must be right. */
export async function findSimilarNames(db: Db, wanted: string): Promise<(FoundName & { distance: number })[]> {
  const length = [...wanted].length
  if (length < shortest) return []
  const most = length <= 4 ? 1 : 2
  // Where so many letters are wrong, one of so many pieces and one more is right: the database gives only names that hold one.
  const size = Math.ceil(wanted.length / (most + 1))
  const pieces = Array.from({ length: most + 1 }, (_, index) => wanted.slice(index * size, (index + 1) * size)).filter((piece) => piece !== '')
  const holds = Prisma.join(
    pieces.map((piece) => Prisma.sql`"text" LIKE ${`%${piece}%`}`),
    ' OR ',
  )
  const beginningWith = (letters: string) =>
    [0, 1].map(
      (rank) => Prisma.sql`
        SELECT * FROM (SELECT "kind", "targetId", "rank", "text" FROM "NameForm" WHERE "rank" = ${rank} AND "text" >= ${letters} AND "text" <= ${letters + last}
          LIMIT ${maxLookedAt}) AS n WHERE LENGTH("text") BETWEEN ${length - most} AND ${length + most} AND (${holds})`,
    )
  const looked = [...new Set([wanted[0]!, pieces[0]!])].flatMap(beginningWith)
  const rows = await db.$queryRaw<{ kind: NamedKind; targetId: string; rank: number | bigint; text: string }[]>`
    SELECT * FROM (${Prisma.join(looked, ' UNION ')}) AS f LIMIT 2000`
  const near = rows.map(({ rank, ...row }) => ({ ...row, order: Number(rank), distance: distanceOf(wanted, row.text, most) }))
  return near
    .filter(({ distance }) => distance <= most)
    .sort((one, other) => one.distance - other.distance || one.order - other.order || (one.text < other.text ? -1 : 1))
}
