import { applyChanges, textAt } from '@/features/articles/document/apply-changes'
import {
  keyMade,
  keyOf,
  keyOfField,
  keysNeeded,
  thingOf,
  type DraftChange,
  type Field,
  type Insert,
  type Operation,
  type Thing,
} from '@/features/articles/document/operations'
import { diffText } from '@/features/articles/document/text-changes'
import { draftBounds, type ListDocument } from '@/features/articles/schema'
import { isStorable, notStorable, unstorablePath } from '@/platform/text/storable'
import { inParts } from './operation-parts'

/** What of a session can be sent to the site, and what stays in the browser: texts that cannot be kept as they are, and what the site has refused. */

/** What waits in a session (session.ts), and what it is made on. */
export type Waiting = {
  tab: string
  /** The document that the server has. */
  confirmed: ListDocument
  waiting: readonly Operation[]
  /** Ids of what was sent at least once: it must not change any more. */
  sent: ReadonlySet<string>
  /** What the site has refused: by id, why. It was not done. */
  refused: ReadonlyMap<string, string>
  lost: ReadonlyMap<string, Insert>
  /** What the editor shows: the confirmed document with what waits. */
  present: ListDocument
}

const isKeepable = (text: string) => text.length <= draftBounds.maxCharacters && isStorable(text)
const fieldsOf = (changes: readonly DraftChange[]): Field[] =>
  changes.flatMap((change) => (change.do === 'edit' ? [{ on: change.on, field: change.field }] : []))
const isThere = (document: ListDocument, on: Thing) => textAt(document, on, on === 'list' ? 'title' : 'heading') !== null

/** Fields with words that wait, and that the site does not keep as they are. */
function heldFields({ waiting, present }: Pick<Waiting, 'waiting' | 'present'>): Field[] {
  const fields = new Map(waiting.flatMap(({ changes }) => fieldsOf(changes)).map((field) => [keyOfField(field), field]))
  return [...fields.values()].filter(({ on, field }) => !isKeepable(textAt(present, on, field) ?? ''))
}

/**
 * What can be sent now, up to so many characters of JSON; at least one. What was written in a field that cannot be kept as it is waits, and so does what the site has
 * refused, with what was made in the same place after it, unless it is tried `again`; nothing else waits for it.
 */
export function sendable(session: Waiting, maxCharacters: number, { again = false } = {}): Operation[] {
  const isLeft = leftBy(session, again)
  const batch: Operation[] = []
  let room = maxCharacters
  for (const operation of session.waiting) {
    if (isLeft(operation)) continue
    // What a choice takes away is on the site before: it is kept there as it is then.
    if (batch.length > 0 && operation.changes.some((change) => change.do === 'edit' && change.keep)) break
    room -= JSON.stringify(operation).length
    if (batch.length > 0 && (room < 0 || batch.length >= 400)) break
    batch.push(operation)
  }
  return batch
}

/** All that does not stay in the browser, in any number of requests. */
export function leaving(session: Waiting): Operation[] {
  const isLeft = leftBy(session, false)
  return session.waiting.filter((operation) => !isLeft(operation))
}

/** Tells, of each operation that waits, in their order, whether it stays in the browser. */
function leftBy(session: Waiting, again: boolean): (operation: Operation) => boolean {
  const held = new Set(heldFields(session).map(keyOfField))
  const stuck = new Set<string>()
  return ({ id, changes }) => {
    // What is half a character by itself never gets there.
    if (fieldsOf(changes).some((field) => held.has(keyOfField(field))) || unstorablePath(changes)) return true
    if (again || !(session.refused.has(id) || changes.flatMap(keysNeeded).some((key) => stuck.has(key)))) return false
    for (const key of changes.map(keyMade)) if (key) stuck.add(key)
    return true
  }
}

/** A place whose words stay in the browser, and why. */
type LeftPlace = Field & { message: string }

/** The places of all that waits and cannot be sent, each once. */
export function leftPlaces(session: Waiting): LeftPlace[] {
  const isLeft = leftBy(session, false)
  const places = new Map<string, LeftPlace>()
  const inserted = new Set<string>()
  for (const operation of session.waiting) {
    if (!isLeft(operation)) continue
    const { id, changes } = operation
    for (const change of changes) {
      const on = thingOf(change)
      if (change.do === 'insert') inserted.add(keyOf(on))
      if (change.do !== 'edit' && !session.refused.has(id)) continue
      const field = change.do === 'edit' && !inserted.has(keyOf(on)) ? change.field : 'heading'
      const key = keyOfField({ on, field })
      if (!places.has(key)) places.set(key, { on, field, message: session.refused.get(id) ?? whyHeld(textAt(session.present, on, field) ?? '') })
    }
  }
  return [...places.values()]
}

const whyHeld = (text: string) =>
  text.length > draftBounds.maxCharacters
    ? `more than ${draftBounds.maxCharacters.toLocaleString('en')} characters, which is all that a text may have`
    : notStorable

/**
 * What was written in a field while it could not be kept is left out when it can be again, or when the field is gone: on its way the site would meet the text that it
 * refuses. So is what the site has refused, where less is written now. `before` is the document with that text.
 */
export function withoutDetours<S extends Waiting>(session: S, before: ListDocument, newId: () => string): S {
  let waiting = withoutRefusedParts(session)
  const direct = (of: Field, isBetter: (now: DraftChange[][], old: readonly Operation[]) => boolean) => {
    const now = textAt(session.present, of.on, of.field)
    if (now !== null && !isKeepable(now)) return
    // What is gone because others removed it is no reason to drop words for it.
    if (now === null && !session.waiting.some(({ changes }) => changes.some((change) => removes(change, of.on)))) return
    const isOfField = (one: DraftChange) => one.do === 'edit' && keyOfField(one) === keyOfField(of)
    const isLeftOut = ({ id, changes }: Operation) => (!session.sent.has(id) || session.refused.has(id)) && changes.every(isOfField)
    const [old, others] = [waiting.filter(isLeftOut), waiting.filter((operation) => !isLeftOut(operation))]
    const without = others.reduce((document, { changes }) => applyChanges(document, changes, session.lost).document, session.confirmed)
    const text = textAt(without, of.on, of.field)
    if (now !== null && text === null) return
    const changes = now === null ? [] : diffText(text!, now)
    const parts = changes.length === 0 ? [] : inParts([{ do: 'edit', on: of.on, field: of.field, changes }])
    if (parts.length > old.length || !isBetter(parts, old)) return
    // An id that the site knows stays with what was sent under it.
    const idAt = (index: number) => (session.sent.has(old[index]!.id) ? `${session.tab}-${newId()}` : old[index]!.id)
    waiting = [...others, ...parts.map((changes, index) => ({ id: idAt(index), changes }))]
  }
  const isLess = (now: DraftChange[][], old: readonly Operation[]) => JSON.stringify(now).length < JSON.stringify(old.map(({ changes }) => changes)).length
  for (const field of heldFields({ waiting, present: before })) direct(field, () => true)
  for (const field of fieldsOf(waiting.flatMap(({ id, changes }) => (session.refused.has(id) ? changes : [])))) direct(field, isLess)
  return waiting === session.waiting ? session : { ...session, waiting }
}

const removes = (change: DraftChange, on: Thing) =>
  change.do === 'remove' && (keyOf(change.on) === keyOf(on) || (on !== 'list' && 'section' in on && change.sections?.includes(on.section) === true))

/** What waits, without entries and sections that the site refused and that are gone here as well. */
function withoutRefusedParts({ waiting, refused, present }: Waiting): readonly Operation[] {
  const gone = new Set<string>()
  for (const { id, changes } of waiting)
    for (const change of changes) if (change.do === 'insert' && refused.has(id) && !isThere(present, thingOf(change))) gone.add(keyOf(thingOf(change)))
  return gone.size === 0 ? waiting : waiting.filter(({ changes }) => !changes.every((change) => gone.has(keyOf(thingOf(change)))))
}
