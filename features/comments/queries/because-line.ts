import type { CommentState } from '@/prisma/generated/sqlite/client'
import { getPublishedArticle } from '@/features/articles/queries/published-article'
import { listReasons } from '@/features/decisions/queries/list-decisions'
import { currentTime } from '@/platform/clock'
import { read, type Db } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayEdit, type Talk } from '../policy'
import { editWindowMs } from '../schema'
import { getTalk } from './talk'

/** What its writer sees of their own because. */
export type OwnBecause = { id: string; name: string; body: string; state: CommentState; codes: string[]; isEditable: boolean }

/** The line below an entry for who voted for it: to say why, or what they said. */
export type BecauseLine = {
  list: string
  entry: { id: string; slug: string; heading: string }
  isCounted: boolean
  talk: Talk
  /** The name of the account, or that which a guest gave last. */
  name: string
  isAccount: boolean
  own: OwnBecause | null
}

/** How long the line stands open on the page after the vote, for who has no script. A page from a week ago does not ask once more. */
const openForMs = 5 * 60_000

const voteSelect = {
  articleId: true,
  entryId: true,
  state: true,
  createdAt: true,
  movedAt: true,
  entry: { select: { id: true, slug: true, heading: true } },
  article: { select: { slug: true, firstPublishedAt: true, talkRules: true } },
} as const

/** The line of an entry that this reader votes for. Throws not_found when they do not. */
export async function getBecauseLine(actor: Actor, { slug, entry }: { slug: string; entry: string }, db: Db = read): Promise<BecauseLine> {
  const { id: articleId } = await getPublishedArticle(slug, db)
  const vote = actor.readerId ? await db.vote.findUnique({ where: { readerId_articleId: { readerId: actor.readerId, articleId } }, select: voteSelect }) : null
  if (!vote || (vote.entry.slug !== entry && !(await isFormerAddress({ articleId, slug: entry }, vote.entryId, db))))
    throw notFound('This is not your favourite')
  return lineOf(actor, vote, await findOwnBecause(actor, vote.entryId, db), db)
}

const isFormerAddress = async (articleId_slug: { articleId: string; slug: string }, entryId: string, db: Db): Promise<boolean> =>
  (await db.entrySlug.findUnique({ where: { articleId_slug }, select: { entryId: true } }))?.entryId === entryId

/** The lines that stand open on pages of these lists: where this reader has voted, or said why, a moment ago. */
export async function listFreshLines(actor: Actor, articleIds: string[], db: Db = read): Promise<BecauseLine[]> {
  const { readerId } = actor
  if (!readerId || articleIds.length === 0) return []
  const [now, since] = [currentTime().getTime(), new Date(currentTime().getTime() - editWindowMs)]
  const votes = await db.vote.findMany({
    where: { readerId, articleId: { in: articleIds }, OR: [{ createdAt: { gt: since } }, { movedAt: { gt: since } }] },
    select: voteSelect,
  })
  const lines = await Promise.all(
    votes.map(async (vote) => {
      const own = await findOwnBecause(actor, vote.entryId, db)
      const isOpen = own ? own.isEditable || own.state === 'pending' : now - (vote.movedAt ?? vote.createdAt).getTime() < openForMs
      return isOpen ? lineOf(actor, vote, own, db) : null
    }),
  )
  return lines.filter((line) => line !== null)
}

type Vote = {
  state: string
  entry: BecauseLine['entry']
  article: { slug: string; firstPublishedAt: Date | null; talkRules: unknown }
}

async function lineOf(actor: Actor, { state, entry, article }: Vote, own: OwnBecause | null, db: Db): Promise<BecauseLine> {
  const talk = await getTalk({ publishedAt: article.firstPublishedAt ?? new Date(0), talkRules: article.talkRules }, db)
  const name = actor.account?.name ?? (await findLastName(actor.readerId!, db))
  return { list: article.slug, entry, isCounted: state === 'counted', talk, name, isAccount: actor.account !== null, own }
}

/** Their latest because on an entry that is there, or waits. */
async function findOwnBecause(actor: Actor, entryId: string, db: Db): Promise<OwnBecause | null> {
  const select = { id: true, readerId: true, name: true, body: true, state: true, createdAt: true } as const
  const row = await db.comment.findFirst({
    where: { readerId: actor.readerId!, entryId, because: true, state: { in: ['visible', 'pending'] } },
    orderBy: { createdAt: 'desc' },
    select,
  })
  if (!row) return null
  const { id, name, body, state } = row
  const codes = state === 'pending' ? ((await listReasons('comment', [id], db)).get(id) ?? []) : []
  return { id, name, body, state, codes, isEditable: mayEdit(actor, row, currentTime()) }
}

async function findLastName(readerId: string, db: Db): Promise<string> {
  const row = await db.comment.findFirst({ where: { readerId, name: { not: '' } }, orderBy: { createdAt: 'desc' }, select: { name: true } })
  return row?.name ?? ''
}
