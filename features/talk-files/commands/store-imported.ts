import { countAnew } from '@/features/comments/commands/count-anew'
import { countComments } from '@/features/comments/commands/count-comments'
import { commentsTag } from '@/features/articles/tags'
import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { currentTime } from '@/platform/clock'
import type { Db, Tx } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { newId } from '@/platform/id'
import { Prisma, type CommentState } from '@/prisma/generated/sqlite/client'

/** A comment that is to be here, after what it answers. `row`: the one that it has become. */
export type Planned = {
  origin: string
  /** Our own id, when the export is one of ours: of this site, it is here already. */
  ownId: string | null
  parent: Planned | null
  articleId: string
  entryId: string | null
  readerId: string
  name: string
  body: string
  state: CommentState
  at: Date
  /** The time of its list, which a comment has whose own time could not be believed when it was brought here. */
  listAt: Date
  editedAt: Date | null
  because: boolean
  hearts: number
  row?: StoredRow
  /** `row` is another comment of the same number. */
  isAnother?: boolean
}
type StoredRow = { id: string; articleId: string; threadId: string; entryId: string | null }
/** `clashes`: of those that are here, how many are another comment of the same number. */
export type SliceResult = { stored: number; here: number; clashes: number }

const decided = { pending: 'hold', hidden: 'hide', deleted: 'delete' } as const
// A statement takes 999 values on SQLite.
const rowsTogether = 50

/** Which of these are here already, from an earlier run or another file. Writes nothing but `row`. */
export async function findImported(db: Db, planned: readonly Planned[]): Promise<SliceResult> {
  const select = { id: true, articleId: true, threadId: true, entryId: true, origin: true, createdAt: true, body: true } as const
  const ownIds = planned.flatMap(({ ownId }) => ownId ?? [])
  const rows = await db.comment.findMany({ where: { origin: { in: planned.map(({ origin }) => origin) } }, select })
  if (ownIds.length > 0) rows.push(...(await db.comment.findMany({ where: { id: { in: ownIds } }, select })))
  const known = new Map(rows.flatMap((row) => [[row.origin ?? '', row] as const, [row.id, row] as const]))
  let [here, clashes] = [0, 0]
  for (const one of planned) {
    const row = known.get(one.origin) ?? (one.ownId === null ? undefined : known.get(one.ownId))
    one.row = row
    if (row) here++
    one.isAnother = row !== undefined && !isSame(one, row)
    if (one.isAnother) clashes++
  }
  return { stored: 0, here, clashes }
}

/** A comment keeps its time or, where somebody set the time right over there, its words. */
const isSame = ({ at, listAt, body }: Planned, row: { createdAt: Date; body: string }): boolean =>
  at === listAt || [at, listAt].some((time) => time.getTime() === row.createdAt.getTime()) || (body !== '' && body === row.body)

/** Stores a slice of the comments of one list, those that are not here yet, in one transaction: rows, decisions, counts, scores, and one event. */
export async function storeImported(tx: Tx, articleId: string, planned: readonly Planned[]): Promise<SliceResult> {
  const found = await findImported(tx, planned)
  const fresh = planned.filter(({ row }) => !row).map((one) => ({ ...one, ...placeOf(one) }))
  if (fresh.length === 0) return found
  const now = currentTime()
  await keepReaders(
    tx,
    fresh.map(({ readerId }) => readerId),
    now,
  )
  await insert(tx, fresh, now)
  const decisions = fresh.flatMap(({ id, state }) =>
    state === 'visible' ? [] : [{ targetId: id, action: decided[state], maker: 'operator' as const, note: 'Imported in this state' }],
  )
  await writeDecisions(tx, 'comment', decisions)
  const visible = fresh.filter(({ state }) => state === 'visible')
  await countComments(tx, visible, 1)
  await countAnew(
    tx,
    visible.flatMap(({ parentId, threadId }) => (parentId ? [threadId] : [])),
  )
  await announce(tx, 'comment.imported', { articleId, count: fresh.length }, { tags: [commentsTag(articleId)] })
  return { ...found, stored: fresh.length }
}

/** Its id begins with its time, so that it sorts among the others by age. What it answers may be here under another list: then it is a first comment. */
function placeOf(one: Planned) {
  const id = newId(one.at.getTime())
  const answered = one.parent && !one.parent.isAnother ? one.parent.row : undefined
  const parent = answered?.articleId === one.articleId ? answered : null
  const entryId = parent ? parent.entryId : one.entryId
  one.row = { id, articleId: one.articleId, threadId: parent?.threadId ?? id, entryId }
  return { ...one.row, network: '', parentId: parent?.id ?? null, because: one.because && entryId !== null && parent === null }
}

type Fresh = Planned & ReturnType<typeof placeOf>

async function keepReaders(tx: Tx, readerIds: string[], now: Date): Promise<void> {
  const values = [...new Set(readerIds)].sort().map((id) => Prisma.sql`(${id}, ${now})`)
  await tx.$executeRaw`INSERT INTO "Reader" ("id", "createdAt") VALUES ${Prisma.join(values)} ON CONFLICT ("id") DO NOTHING`
}

async function insert(tx: Tx, fresh: readonly Fresh[], now: Date): Promise<void> {
  for (let start = 0; start < fresh.length; start += rowsTogether) {
    const values = fresh.slice(start, start + rowsTogether).map((row) => {
      const deletedAt = row.state === 'deleted' ? now : null
      return Prisma.sql`(${row.id}, ${row.articleId}, ${row.entryId}, ${row.parentId}, ${row.threadId}, ${row.readerId}, ${row.name}, ${row.body}, ${row.state},
        ${row.at}, ${row.editedAt}, ${deletedAt}, ${row.because}, ${row.hearts}, ${row.hearts}, ${row.hearts}, ${row.origin})`
    })
    await tx.$executeRaw`
      INSERT INTO "Comment" ("id", "articleId", "entryId", "parentId", "threadId", "readerId", "name", "body", "state",
        "createdAt", "editedAt", "deletedAt", "because", "heartCount", "importedHearts", "score", "origin")
      VALUES ${Prisma.join(values)}`
  }
}
