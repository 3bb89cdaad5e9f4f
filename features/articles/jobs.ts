import { z } from 'zod'
import { read, write, type Tx } from '@/platform/db'
import { currentTime, nowMs } from '@/platform/clock'
import { announce } from '@/platform/events/announce'
import { defineJob, NotYetError } from '@/platform/jobs/kinds'
import { log } from '@/platform/log'
import { keepRevisions } from './commands/keep-revisions'
import { makeCurrent } from './commands/publish-edition'
import { thinRevisions } from './commands/thin-revisions'
import { isNewer, isReadable, readDocument } from './document/read-document'
import { allKept, hourlyKept, maxBytes } from './document/thin-out'
import { mayPublish, type Publishing } from './policy'
import { getPublishing } from './queries/publishing'
import { notPresent } from './presence-times'
import { makeRevisions } from './queries/new-revisions'

export const publishJob = 'article.publish'

/** One edition of an article waits at the most, so its key is the article's. */
export const publicationKey = (articleId: string) => `publish:${articleId}`

/** `by`: the account that scheduled it. Jobs of earlier versions do not say: then it is the one that the edition names, and none is the command line. */
const publication = z.object({ editionId: z.string(), by: z.string().nullable().optional() })

/**
 * Publishes the edition that waited for this time. Does nothing when it is live or was withdrawn. Before its time (it was run again by hand, or the clock was
 * set back) it goes on waiting: nothing that was not published is called done. Whoever ordered it must still be allowed to: else the schedule is withdrawn, and
 * the edition's note says why.
 */
export async function publishScheduled({ editionId, by }: z.input<typeof publication>): Promise<void> {
  const waiting = await read.edition.findUnique({ where: { id: editionId }, select: { articleId: true } })
  if (!waiting) return
  await write(
    async (tx) => {
      const edition = await tx.edition.findUnique({ where: { id: editionId } })
      if (!edition || edition.liveAt || edition.cancelledAt) return
      if (edition.publishAt > currentTime()) throw new NotYetError(edition.publishAt)
      const refusal = await reasonNotToPublish(tx, edition, by === undefined ? edition.createdById : by)
      if (refusal) await withdrawRefused(tx, edition, refusal)
      else await makeCurrent(tx, editionId)
    },
    { lock: `article:${waiting.articleId}` },
  )
}

async function reasonNotToPublish(tx: Tx, { articleId, ofVersion }: { articleId: string; ofVersion: number }, by: string | null): Promise<string | null> {
  const { trashedAt } = await tx.article.findUniqueOrThrow({ where: { id: articleId }, select: { trashedAt: true } })
  if (trashedAt) return 'the list is in the trash'
  if (by === null) return null
  const account = await tx.account.findUnique({ where: { id: by }, select: { id: true, role: true, suspendedAt: true, confirmedAt: true } })
  if (!account) return 'who scheduled it has left'
  if (account.suspendedAt) return 'the account that scheduled it is suspended'
  const article = await tx.article.findUniqueOrThrow({
    where: { id: articleId },
    select: { createdById: true, authors: { select: { author: { select: { accountId: true } } } } },
  })
  // It was ordered by somebody who might: a second factor that the operator demands since then is asked of those who come in.
  const publishing = await getPublishing(articleId, ofVersion, tx)
  const may = (rules: Publishing) => account.confirmedAt !== null && mayPublish({ account: { ...account, lacksSecondFactor: false } }, article, rules)
  if (may(publishing)) return null
  return may({ ...publishing, approved: true })
    ? 'an editor approves what authors publish now, and nobody has approved this'
    : 'the account that scheduled it may no longer publish this list'
}

/** The job itself stays in the queue until its run has ended, so it is not taken out as `cancelSchedule` does. */
async function withdrawRefused(tx: Tx, { id, articleId, note }: { id: string; articleId: string; note: string }, reason: string): Promise<void> {
  const said = `Not published at its time, because ${reason}.`
  await tx.edition.update({ where: { id }, data: { cancelledAt: currentTime(), note: note ? `${said} ${note}` : said } })
  const article = await tx.article.findUniqueOrThrow({ where: { id: articleId }, select: { state: true, firstPublishedAt: true } })
  if (article.state === 'scheduled') await tx.article.update({ where: { id: articleId }, data: { state: article.firstPublishedAt ? 'unpublished' : 'draft' } })
  await announce(tx, 'article.unscheduled', { articleId })
  log.warn({ articleId, editionId: id, reason }, 'a scheduled list was not published')
}

const sweepEveryMs = 3_600_000
const operationsKeptMs = 30 * 86_400_000
const linksKeptMs = 30 * 86_400_000
const listsAtOnce = 200

/** A list whose history cannot be looked after now is left for the next time: the others do not wait for it. */
const eachList = async (ids: readonly string[], what: string, work: (articleId: string) => Promise<void>, signal?: AbortSignal): Promise<void> => {
  for (const articleId of ids) {
    signal?.throwIfAborted()
    await work(articleId).catch((error: unknown) => log.warn({ articleId, error }, what))
  }
}

/** Makes revisions of what was done to drafts in stretches that are over. */
export async function keepDrafts(signal?: AbortSignal): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const lists = await listsChanged(after)
    const ids = lists.map(({ articleId }) => articleId)
    const kept = await read.draftRevision.groupBy({ by: ['articleId'], where: { articleId: { in: ids } }, _max: { version: true } })
    const versions = new Map(kept.map(({ articleId, _max }) => [articleId, _max.version ?? 0]))
    const unkept = lists.filter(({ articleId, version }) => version > (versions.get(articleId) ?? 0)).map(({ articleId }) => articleId)
    await eachList(unkept, 'what was done to a draft was not made a part of its history', keepDraft, signal)
    after = ids.length === listsAtOnce ? ids.at(-1) : undefined
  }
}

/** Lists with operations, however old these are: a site may have been off for a month. */
async function listsChanged(after: string): Promise<{ articleId: string; version: number }[]> {
  const where = { articleId: { gt: after } }
  const found = await read.draftOperation.groupBy({ by: ['articleId'], where, _max: { version: true }, orderBy: { articleId: 'asc' }, take: listsAtOnce })
  return found.map(({ articleId, _max }) => ({ articleId, version: _max.version ?? 0 }))
}

async function keepDraft(articleId: string): Promise<void> {
  const draft = await read.draft.findUnique({ where: { articleId } })
  // What only stands in for a draft is no part of its history.
  if (!draft || !isReadable(draft.document) || isNewer(draft.document)) return
  const { version, savedAt } = draft
  // Made before the transaction: on SQLite others wait for it.
  const unkept = await makeRevisions(read, articleId, { version, savedAt, document: readDocument(draft.document) }, { all: false })
  await write((tx) => keepRevisions(tx, articleId, unkept), { lock: `article:${articleId}` })
  const { _sum } = await read.draftRevision.aggregate({ where: { articleId }, _sum: { size: true } })
  if ((_sum.size ?? 0) > maxBytes) await thinRevisions(articleId)
}

/** Thins out the histories that hold more than they should of long ago. */
export async function thinHistories(signal?: AbortSignal): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const ids: string[] = await listsToThin(after)
    await eachList(ids, 'the history of a draft was not thinned out', thinRevisions, signal)
    after = ids.length === listsAtOnce ? ids.at(-1) : undefined
  }
}

async function listsToThin(after: string): Promise<string[]> {
  const before = (ms: number) => ({ lt: new Date(nowMs() - ms) })
  const due = { OR: [{ thinned: 0, endedAt: before(allKept) }, { thinned: 1, endedAt: before(hourlyKept) }] } // prettier-ignore
  const where = { ...due, articleId: { gt: after } }
  const found = await read.draftRevision.groupBy({ by: ['articleId'], where, orderBy: { articleId: 'asc' }, take: listsAtOnce })
  return found.map(({ articleId }) => articleId)
}

/**
 * Forgets the operations of drafts that are older than 30 days, who was there, and preview links a month after their end. Whoever comes back later gets the whole draft,
 * and what they wrote is merged into it by words. An operation that is in no revision yet stays.
 */
export const sweepOperations = async (): Promise<void> => {
  const old = { createdAt: { lt: new Date(nowMs() - operationsKeptMs) } }
  for (const { articleId } of await read.draftOperation.groupBy({ by: ['articleId'], where: old })) {
    // Of a list whose history could not be written, they are all that is known.
    const { _max } = await read.draftRevision.aggregate({ where: { articleId }, _max: { version: true } })
    await write((tx) => tx.draftOperation.deleteMany({ where: { ...old, articleId, version: { lte: _max.version ?? 0 } } }))
  }
  await write((tx) => tx.presence.deleteMany({ where: notPresent() }))
  await write((tx) => tx.previewLink.deleteMany({ where: { expiresAt: { lt: new Date(nowMs() - linksKeptMs) } } }))
}

/** Says who keeps what drafts were, and forgets what was done to them long ago (app/composition.ts only). */
export const defineDraftSweep = (): void =>
  defineJob({
    type: 'drafts.sweep',
    lane: 'background',
    input: z.object({}),
    maxRunMs: 600_000,
    everyMs: sweepEveryMs,
    run: async (_, { signal }) => {
      await keepDrafts(signal)
      await thinHistories(signal)
      await sweepOperations()
    },
  })

/** Says who publishes what was scheduled (app/composition.ts only). */
export const definePublication = (): void => defineJob({ type: publishJob, lane: 'publications', input: publication, maxRunMs: 60_000, run: publishScheduled })
