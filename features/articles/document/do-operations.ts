import { draftBounds, limits, type ListDocument } from '../schema'
import { isStorable, notStorable } from '@/platform/text/storable'
import { applyChanges, isThere, noteLost, textAt, type Lost } from './apply-changes'
import { isInside, keyMade, keyOf, keysNeeded, thingOf, type DraftChange, type Insert, type Movable, type Operation } from './operations'
import { partsOf } from './parts'

/** Doing operations to a draft, of which some can not be done (features/articles/commands/change-draft.ts). */

/** An operation as it was done to the draft, with what leads back from it. */
export type DoneOperation = Operation & { inverse: DraftChange[] }
/** An operation of which nothing was done, and why. */
export type RefusedOperation = { id: string; message: string }

const sizeOf = (document: ListDocument) => Buffer.byteLength(JSON.stringify(document))

const tooLarge = 'This list is larger than 5 MB, which is more than can be kept: make two of it'

export const tooManyEntries = `A list has at most ${draftBounds.maxEntries.toLocaleString('en')} entries and ${draftBounds.maxSections} sections: make two of it`
const tooMuchAtOnce = 'This is too much at once: it is tried again after the rest'
/** Changes that lead back from all that one request does. Each section that is removed has one for each entry in it. */
const maxStepsBack = 20_000

const removed = 'What these words stand in was removed, and what it was is not known any more'

/** What operations change something in although it is neither in the draft nor in `lost`. */
export function missingIn(document: ListDocument, operations: readonly Operation[], lost: Lost): Movable[] {
  const missing = new Map<string, Movable>()
  const inserted = new Set<string>()
  for (const { changes } of operations)
    for (const change of changes) {
      const on = thingOf(change)
      const key = keyOf(on)
      if (change.do === 'insert') inserted.add(key)
      else if (on !== 'list' && isInside(change) && !inserted.has(key) && !lost.has(key) && !isThere(document, on)) missing.set(key, on)
    }
  return [...missing.values()]
}

const ofAnotherList = 'This entry belongs to another list, with its votes and comments: duplicate it here, and remove this one'
const noEntries: ReadonlySet<string> = new Set()

/** As `doAll`. Of a list that would become too large, what makes it larger is refused; what takes something away is done. `foreign`: ids of entries of other lists. */
export function doAllThatFit(from: ListDocument, operations: Operation[], lost: Lost, foreign = noEntries) {
  const all = doAll(from, operations, new Map(lost), foreign)
  const size = all.done.length === 0 ? 0 : sizeOf(all.document)
  if (size <= draftBounds.maxBytes) return all
  const before = sizeOf(from)
  const most = Math.max(draftBounds.maxBytes, before)
  let over = size - most
  if (over <= 0) return all
  // Bytes are reckoned for each operation, which is not to the byte: what was too much is taken from the room.
  for (let room = Math.max(0, draftBounds.maxBytes - before), turn = 0; turn < 3; turn++, room -= over) {
    const fitting = doAll(from, operations, new Map(lost), foreign, room)
    over = sizeOf(fitting.document) - most
    if (over <= 0) return fitting
  }
  return doAll(from, operations, new Map(lost), foreign, -Infinity)
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
function doAll(from: ListDocument, operations: Operation[], lost: Map<string, Insert>, foreign: ReadonlySet<string>, roomLeft = Infinity) {
  let document = from
  const done: DoneOperation[] = []
  const refused: RefusedOperation[] = []
  const reasons = new Map<string, string>()
  const ids = new Set<string>()
  let room = roomLeft
  let stepsBack = 0
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
    const lacks = missingIn(document, [{ id, changes }], lost).length > 0 ? removed : null
    const tooMany = changes.some((change) => change.do === 'insert') && isTooMany(document, after.document) ? tooManyEntries : null
    const tooManyWaived = changes.some((change) => change.do === 'set' && change.field === 'waived') && isTooManyWaived(document, after.document)
    const isForeign = changes.some((change) => change.do === 'insert' && 'entry' in change && foreign.has(change.entry.id))
    stepsBack += after.inverse.length
    const message =
      earlier ??
      lacks ??
      (isForeign ? ofAnotherList : null) ??
      tooMany ??
      (tooManyWaived ? `A list has at most ${limits.waived} waived checks: take one back` : null) ??
      (done.length > 0 && stepsBack > maxStepsBack ? tooMuchAtOnce : null) ??
      after.done.map((change) => whyNotKept(change, after.document)).find(Boolean) ??
      (growth > 0 && growth > room ? tooLarge : null)
    if (message) {
      refused.push({ id, message })
      for (const key of [...after.done, ...changes].map(keyMade)) if (key) reasons.set(key, message)
      continue
    }
    room -= growth
    noteLost(lost, after)
    document = after.document
    done.push({ id, changes: after.done, inverse: after.inverse })
  }
  return { document, done, refused }
}

/** Whether it has more entries or sections than a draft may, and more than before. */
export function isTooMany(before: ListDocument, after: ListDocument): boolean {
  const [old, now] = [partsOf(before), partsOf(after)]
  const entries = (parts: typeof old) => parts.reduce((sum, part) => sum + part.entries.length, 0)
  return (now.length - 1 > draftBounds.maxSections && now.length > old.length) || (entries(now) > draftBounds.maxEntries && entries(now) > entries(old))
}

const isTooManyWaived = (before: ListDocument, after: ListDocument) => after.waived.length > limits.waived && after.waived.length > before.waived.length

function whyNotKept(change: DraftChange, document: ListDocument): string | null {
  if (change.do !== 'edit') return null
  const text = textAt(document, change.on, change.field) ?? ''
  if (text.length > draftBounds.maxCharacters) return `At most ${draftBounds.maxCharacters.toLocaleString('en')} characters`
  return isStorable(text) ? null : notStorable
}
