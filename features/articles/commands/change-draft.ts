import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { listRecordsById, type FoundRecord } from '@/features/records/queries/find-records-by-name'
import { jsonOf, read, write, type Db } from '@/platform/db'
import { unauthorized } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { isStorable, notStorable } from '@/platform/text/storable'
import { applyChanges, noteLost, textAt } from '../document/apply-changes'
import { keyMade, keysNeeded, recordsBroughtBy, type DraftChange, type Insert, type Operation, type operationsInput } from '../document/operations'
import { rebaseOperations } from '../document/rebase-operations'
import { mayEdit } from '../policy'
import { looks, savings } from '../rate-limits'
import { draftBounds, type ListDocument } from '../schema'
import { keepAsItIs } from './keep-revisions'
import { baseIsLost, loadDraft, loadOwnArticle, refuseToLose } from './load-article'
import { writeDraft, type DoneOperation } from './write-draft'

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
  refused: { id: string; message: string }[]
}

/** A browser that is further behind gets the whole document. */
const maxLog = 1000

/**
 * Does a writer's operations to the newest draft: mapped over what others have done since `base`, and each at most once, however often it is sent. Without
 * any it only tells what is new. Throws unauthorized for words of another `account`, too_many, and a conflict when that is not known any more; its `data` holds the draft `{ version, document, savedAt }`, over which the
 * browser can map them itself.
 */
export async function changeDraft(actor: Actor, { id: articleId, account, base, operations }: z.output<typeof operationsInput>): Promise<ChangedDraft> {
  if (account !== undefined && actor.account && actor.account.id !== account)
    throw unauthorized('somebody else is signed in in this browser now. These words stay yours: sign in again as who wrote them')
  if (operations.length === 0) return lookAtDraft(actor, articleId, base)
  await loadOwnArticle(read, actor, articleId, mayEdit)
  if (actor.account) await limitId(savings, actor.account.id)
  // A list of megabytes takes longer to read, to change and to weigh than to write, so that is done while others may write.
  const ready = await makePlan(read, articleId, base, operations)
  return write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      const isFresh = (await tx.draft.count({ where: { articleId, version: ready.draft.version } })) === 1
      const { draft, log, known, document, done, refused } = isFresh ? ready : await makePlan(tx, articleId, base, operations)
      if (done.some(({ changes }) => changes.some((change) => change.do === 'edit' && change.keep))) await keepAsItIs(tx, articleId, draft)
      const kept = { version: draft.version, savedAt: draft.savedAt.toISOString() }
      const saved = done.length > 0 ? await writeDraft(tx, article, { draft, document, operations: done, base, by: actor.account!.id }) : kept
      if (done.length > 0) await announce(tx, 'article.saved', { articleId, version: saved.version })
      const sent = new Map(operations.map((operation) => [operation.id, operation.changes]))
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

/** What these operations make of the newest draft. It holds for as long as the draft has that version. Throws a conflict where nothing may be made of it. */
async function makePlan(db: Db, articleId: string, base: number, operations: Operation[]) {
  const draft = await loadDraft(db, articleId)
  refuseToLose(draft)
  const past = await db.draftOperation.findMany({
    where: { articleId, version: { gt: base, lte: draft.version } },
    orderBy: { version: 'asc' },
    take: maxLog + 1,
  })
  const known = await idsKnown(db, articleId, operations)
  if (past.length !== draft.version - base || past.length > maxLog) throw baseIsLost(draft, [...known])
  const log = past.map(({ id, changes, inverse }): DoneOperation => ({ id, changes: jsonOf(changes), inverse: jsonOf(inverse) }))
  const lost = new Map<string, Insert>()
  for (const { changes, inverse } of log) noteLost(lost, { done: changes, inverse })
  const waiting = rebaseOperations(operations, log).filter(({ id }) => !known.has(id))
  return { draft, log, known, ...doAllThatFit(draft.document, waiting, lost) }
}

/** What is new since `base`, for whoever has nothing to send: no lock is taken for it, and it is no saving. */
async function lookAtDraft(actor: Actor, articleId: string, base: number): Promise<ChangedDraft> {
  await loadOwnArticle(read, actor, articleId, mayEdit)
  if (actor.account) await limitId(looks, actor.account.id)
  const { version, savedAt } = await read.draft.findUniqueOrThrow({ where: { articleId }, select: { version: true, savedAt: true } })
  const log = await read.draftOperation.findMany({
    where: { articleId, version: { gt: base, lte: version } },
    orderBy: { version: 'asc' },
    take: maxLog + 1,
    select: { id: true, changes: true },
  })
  if (log.length !== version - base || log.length > maxLog) throw baseIsLost(await loadDraft(read, articleId), [])
  const since = log.map(({ id, changes }): Operation => ({ id, changes: jsonOf(changes) }))
  const ids = [...new Set(since.flatMap(({ changes }) => changes.flatMap(recordsBroughtBy)))]
  return { version, savedAt: savedAt.toISOString(), log: since, refused: [], ...(ids.length > 0 && { records: await listRecordsById(read, ids) }) }
}

async function idsKnown(db: Db, articleId: string, operations: Operation[]): Promise<Set<string>> {
  if (operations.length === 0) return new Set()
  const rows = await db.draftOperation.findMany({ where: { articleId, id: { in: operations.map(({ id }) => id) } }, select: { id: true } })
  return new Set(rows.map(({ id }) => id))
}

const sizeOf = (document: ListDocument) => Buffer.byteLength(JSON.stringify(document))

const tooLarge = 'This list is larger than 5 MB, which is more than can be kept: make two of it'

/** As `doAll`. Of a list that would become too large, what makes it larger is refused; what takes something away is done. */
function doAllThatFit(from: ListDocument, operations: Operation[], lost: Map<string, Insert>) {
  const all = doAll(from, operations, new Map(lost))
  const size = all.done.length === 0 ? 0 : sizeOf(all.document)
  if (size <= draftBounds.maxBytes) return all
  const before = sizeOf(from)
  const most = Math.max(draftBounds.maxBytes, before)
  let over = size - most
  if (over <= 0) return all
  // Bytes are reckoned for each operation, which is not to the byte: what was too much is taken from the room.
  for (let room = Math.max(0, draftBounds.maxBytes - before), turn = 0; turn < 3; turn++, room -= over) {
    const fitting = doAll(from, operations, new Map(lost), room)
    over = sizeOf(fitting.document) - most
    if (over <= 0) return fitting
  }
  return doAll(from, operations, new Map(lost), -Infinity)
}

/** About how many bytes of JSON a change adds to its list. */
const growthBy = ({ done, inverse }: { done: DraftChange[]; inverse: DraftChange[] }): number => payloadOf(done) - payloadOf(inverse)

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

function payloadOf(changes: DraftChange[]): number {
  let bytes = 0
  for (const change of changes) {
    if (change.do === 'insert') bytes += bytesOf('entry' in change ? change.entry : change.section)
    else if (change.do === 'edit') for (const [, , inserted] of change.changes) bytes += bytesOf(inserted) - 2
    else if (change.do === 'set') bytes += bytesOf(change.to)
    else if (change.do === 'credit') bytes += bytesOf(change.credit)
  }
  return bytes
}

/**
 * Does one after the other. One that makes a text which cannot be kept, or adds more than there is room for (in bytes), is refused, and so is what was made there
 * after it; the others are done.
 */
function doAll(from: ListDocument, operations: Operation[], lost: Map<string, Insert>, roomLeft = Infinity) {
  let document = from
  const done: DoneOperation[] = []
  const refused: ChangedDraft['refused'] = []
  const reasons = new Map<string, string>()
  const ids = new Set<string>()
  let room = roomLeft
  for (const { id, changes } of operations) {
    if (ids.has(id)) continue
    ids.add(id)
    const after = applyChanges(document, changes, lost)
    const growth = room === Infinity ? 0 : growthBy(after)
    // What needs something that was refused comes to nothing, so it is not in `done`.
    const earlier = [...changes, ...after.done]
      .flatMap(keysNeeded)
      .map((key) => reasons.get(key))
      .find(Boolean)
    const message = earlier ?? after.done.map((change) => whyNotKept(change, after.document)).find(Boolean) ?? (growth > 0 && growth > room ? tooLarge : null)
    if (message) {
      refused.push({ id, message })
      for (const key of after.done.map(keyMade)) if (key) reasons.set(key, message)
      continue
    }
    room -= growth
    noteLost(lost, after)
    document = after.document
    done.push({ id, changes: after.done, inverse: after.inverse })
  }
  return { document, done, refused }
}

function whyNotKept(change: DraftChange, document: ListDocument): string | null {
  if (change.do !== 'edit') return null
  const text = textAt(document, change.on, change.field) ?? ''
  if (text.length > draftBounds.maxCharacters) return `At most ${draftBounds.maxCharacters.toLocaleString('en')} characters`
  return isStorable(text) ? null : notStorable
}
