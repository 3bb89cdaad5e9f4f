import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { listRecordsById, type FoundRecord } from '@/features/records/queries/find-records-by-name'
import { jsonOf, read, write, type Db } from '@/platform/db'
import { unauthorized } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { noteLost } from '../document/apply-changes'
import { doAllThatFit, missingIn, type DoneOperation, type RefusedOperation } from '../document/do-operations'
import { isAboutWaivers, isWaiver, keyOf, recordsBroughtBy, type DraftChange, type Insert, type Operation, type operationsInput } from '../document/operations'
import { rebaseOperations } from '../document/rebase-operations'
import { mayEdit } from '../policy'
import { madeBy } from '../queries/made-by'
import { findRemoved } from '../queries/removed-things'
import { looks, savings } from '../rate-limits'
import { keepAsItIs } from './keep-revisions'
import { baseIsLost, loadDraft, loadOwnArticle, refuseToLose } from './load-article'
import { writeDraft } from './write-draft'

/** One operation of the draft's history. Without `changes` it is the asker's own, done as it was sent. */
export type LoggedOperation = { id: string; changes?: DraftChange[] }

export type ChangedDraft = {
  version: number
  savedAt: string
  /** All that was done to the draft since `base`, in order: one operation for each version. */
  log: LoggedOperation[]
  /** Ids of what was sent that was done before `base`. */
  known?: string[]
  /** The records that others' operations brought into the list, when there are any. */
  records?: FoundRecord[]
  /** Operations that can not be kept, each with the reason. Nothing of them was done. */
  refused: RefusedOperation[]
}

/** A browser that is further behind, by operations or by what is in them, gets the whole document. */
const maxLog = { operations: 1000, characters: 16_000_000 }

/**
 * Does a writer's operations to the newest draft: mapped over what others have done since `base`, and each at most once, however often it is sent. Without
 * any it only tells what is new. Throws unauthorized for words of another `account`, too_many, and a conflict when that is not known any more; its `data` holds the draft `{ version, document, savedAt }`, over which the
 * browser can map them itself.
 */
export async function changeDraft(
  actor: Actor,
  { id: articleId, account, operations: given, sent, ...from }: z.output<typeof operationsInput>,
): Promise<ChangedDraft> {
  if (account !== undefined && actor.account && actor.account.id !== account)
    throw unauthorized('somebody else is signed in in this browser now. These words stay yours: sign in again as who wrote them')
  const { base } = from
  if (given.length === 0) return lookAtDraft(actor, articleId, from, sent)
  if (actor.account) await limitId(savings, actor.account.id)
  await loadOwnArticle(read, actor, articleId, mayEdit)
  const operations = signedBy(actor.account?.name ?? '', given)
  // A list of megabytes takes longer to read, to change and to weigh than to write, so that is done while others may write.
  const ready = await makePlan(read, articleId, from, operations)
  return write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      const isFresh = (await tx.draft.count({ where: { articleId, version: ready.draft.version } })) === 1
      const { draft, log, known, document, done, refused } = isFresh ? ready : await makePlan(tx, articleId, from, operations, ready.found)
      if (done.some(({ changes }) => changes.some((change) => change.do === 'edit' && change.keep))) await keepAsItIs(tx, articleId, draft)
      const kept = { version: draft.version, savedAt: draft.savedAt.toISOString() }
      const saved = done.length > 0 ? await writeDraft(tx, article, { draft, document, operations: done, base, by: actor.account!.id }) : kept
      // Readers have nothing of a waived check: who waives one has changed nothing for them.
      if (done.length > 0 && article.publishedVersion === draft.version && done.every(({ changes }) => changes.every(isAboutWaivers)))
        await tx.article.update({ where: { id: articleId }, data: { publishedVersion: saved.version } })
      if (done.length > 0) await announce(tx, 'article.saved', { articleId, version: saved.version })
      const sent = new Map(given.map((operation) => [operation.id, operation.changes]))
      const asSent = ({ id, changes }: Operation): LoggedOperation => (isDeepStrictEqual(sent.get(id), changes) ? { id } : { id, changes })
      const since = [...log, ...done].map(asSent)
      const before = [...known].filter((id) => !since.some((one) => one.id === id))
      const ids = new Set(since.flatMap(({ changes = [] }) => changes.flatMap(recordsBroughtBy)))
      return {
        ...saved,
        log: since,
        refused,
        ...(before.length > 0 && { known: before }),
        ...(ids.size > 0 && { records: await listRecordsById(tx, [...ids]) }),
      }
    },
    { lock: `article:${articleId}` },
  )
}

/** How removed things come back that were looked for up to the base, by their keys; null for those that are not known. */
type Looked = ReadonlyMap<string, Insert | null>

/**
 * What these operations make of the newest draft. It holds for as long as the draft has that version. `looked`: what was found for an earlier version, which is not looked for again.
 * Throws a conflict where nothing may be made of it.
 */
async function makePlan(db: Db, articleId: string, from: Base, operations: Operation[], looked: Looked = new Map()) {
  const { base } = from
  const draft = await loadDraft(db, articleId)
  refuseToLose(draft)
  const known = await idsKnown(
    db,
    articleId,
    operations.map(({ id }) => id),
    draft.version,
  )
  if (!(await isLogKnown(db, articleId, from, draft.version))) throw baseIsLost(draft, await madeBy(db, articleId, draft.version), [...known])
  const past = await db.draftOperation.findMany({ where: { articleId, version: { gt: base, lte: draft.version } }, orderBy: { version: 'asc' } })
  const log = past.map(({ id, changes, inverse }): DoneOperation => ({ id, changes: jsonOf(changes), inverse: jsonOf(inverse) }))
  const lost = new Map<string, Insert>()
  for (const { changes, inverse } of log) noteLost(lost, { done: changes, inverse })
  const waiting = rebaseOperations(operations, log).filter(({ id }) => !known.has(id))
  // Words may reach the site long after their browser heard that what they stand in was removed.
  const missing = missingIn(draft.document, waiting, lost)
  const others = missing.filter((on) => !looked.has(keyOf(on)))
  const now = others.length > 0 ? await findRemoved(db, articleId, base, others) : []
  const found: Looked = new Map([...looked, ...others.map((on) => [keyOf(on), null] as const), ...now])
  const before = [...found].filter((one): one is [string, Insert] => one[1] !== null)
  const foreign = await entriesOfOthers(db, articleId, waiting)
  return { draft, log, known, found, ...doAllThatFit(draft.document, waiting, new Map([...before, ...lost]), foreign) }
}

/** Of the entries that these operations put into the list, those that readers know in another one. */
async function entriesOfOthers(db: Db, articleId: string, operations: readonly Operation[]): Promise<Set<string>> {
  const put = operations.flatMap(({ changes }) => changes.flatMap((change) => (change.do === 'insert' && 'entry' in change ? [change.entry.id] : [])))
  const foreign = new Set<string>()
  for (let start = 0; start < put.length; start += 500) {
    const where = { id: { in: put.slice(start, start + 500) }, articleId: { not: articleId } }
    for (const { id } of await db.entry.findMany({ where, select: { id: true } })) foreign.add(id)
  }
  return foreign
}

/** What a browser's operations were made on (`operationsInput`). */
type Base = Pick<z.output<typeof operationsInput>, 'base' | 'madeBy'>

/** Whether all that was done after `base`, up to `version`, is there, and not too much to be looked through; and whether that is the base which the browser had. */
async function isLogKnown(db: Db, articleId: string, { base, madeBy: seen }: Base, version: number): Promise<boolean> {
  if (base > version || (seen !== undefined && (await madeBy(db, articleId, base)) !== seen)) return false
  if (base === version) return true
  if (version - base > maxLog.operations) return false
  const [there] = await db.$queryRaw<{ operations: number | bigint; characters: number | bigint | null }[]>`SELECT COUNT(*) AS "operations",
    SUM(LENGTH(CAST("changes" AS TEXT)) + LENGTH(CAST("inverse" AS TEXT))) AS "characters"
    FROM "DraftOperation" WHERE "articleId" = ${articleId} AND "version" > ${base} AND "version" <= ${version}`
  return Number(there!.operations) === version - base && Number(there!.characters) <= maxLog.characters
}

/** What is new since `base`, for whoever has nothing to send: no lock is taken for it, and it is no saving. */
async function lookAtDraft(actor: Actor, articleId: string, from: Base, sent: string[] = []): Promise<ChangedDraft> {
  const { base } = from
  await loadOwnArticle(read, actor, articleId, mayEdit)
  if (actor.account) await limitId(looks, actor.account.id)
  const { version, savedAt } = await read.draft.findUniqueOrThrow({ where: { articleId }, select: { version: true, savedAt: true } })
  if (!(await isLogKnown(read, articleId, from, version))) {
    const draft = await loadDraft(read, articleId)
    throw baseIsLost(draft, await madeBy(read, articleId, draft.version), [...(await idsKnown(read, articleId, sent, draft.version))])
  }
  const log = await read.draftOperation.findMany({
    where: { articleId, version: { gt: base, lte: version } },
    orderBy: { version: 'asc' },
    select: { id: true, changes: true },
  })
  const since = log.map(({ id, changes }): Operation => ({ id, changes: jsonOf(changes) }))
  const ids = [...new Set(since.flatMap(({ changes }) => changes.flatMap(recordsBroughtBy)))]
  return { version, savedAt: savedAt.toISOString(), log: since, refused: [], ...(ids.length > 0 && { records: await listRecordsById(read, ids) }) }
}

async function idsKnown(db: Db, articleId: string, ids: string[], version: number): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.draftOperation.findMany({
    where: { articleId, version: { lte: version }, id: { in: ids } },
    select: { id: true },
  })
  return new Set(rows.map(({ id }) => id))
}

/** Whoever waives a check is named by the site, not by their browser. */
const signedBy = (name: string, operations: readonly Operation[]): Operation[] =>
  operations.map(({ id, changes }) => ({
    id,
    changes: changes.map((change) => (change.do === 'set' && isWaiver(change.to) ? { ...change, to: { ...change.to, by: name } } : change)),
  }))
