import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Db } from '@/platform/db'
import { fold } from '../fold'
import type { SubjectKind } from '../schema'
import { slugify } from '../slugify'

/** A record as a look-up shows it; `original` is its name in its own script, `under` what it stands under (group, artist, country). */
export type FoundSubject = {
  id: string
  kind: SubjectKind
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
} satisfies Prisma.SubjectSelect
type Row = Prisma.SubjectGetPayload<{ select: typeof fields }>

const most = 200

type Sought = { kinds?: readonly SubjectKind[]; take?: number }

/**
 * Records that a writer may mean by `text`: by name, former or other names, in any script, spelt with or without hyphens, blanks and accents.
 * Best first: the whole name, then its beginning, then a part; among equals those that lists credit most.
 */
export async function findSubjectsByName(db: Db, text: string, { kinds, take = 8 }: Sought = {}): Promise<FoundSubject[]> {
  const wanted = fold(text)
  if (wanted === '') return []
  return (await ranked(db, { ids: await idsByWhole(db, text, kinds), wanted, where: {} })).slice(0, take).map(toFound)
}

/**
 * The same for readers: also when each of the `words` is in one of its names or of what it stands under (“daesung bigbang”), in any order.
 * `where` says what readers may see. `total` counts what was found, at most `most` of each way.
 */
export async function findSubjectsByWords(
  db: Db,
  words: readonly string[],
  { kinds, take = 8, where = {} }: Sought & { where?: Prisma.SubjectWhereInput } = {},
): Promise<{ items: FoundSubject[]; total: number }> {
  const wanted = fold(words.join(' '))
  if (wanted === '') return { items: [], total: 0 }
  const [whole, each] = await Promise.all([idsByWhole(db, words.join(' '), kinds), words.length > 1 ? idsByEach(db, words, kinds) : []])
  const rows = await ranked(db, { ids: [...new Set([...whole, ...each])], wanted, where })
  return { items: rows.slice(0, take).map(toFound), total: rows.length }
}

async function idsByWhole(db: Db, text: string, kinds?: readonly SubjectKind[]): Promise<string[]> {
  const wanted = fold(text)
  const ofKind = kinds ? { kind: { in: [...kinds] } } : {}
  const latin = slugify(text).replaceAll('-', '')
  const name = text.trim().normalize('NFC')
  const [named, addressed, called] = await Promise.all([
    db.subjectName.findMany({ where: { search: { contains: wanted }, subject: ofKind }, select: { subjectId: true }, take: most }),
    latin ? byAddress(db, latin, kinds) : [],
    // Prisma hands these on as the wildcards that they are.
    /[%_\\]/.test(name) ? [] : db.subject.findMany({ where: { name: { contains: name }, ...ofKind }, select: { id: true }, take: most }),
  ])
  return [...new Set([...named.map(({ subjectId }) => subjectId), ...addressed, ...called.map(({ id }) => id)])].slice(0, 2 * most)
}

async function idsByEach(db: Db, words: readonly string[], kinds?: readonly SubjectKind[]): Promise<string[]> {
  const has = (word: string): Prisma.SubjectWhereInput[] => {
    const latin = slugify(word)
    return [{ names: { some: { search: { contains: fold(word) } } } }, ...(latin ? [{ slug: { contains: latin } }] : [])]
  }
  const rows = await db.subject.findMany({
    where: {
      ...(kinds && { kind: { in: [...kinds] } }),
      AND: words.filter((word) => fold(word) !== '').map((word) => ({ OR: [...has(word), ...has(word).map((parent) => ({ parent }))] })),
    },
    select: { id: true },
    take: most,
  })
  return rows.map(({ id }) => id)
}

async function ranked(db: Db, { ids, wanted, where }: { ids: string[]; wanted: string; where: Prisma.SubjectWhereInput }): Promise<Row[]> {
  const rows = await db.subject.findMany({ where: { AND: [{ id: { in: ids } }, where] }, select: fields })
  const all = rows.map((row) => ({ row, rank: rankOf(row, wanted) }))
  all.sort((a, b) => a.rank - b.rank || b.row._count.credits - a.row._count.credits || a.row.name.localeCompare(b.row.name, 'en'))
  return all.map(({ row }) => row)
}

/** The main name is kept folded only as the address, which is made from it. */
async function byAddress(db: Db, latin: string, kinds?: readonly SubjectKind[]): Promise<string[]> {
  const pattern = `%${latin}%`
  const ofKind = kinds?.length ? Prisma.sql`AND CAST("kind" AS TEXT) IN (${Prisma.join([...kinds])})` : Prisma.empty
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Subject" WHERE REPLACE("slug", '-', '') LIKE ${pattern} ${ofKind} LIMIT ${most}`
  return rows.map(({ id }) => id)
}

function rankOf(row: Row, wanted: string): number {
  const names = [fold(row.name), ...row.names.map(({ search }) => search)]
  if (names.includes(wanted)) return 0
  if (names.some((name) => name.startsWith(wanted))) return 1
  return 2
}

function toFound({ names, parent, _count: _, ...row }: Row): FoundSubject {
  const original = names.find(({ lang, alias }) => lang !== 'en' && !alias)
  return { ...row, under: parent?.name ?? null, original: original ? { name: original.name, lang: original.lang } : null }
}

/** The records with these ids, for an editor that shows a document. */
export async function listSubjects(db: Db, ids: readonly string[]): Promise<FoundSubject[]> {
  const found: FoundSubject[] = []
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db.subject.findMany({ where: { id: { in: ids.slice(start, start + 500) } }, select: fields })
    found.push(...rows.map(toFound))
  }
  return found
}
