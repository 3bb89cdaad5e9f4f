import { read, type Db } from '@/platform/db'
import { idOf } from '@/platform/id'
import { notFound } from '@/platform/errors'

const together = 1000

/**
 * All comments that readers see, and the stubs that hold them, as JSON in parts (docs/comments-format.md). `list`: the slug of one list. What waits, what was hidden and what
 * nobody answers any more is not in it; addresses of people and networks never are.
 */
export async function* exportComments(list: string | null, db: Db = read): AsyncGenerator<string> {
  const article = list === null ? null : await db.article.findUnique({ where: { slug: list }, select: { id: true } })
  if (list !== null && !article) throw notFound(`There is no list “${list}” here`)
  yield '{\n"format": "lightstick-comments",\n"version": 1,\n"comments": ['
  const lists = article ? [article] : await db.article.findMany({ where: { trashedAt: null }, orderBy: { id: 'asc' }, select: { id: true } })
  let isFirst = true
  for (const { id } of lists) {
    const needed = await stubsOf(id, db)
    for (let after = ''; ;) {
      const rows = await db.comment.findMany({ where: { articleId: id, id: { gt: after } }, orderBy: { id: 'asc' }, take: together, select })
      if (rows.length === 0) break
      after = rows.at(-1)!.id
      for (const row of rows) {
        if (row.state !== 'visible' && !needed.has(row.id)) continue
        yield `${isFirst ? '\n' : ',\n'}${JSON.stringify(shown(row))}`
        isFirst = false
      }
    }
  }
  yield '\n]\n}\n'
}

const select = {
  id: true,
  parentId: true,
  readerId: true,
  name: true,
  body: true,
  state: true,
  createdAt: true,
  editedAt: true,
  heartCount: true,
  because: true,
  showsVote: true,
  favouriteId: true,
  origin: true,
  article: { select: { slug: true, entries: { select: { id: true, slug: true } } } },
  entry: { select: { slug: true } },
} as const

type Row = Awaited<ReturnType<typeof rowOf>>
const rowOf = (db: Db) => db.comment.findFirstOrThrow({ select })

function shown(row: Row) {
  const says = row.state === 'visible'
  const place = { id: row.id, list: row.article.slug, entry: row.entry?.slug ?? null, parent: row.parentId }
  // The same for all comments of one person, and of no use to anybody else.
  const person = idOf(`exported person ${row.readerId}`)
  if (!says) return { ...place, person, state: 'deleted', createdAt: row.createdAt.toISOString(), origin: row.origin }
  const favourite = row.showsVote && row.favouriteId ? row.article.entries.find(({ id }) => id === row.favouriteId)?.slug : undefined
  return {
    ...place,
    person,
    name: row.name,
    body: row.body,
    state: 'visible',
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    hearts: row.heartCount,
    because: row.because,
    votedFor: favourite ?? null,
    origin: row.origin,
  }
}

/** Those that readers see as stubs: they are not visible, and something below them is. */
async function stubsOf(articleId: string, db: Db): Promise<Set<string>> {
  const rows = await db.comment.findMany({ where: { articleId }, select: { id: true, parentId: true, state: true } })
  const parents = new Map(rows.map(({ id, parentId }) => [id, parentId]))
  const seen = new Set<string>()
  for (const { id, state } of rows)
    if (state === 'visible') for (let up: string | null = id; up !== null && !seen.has(up); up = parents.get(up) ?? null) seen.add(up)
  return seen
}
