import { nowMs } from '@/platform/clock'
import type { Db } from '@/platform/db'
import { Prisma, type CommentState, type Role } from '@/prisma/generated/sqlite/client'
import { hasRole } from '@/features/accounts/policy'
import { renderComment, type Links } from '../markdown'
import { editWindowMs } from '../schema'
import { shownState, type CommentView, type EntryView } from '../view'
import { findLinks } from './links'

/** What a page needs of a comment, with the entry that it is about and the account of who wrote it. */
export type CommentRow = {
  id: string
  articleId: string
  parentId: string | null
  threadId: string
  name: string
  body: string
  state: CommentState
  replyCount: number
  createdAt: Date
  editedAt: Date | null
  heartCount: number
  because: boolean
  entry: EntryView | null
  favourite: EntryView | null
  /** Where what it mentions is, by how it is written. */
  links: Links | null
  account: { id: string; role: Role } | null
}

type Flat = Omit<CommentRow, 'entry' | 'favourite' | 'links' | 'account'> & {
  mentions: unknown
  favouriteSlug: string | null
  favouriteHeading: string
  favouriteNumber: number | bigint
  entrySlug: string | null
  heading: string
  number: number | bigint
  accountId: string | null
  role: Role
}

/**
 * Comments that meet a condition on `c`, by age. One statement, not one for each relation: a page of comments needs four of these, and they are most of
 * the time of its queries.
 */
export async function selectComments(db: Db, condition: Prisma.Sql, page: Page = {}): Promise<CommentRow[]> {
  const rows = await db.$queryRaw<Flat[]>(commentsSql(condition, page))
  const links = await findLinks(rows, db)
  return rows.map(({ entrySlug, heading, number, favouriteSlug, favouriteHeading, favouriteNumber, accountId, role, mentions: _, ...row }) => ({
    ...row,
    replyCount: Number(row.replyCount),
    heartCount: Number(row.heartCount),
    because: Boolean(row.because),
    favourite: favouriteSlug === null ? null : { slug: favouriteSlug, heading: favouriteHeading, number: Number(favouriteNumber) },
    links: links.get(row.id) ?? null,
    createdAt: new Date(row.createdAt),
    editedAt: row.editedAt && new Date(row.editedAt),
    entry: entrySlug === null ? null : { slug: entrySlug, heading, number: Number(number) },
    account: accountId === null ? null : { id: accountId, role },
  }))
}

type Page = { newest?: boolean; take?: number; /** The condition asks for first comments alone. */ firsts?: boolean }

/**
 * First comments have no parent, so their order by it and by age is that by age. It is said all the same: where a column is null, PostgreSQL does not know that an index
 * which has it before the age holds them by age, and would sort all of a list.
 */
export const byAge = (alias: Prisma.Sql, { newest = false, firsts = false }: Page): Prisma.Sql => {
  const order = newest ? Prisma.sql`DESC` : Prisma.sql`ASC`
  return firsts ? Prisma.sql`${alias}"parentId" ${order}, ${alias}"id" ${order}` : Prisma.sql`${alias}"id" ${order}`
}

export const commentsSql = (condition: Prisma.Sql, { take = 1000, ...page }: Page) => Prisma.sql`
    SELECT c."id", c."articleId", c."parentId", c."threadId", c."name", c."body", c."state", c."replyCount", c."createdAt", c."editedAt", c."heartCount", c."because",
      c."mentions", f."slug" AS "favouriteSlug", f."heading" AS "favouriteHeading", f."rank" AS "favouriteNumber", e."slug" AS "entrySlug", e."heading", e."rank" AS "number", a."id" AS "accountId", a."role"
    FROM "Comment" c
      LEFT JOIN "Entry" e ON e."id" = c."entryId"
      LEFT JOIN "Entry" f ON f."id" = c."favouriteId" AND c."showsVote" AND f."listed"
      LEFT JOIN "Reader" r ON r."id" = c."readerId"
      LEFT JOIN "Account" a ON a."id" = r."accountId"
    WHERE ${condition} ORDER BY ${byAge(Prisma.sql`c.`, page)} LIMIT ${take}`

/** Comments by id, whatever their state. */
export const listRows = (db: Db, ids: string[]) => selectComments(db, Prisma.sql`c."id" IN (${Prisma.join(ids)})`)

/** A comment as everybody sees it. */
export function viewOf(row: CommentRow, { inReplyTo = null }: { inReplyTo?: CommentView['inReplyTo'] } = {}): CommentView {
  const readable = row.state === 'visible'
  const fresh = nowMs() - row.createdAt.getTime() < editWindowMs
  return {
    id: row.id,
    state: shownState(row.state),
    name: readable ? row.name : '',
    account: readable && row.account !== null,
    // Says who they are; whether their role waits for a second factor is not asked.
    staff: readable && hasRole({ account: row.account && { ...row.account, lacksSecondFactor: false } }, 'author'),
    html: readable ? renderComment(row.body, row) : '',
    source: readable && fresh ? row.body : '',
    createdAt: row.createdAt.toISOString(),
    editedAt: readable ? (row.editedAt?.toISOString() ?? null) : null,
    entry: row.entry,
    hearts: readable ? row.heartCount : 0,
    because: readable && row.because,
    voted: readable ? row.favourite : null,
    inReplyTo,
  }
}
