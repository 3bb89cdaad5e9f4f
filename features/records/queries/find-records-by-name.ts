import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Db } from '@/platform/db'
import { fold } from '@/platform/text/fold'
import type { RecordKind } from '../schema'
import { slugify } from '@/platform/text/slugify'

/** A record as a look-up shows it; `original` is its name in its own script, `under` what it stands under (group, artist, country). */
export type FoundRecord = {
  id: string
  kind: RecordKind
  slug: string
  name: string
  original: { name: string; lang: string } | null
  under: string | null
  date: string | null
  url: string | null
}

const fields = {
  id: true,
  kind: true,
  slug: true,
  name: true,
  date: true,
  url: true,
  parent: { select: { name: true } },
  names: { select: { name: true, lang: true, alias: true, search: true }, orderBy: { position: 'asc' } },
  _count: { select: { credits: true } },
} satisfies Prisma.RecordSelect
type Row = Prisma.RecordGetPayload<{ select: typeof fields }>

const maxMatches = 200

type Sought = { kinds?: readonly RecordKind[]; take?: number }

/**
 * Records that a writer may mean by `text`: by name, former or other names, in any script, spelt with or without hyphens, blanks and accents.
 * Best first: the whole name, then its beginning, then a part; among equals those that lists credit most.
 */
export async function findRecordsByName(db: Db, text: string, { kinds, take = 8 }: Sought = {}): Promise<FoundRecord[]> {
  const wanted = fold(text)
  if (wanted === '') return []
  return (await ordered(db, { ids: await idsByWhole(db, text, kinds), wanted, where: {} })).slice(0, take).map(toFound)
}

/**
 * The same for readers: also when each of the `words` is in one of its names or of what it stands under (“daesung bigbang”), in any order.
 * `where` says what readers may see. `total` counts what was found, at most `maxMatches` by each way of looking.
 */
export async function findRecordsByWords(
  db: Db,
  words: readonly string[],
  { kinds, take = 8, where = {} }: Sought & { where?: Prisma.RecordWhereInput } = {},
): Promise<{ items: FoundRecord[]; total: number }> {
  const wanted = fold(words.join(' '))
  if (wanted === '') return { items: [], total: 0 }
  const [whole, each] = await Promise.all([idsByWhole(db, words.join(' '), kinds), words.length > 1 ? idsByEach(db, words, kinds) : []])
  const rows = await ordered(db, { ids: [...new Set([...whole, ...each])], wanted, where })
  return { items: rows.slice(0, take).map(toFound), total: rows.length }
}

async function idsByWhole(db: Db, text: string, kinds?: readonly RecordKind[]): Promise<string[]> {
  const wanted = fold(text)
  const ofKind = kinds ? { kind: { in: [...kinds] } } : {}
  const latin = slugify(text).replaceAll('-', '')
  const name = text.trim().normalize('NFC')
  const [named, addressed, called] = await Promise.all([
    db.recordName.findMany({ where: { search: { contains: wanted }, record: ofKind }, select: { recordId: true }, take: maxMatches }),
    latin ? byAddress(db, latin, kinds) : [],
    // Prisma does not escape wildcards of LIKE, so such texts are not looked for in this way.
    /[%_\\]/.test(name) ? [] : db.record.findMany({ where: { name: { contains: name }, ...ofKind }, select: { id: true }, take: maxMatches }),
  ])
  return [...new Set([...named.map(({ recordId }) => recordId), ...addressed, ...called.map(({ id }) => id)])].slice(0, 2 * maxMatches)
}

async function idsByEach(db: Db, words: readonly string[], kinds?: readonly RecordKind[]): Promise<string[]> {
  const has = (word: string): Prisma.RecordWhereInput[] => {
    const latin = slugify(word)
    return [{ names: { some: { search: { contains: fold(word) } } } }, ...(latin ? [{ slug: { contains: latin } }] : [])]
  }
  const rows = await db.record.findMany({
    where: {
      ...(kinds && { kind: { in: [...kinds] } }),
      AND: words.filter((word) => fold(word) !== '').map((word) => ({ OR: [...has(word), ...has(word).map((parent) => ({ parent }))] })),
    },
    select: { id: true },
    take: maxMatches,
  })
  return rows.map(({ id }) => id)
}

async function ordered(db: Db, { ids, wanted, where }: { ids: string[]; wanted: string; where: Prisma.RecordWhereInput }): Promise<Row[]> {
  const rows = await db.record.findMany({ where: { AND: [{ id: { in: ids } }, where] }, select: fields })
  const all = rows.map((row) => ({ row, order: matchOrder(row, wanted) }))
  all.sort((a, b) => a.order - b.order || b.row._count.credits - a.row._count.credits || a.row.name.localeCompare(b.row.name, 'en'))
  return all.map(({ row }) => row)
}

/** The main name is kept folded only as the address, which is made from it. */
async function byAddress(db: Db, latin: string, kinds?: readonly RecordKind[]): Promise<string[]> {
  const pattern = `%${latin}%`
  const ofKind = kinds?.length ? Prisma.sql`AND CAST("kind" AS TEXT) IN (${Prisma.join([...kinds])})` : Prisma.empty
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Subject" WHERE REPLACE("slug", '-', '') LIKE ${pattern} ${ofKind} LIMIT ${maxMatches}`
  return rows.map(({ id }) => id)
}

function matchOrder(row: Row, wanted: string): number {
  const names = [fold(row.name), ...row.names.map(({ search }) => search)]
  if (names.includes(wanted)) return 0
  if (names.some((name) => name.startsWith(wanted))) return 1
  return 2
}

function toFound({ names, parent, _count: _, ...row }: Row): FoundRecord {
  const original = names.find(({ lang, alias }) => lang !== 'en' && !alias)
  return { ...row, under: parent?.name ?? null, original: original ? { name: original.name, lang: original.lang } : null }
}

/** The records with these ids, for an editor that shows a document. */
export async function listRecordsById(db: Db, ids: readonly string[]): Promise<FoundRecord[]> {
  const found: FoundRecord[] = []
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db.record.findMany({ where: { id: { in: ids.slice(start, start + 500) } }, select: fields })
    found.push(...rows.map(toFound))
  }
  return found
}
