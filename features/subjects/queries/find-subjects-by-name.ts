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

/**
 * Records that a writer may mean by `text`: by name, former or other names, in any script, spelt with or without hyphens, blanks and accents.
 * Best first: the whole name, then its beginning, then a part; among equals those that lists credit most.
 */
export async function findSubjectsByName(
  db: Db,
  text: string,
  { kinds, take = 8 }: { kinds?: readonly SubjectKind[]; take?: number } = {},
): Promise<FoundSubject[]> {
  const wanted = fold(text)
  if (wanted === '') return []
  const ofKind = kinds ? { kind: { in: [...kinds] } } : {}
  const latin = slugify(text).replaceAll('-', '')
  const [named, addressed, called] = await Promise.all([
    db.subjectName.findMany({ where: { search: { contains: wanted }, subject: ofKind }, select: { subjectId: true }, take: most }),
    latin ? byAddress(db, latin, kinds) : [],
    db.subject.findMany({ where: { name: { contains: text.trim().normalize('NFC') }, ...ofKind }, select: { id: true }, take: most }),
  ])
  const ids = [...new Set([...named.map(({ subjectId }) => subjectId), ...addressed, ...called.map(({ id }) => id)])].slice(0, 2 * most)
  const rows = await db.subject.findMany({ where: { id: { in: ids } }, select: fields })
  const ranked = rows.map((row) => ({ row, rank: rankOf(row, wanted) }))
  ranked.sort((a, b) => a.rank - b.rank || b.row._count.credits - a.row._count.credits || a.row.name.localeCompare(b.row.name, 'en'))
  return ranked.slice(0, take).map(({ row }) => toFound(row))
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
