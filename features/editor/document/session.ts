import { applyChanges, noteLost, textAt } from '@/features/articles/document/apply-changes'
import { isReplacement, keyOf, maxAsked, thingOf, type DraftChange, type Insert, type Operation, type Thing } from '@/features/articles/document/operations'
import { changesBetween, type Moved } from '@/features/articles/document/operations-between'
import { mapOperations } from '@/features/articles/document/rebase-operations'
import { diffText } from '@/features/articles/document/text-changes'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import { apartFromDraft, type AtOnce } from './at-once'
import { withGoneThings } from './gone-things'
import { withoutOthers } from './done-twice'
import { inParts } from './operation-parts'
import { leaving, withoutDetours, type Waiting } from './sendable'
import { beginsWord, isBefore, isBeside, joinAll, joinOperation, kindOfTyping, typedIn, type Kind } from './typing-runs'
import { addClashes, clashesOf, fieldsWaiting, MetField, seamOf, textAfter, toKeep, withChosen, type Clash, type FieldText } from './clashes'

/** One step back: the changes that undo what the writer did in one go. `of` names that, for whoever wants to undo just this; `atOnce`: it is no change of the draft, and these are none. */
export type Step = { of: string; changes: DraftChange[]; key: string | null; kind: Kind; at: number; atOnce?: AtOnce }

/**
 * A version of the site's draft, and the id of the operation that made it (null: none that the site still has). After a backup was put back another operation makes this version, and all
 * that was done here is on one that is gone. Missing where an earlier version of the editor or the site did not say.
 */
export type Base = { version: number; madeBy?: string | null }

/**
 * What a browser knows of one draft: the document that the server has, the writer's operations that it does not have yet, and the steps back. A value: each act
 * makes the next one. `version` is the server's that everything here is made on.
 */
export type Session = Waiting &
  Base & {
    /** The version of `confirmed`: later than `version` when a page was loaded with what a tab had kept from before. */
    confirmedVersion: number
    undo: readonly Step[]
    redo: readonly Step[]
    /** Texts of which the writer has to choose. */
    clashes: readonly Clash[]
    /** How often another draft was put in the place of this one while it was open. */
    replacements: number
    /** What the fields that wait were at `version`, when `confirmed` is later; else null. */
    texts: readonly FieldText[] | null
  }

/** What is kept in the browser of a session; a page that is loaded later goes on from it. `texts`: of each field that waits, what it was at `version`. */
export type KeptSession = Pick<Session, 'tab' | 'version' | 'madeBy' | 'waiting' | 'sent' | 'undo' | 'redo'> & {
  texts: readonly FieldText[]
  /** Missing in what an earlier version of the editor kept, as is `lost`. */
  clashes?: readonly Clash[]
  /** How what others removed comes back, when words for it wait. */
  lost?: readonly (readonly [key: string, back: Insert])[]
  /** The list's, to be told apart by. Missing in what an earlier version kept. */
  title?: string
  at: string
}

/** The answer to operations that were sent (features/articles/commands/change-draft.ts). */
export type ServerLog = {
  version: number
  log: { id: string; changes?: DraftChange[] }[]
  known?: readonly string[]
  refused?: readonly { id: string; message: string }[]
}

const maxUndoSteps = 300
const sameStepWithinMs = 1500
/** Of the steps back so much is kept in the browser, in characters of JSON. */
const maxKeptSteps = 200_000

export const beginSession = (tab: string, version: number, document: ListDocument, madeBy?: string | null): Session => ({
  tab,
  version,
  madeBy,
  confirmed: document,
  confirmedVersion: version,
  waiting: [],
  sent: new Set(),
  refused: new Map(),
  lost: new Map(),
  present: document,
  undo: [],
  redo: [],
  clashes: [],
  replacements: 0,
  texts: null,
})

/** The session of a tab that has ended, on a page that was loaded with a later document. What it kept is shown from now on. */
export function resumeSession(tab: string, kept: KeptSession, version: number, document: ListDocument): Session {
  const session = shown({
    ...beginSession(tab, kept.version, document, kept.madeBy),
    confirmedVersion: version,
    waiting: kept.waiting,
    sent: kept.sent,
    undo: kept.undo,
    redo: kept.redo,
    clashes: kept.clashes ?? [],
    lost: new Map(kept.lost),
    texts: kept.version === version ? null : kept.texts,
  })
  // It may have left with the page after it was kept, so nothing is added to it.
  return { ...session, sent: new Set([...kept.sent, ...leaving(session).map(({ id }) => id)]) }
}

/** Operations leave for the site: from now on it may have them, so nothing is added to them, and whether it refuses them is not known. */
export function noteSent(session: Session, operations: readonly Operation[]): Session {
  const ids = operations.map(({ id }) => id)
  return { ...session, sent: new Set([...session.sent, ...ids]), refused: new Map([...session.refused].filter(([id]) => !ids.includes(id))) }
}

/** Ids of what waits and may have reached the site. */
export const sentBefore = ({ waiting, sent }: Pick<Session, 'waiting' | 'sent'>): string[] =>
  waiting.flatMap(({ id }) => (sent.has(id) ? [id] : [])).slice(0, maxAsked)

/** Whether an ended tab has kept what only its writer can decide or send. */
export const hasWork = ({ waiting, clashes }: Pick<KeptSession, 'waiting' | 'clashes'>) => waiting.length > 0 || (clashes ?? []).length > 0

/** What is kept of it; null when there is nothing to keep. */
export function keptOf({ tab, version, madeBy, confirmed, present, waiting, sent, undo, redo, clashes, texts, lost }: Session, at: string): KeptSession | null {
  if (waiting.length + undo.length + redo.length + clashes.length === 0) return null
  let room = maxKeptSteps
  const lastSteps = (steps: readonly Step[]) => {
    const first = steps.findLastIndex((step) => (room -= JSON.stringify(step.changes).length) < 0)
    return steps.slice(first + 1)
  }
  return {
    tab,
    version,
    madeBy,
    waiting,
    sent,
    undo: lastSteps(undo),
    redo: lastSteps(redo),
    texts: texts ?? fieldsWaiting(waiting, confirmed),
    clashes: toKeep(clashes),
    lost:
      lost.size === 0
        ? []
        : [...new Set(waiting.flatMap(({ changes }) => changes.map((change) => keyOf(thingOf(change)))))].flatMap((key) => lostAt(lost, key)),
    title: present.title.slice(0, 300),
    at,
  }
}

const lostAt = (lost: Session['lost'], key: string) => (lost.has(key) ? [[key, lost.get(key)!] as const] : [])

/** `key` names the field that is typed in, `moved` what is moved; `joins`: it belongs to the last step, whatever it is. */
type Moment = { at: number; newId: () => string; key?: string; moved?: Moved; joins?: boolean }

/** The writer changes the document. What is typed on in one field is one step back, up to a new word or a pause. */
export function changeSession(session: Session, change: (document: ListDocument) => ListDocument, { at, newId, key, moved, joins }: Moment): Session {
  const wanted = change(session.present)
  if (wanted === session.present) return session
  const { done, inverse } = applyChanges(session.present, changesBetween(session.present, wanted, moved), session.lost)
  if (done.length === 0) return session
  const next = perform(session, done, newId)
  const last = session.undo.at(-1)?.atOnce ? undefined : session.undo.at(-1)
  const kind = kindOfTyping(done)
  const soon = last && key !== undefined && key === last.key && kind === last.kind && Math.abs(at - last.at) < sameStepWithinMs
  const goesOn = last && (joins || (soon && isBeside(inverse, last.changes) && !isBefore(done, last.changes) && !beginsWord(session.present, done)))
  const step: Step = { of: next.waiting.at(-1)?.id ?? newId(), changes: goesOn ? joinAll(inverse, last.changes) : inverse, key: key ?? null, kind, at }
  return { ...next, undo: [...withPut(goesOn ? session.undo.slice(0, -1) : session.undo, done), step].slice(-maxUndoSteps), redo: [] }
}

/** Steps back that remove a section get the sections that were put into it since: what somebody else writes in one of these keeps both. */
function withPut(steps: readonly Step[], done: readonly DraftChange[]): readonly Step[] {
  const put = done.flatMap((change) => {
    if (change.do === 'insert' && 'section' in change) return [{ id: change.section.id, into: change.into }]
    return change.do === 'move' && 'section' in change.on ? [{ id: change.on.section, into: change.into }] : []
  })
  if (put.every(({ into }) => into === null)) return steps
  const along = (change: DraftChange): DraftChange => {
    if (change.do !== 'remove' || !('section' in change.on)) return change
    const { section } = change.on
    return { ...change, sections: [...new Set([...(change.sections ?? []), ...put.filter(({ into }) => into === section).map(({ id }) => id)])] }
  }
  return steps.map((step) => ({ ...step, changes: step.changes.map(along) }))
}

/** One step back or forward. A step of which others have left nothing is passed over; one that is no change of the draft is left where it is. */
export function stepSession(session: Session, way: 'undo' | 'redo', { at, newId }: Moment): Session {
  let left = session
  for (let step = left[way].at(-1); step && !step.atOnce; step = left[way].at(-1)) {
    left = { ...left, [way]: left[way].slice(0, -1) }
    const next = undoStep(left, step, way === 'undo' ? 'redo' : 'undo', { at, newId })
    if (next) return next
  }
  return left
}

/** Takes back one act, named by `Step.of`, and leaves alone what was done after it. Only for acts that changed no text: a removal, a move. */
export function takeBack(session: Session, of: string, moment: Moment): Session {
  const step = session.undo.find((one) => one.of === of)
  return (step && undoStep({ ...session, undo: session.undo.filter((one) => one !== step), redo: [] }, step, 'undo', moment)) ?? session
}

function undoStep(session: Session, { of, changes }: Step, onto: 'undo' | 'redo', { at, newId }: Moment): Session | null {
  const { done, inverse } = applyChanges(session.present, changes, session.lost)
  if (done.length === 0) return null
  const step: Step = { of, changes: inverse, key: null, kind: 'other', at }
  return { ...perform(session, done, newId), [onto]: [...session[onto], step] }
}

function perform(session: Session, changes: DraftChange[], newId: () => string): Session {
  const waiting = [...session.waiting]
  for (const part of inParts(changes)) {
    const last = waiting.at(-1)
    const joined = last && !session.sent.has(last.id) ? joinOperation(last.changes, part) : null
    if (joined) waiting[waiting.length - 1] = { id: last!.id, changes: joined }
    else waiting.push({ id: `${session.tab}-${newId()}`, changes: part })
  }
  return withoutDetours({ ...session, waiting, present: applyChanges(session.present, changes).document }, session.present, newId)
}

/** What the server answered: the operations that were done since `version`, the writer's own and others'. What waits and the steps back are mapped over others'. */
export function confirmSession(session: Session, { version, log, known = [], refused = [] }: ServerLog): Session {
  const sent = new Map(session.waiting.map(({ id, changes }) => [id, changes]))
  let { waiting, undo, redo, confirmed, replacements } = session
  const lost = new Map(session.lost)
  const fields = (session.texts ?? fieldsWaiting(waiting, confirmed)).map((before) => new MetField(before, waiting))
  log.forEach(({ id, changes = sent.get(id) ?? [] }, index) => {
    if (session.version + index + 1 > session.confirmedVersion) {
      const applied = applyChanges(confirmed, changes)
      noteLost(lost, applied)
      confirmed = applied.document
      if (isReplacement(id)) replacements++
    }
    const isMine = sent.has(id)
    for (const field of fields) field.hear(changes, isMine)
    // Steps back from a draft that is not there any more would put pieces of it into the one that took its place.
    if (isReplacement(id)) [undo, redo] = [apartFromDraft(undo), apartFromDraft(redo)]
    if (isMine) waiting = waiting.filter((operation) => operation.id !== id)
    else ({ waiting, undo, redo } = mapOver({ tab: session.tab, waiting, undo, redo }, { id, changes }))
  })
  waiting = waiting.filter(({ id }) => !known.includes(id))
  const left = new Set(waiting.map(({ id }) => id))
  const stillSent = new Set([...session.sent].filter((id) => left.has(id)))
  const nowRefused = new Map([...session.refused, ...refused.map(({ id, message }) => [id, message] as const)].filter(([id]) => left.has(id)))
  const confirmedVersion = Math.max(version, session.confirmedVersion)
  const heard = log.flatMap(({ id, changes = sent.get(id) ?? [] }) => changes)
  const texts = version < confirmedVersion ? (session.texts?.map((before) => ({ ...before, text: textAfter(before, heard) })) ?? null) : null
  const after = shown({
    ...session,
    version,
    madeBy: log.length > 0 ? log.at(-1)!.id : session.madeBy,
    confirmedVersion,
    confirmed,
    replacements,
    waiting,
    undo,
    redo,
    lost,
    sent: stillSent,
    refused: nowRefused,
    texts,
  })
  return withClashes(after, fields)
}

function withClashes(session: Session, fields: readonly MetField[]): Session {
  const clashes = addClashes(session.clashes, clashesOf(fields, session.present))
  return clashes === session.clashes ? session : { ...session, clashes }
}

/** Puts a blank between two texts that have just met without one: whoever reads the draft before the choice reads words. */
export function setApart(before: Session, after: Session, newId: () => string): Session {
  let session = after
  for (const clash of after.clashes) {
    const at = before.clashes.includes(clash) || textAt(session.present, clash.on, clash.field) !== clash.both ? null : seamOf(clash)
    if (at === null) continue
    const apart: Clash = { ...clash, both: `${clash.both.slice(0, at)} ${clash.both.slice(at)}` }
    const blank: DraftChange[] = [{ do: 'edit', on: clash.on, field: clash.field, changes: [[at, 0, ' ']] }]
    // No step of the writer's, so their steps are taken over it as over what others do.
    const other = { id: `${session.tab}-00000000`, changes: blank }
    const [undo, redo] = [mapSteps(session.undo, session.tab, other), mapSteps(session.redo, session.tab, other)]
    session = { ...perform(session, blank, newId), undo, redo }
    session = { ...session, clashes: session.clashes.map((one) => (one === clash ? apart : one)) }
  }
  return session
}

/** The writer chose: what was not chosen goes from the field, and stays in the history of the draft. `both` leaves it as it is. */
export function chooseText(session: Session, clash: Clash, chosen: 'yours' | 'theirs' | 'both', moment: Moment): Session {
  const decided = { ...session, clashes: session.clashes.filter((one) => one !== clash) }
  const now = textAt(session.present, clash.on, clash.field)
  if (chosen === 'both' || now === null) return decided
  const changes: DraftChange[] = [{ do: 'edit', on: clash.on, field: clash.field, keep: true, changes: diffText(now, withChosen(clash, chosen, now)) }]
  return undoStep({ ...decided, redo: [] }, { of: moment.newId(), changes, key: null, kind: 'other', at: moment.at }, 'undo', moment) ?? decided
}

/** What a session shows no more after an answer, though its writer did not remove it; and how it comes back. */
export function goneFrom(before: Session, after: Session): Insert[] {
  if (before.present === after.present) return []
  const left = new Set(after.present.sections.flatMap((section) => [section, ...section.sections]).map(({ id }) => `section:${id}`))
  for (const { entry } of entriesOf(after.present)) left.add(`entry:${entry.id}`)
  const shownBefore = [
    ...before.present.sections.flatMap((section) => [section, ...section.sections]).map(({ id }) => `section:${id}`),
    ...entriesOf(before.present).map(({ entry }) => `entry:${entry.id}`),
  ]
  return shownBefore.flatMap((key) => (left.has(key) ? [] : (after.lost.get(key) ?? [])))
}

/** The draft, where what was done since is not known any more. `known`: ids of what this browser has sent before, and is in it. */
type Newer = Base & { document: ListDocument; known?: readonly string[] }

/** What was done since `version` is not known: what waits is mapped over the difference of the documents, by words. */
export function mergeSession(session: Session, newer: Newer): Session {
  const { texts } = session
  // Of what waits, some may have reached the site although no answer came back: it stands in the newer document already.
  const isKnown = ({ id }: Operation) => newer.known?.includes(id) === true
  const known = session.waiting.filter(isKnown).flatMap(({ changes }) => changes)
  const lost = new Map(session.lost)
  let since: DraftChange[]
  if (texts)
    since = texts.map((kept): DraftChange => {
      const text = textAfter(kept, known)
      return { do: 'edit', on: kept.on, field: kept.field, changes: diffText(text, textAt(newer.document, kept.on, kept.field) ?? text) }
    })
  else {
    const before = applyChanges(session.confirmed, known, session.lost).document
    since = changesBetween(before, newer.document)
    noteLost(lost, applyChanges(before, since))
  }
  const mapped = mapOver({ ...session, waiting: session.waiting.filter((operation) => !isKnown(operation)) }, { id: 'newer000-00000000', changes: since })
  mapped.waiting = withGoneThings(mapped.waiting, newer.document, lost, texts)
  const fields = (texts ?? fieldsWaiting(session.waiting, session.confirmed)).map((kept) => new MetField(kept, session.waiting))
  for (const field of fields) {
    field.hear(known, true)
    field.find(newer.document)
  }
  const after = shown({
    ...session,
    ...mapped,
    lost,
    version: newer.version,
    madeBy: newer.madeBy,
    confirmed: newer.document,
    confirmedVersion: newer.version,
    texts: null,
    ...(texts && { undo: apartFromDraft(session.undo), redo: apartFromDraft(session.redo) }),
  })
  return withClashes(after, fields)
}

/** The session of a tab that has ended, on the draft that a page has. `isMerged`: what that tab had seen is gone, because a backup was put back. */
export function resumeOn(page: Session, kept: KeptSession): { session: Session; isMerged: boolean } {
  const { version, madeBy, confirmed, confirmedVersion } = page
  const session = resumeSession(page.tab, kept, confirmedVersion, confirmed)
  const isAnother = kept.version === version && version === confirmedVersion && madeBy !== undefined && kept.madeBy !== undefined && madeBy !== kept.madeBy
  if (kept.version <= confirmedVersion && !isAnother) return { session, isMerged: false }
  return { session: mergeSession({ ...session, texts: kept.texts }, { version, madeBy, document: confirmed }), isMerged: true }
}

type Mapped = Pick<Session, 'waiting' | 'undo' | 'redo'>
function mapOver({ tab, waiting, undo, redo }: Mapped & { tab: string }, other: Operation): Mapped {
  const mapped = mapOperations(waiting, other)
  // Of some nothing is left: what they removed was removed already.
  return {
    waiting: mapped.waiting.filter(({ changes }) => changes.length > 0),
    undo: mapSteps(withoutOthers(undo, waiting, other), tab, mapped.other),
    redo: mapSteps(withoutOthers(redo, waiting, other), tab, mapped.other),
  }
}

/** The last step is the one that would be done first. */
function mapSteps(steps: readonly Step[], tab: string, other: Operation): readonly Step[] {
  if (other.changes.length === 0 || steps.length === 0) return steps
  const asOperations = steps.toReversed().map(({ changes }): Operation => ({ id: `${tab}-00000000`, changes }))
  const mapped = mapOperations(asOperations, other, { yielding: true }).waiting.toReversed()
  return steps.map((step, index) => ({ ...step, changes: mapped[index]!.changes }))
}

const shown = (session: Session): Session => ({
  ...session,
  present: session.waiting.reduce((now, { changes }) => applyChanges(now, changes, session.lost).document, session.confirmed),
})

/** All that one writes in: where the words of a step are, to lead there. */
export const placeOfStep = (changes: readonly DraftChange[]): Thing | null => typedIn(changes)?.on ?? null

/** Whether an answer has changed nothing. */
export const isSame = (before: Session, after: Session) =>
  before.version === after.version && before.waiting.length === after.waiting.length && before.refused.size === after.refused.size
