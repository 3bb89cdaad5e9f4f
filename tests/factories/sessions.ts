import type { DraftChange, Operation } from '@/features/articles/document/operations'
import { emptyDocument, entriesOf, type ListDocument } from '@/features/articles/schema'
import { blankEntry, changeEntry } from '@/features/editor/document/entries'
import { beginSession, changeSession, confirmSession, stepSession, type Session } from '@/features/editor/document/session'

/** What tests of a session do with one: a list of three entries, typed in letter by letter, and heard of by somebody else. */

let count = 0
const newId = () => String(count++).padStart(8, '0')
export const moment = (at = 0, key?: string) => ({ at, newId, key })
export const entry = (id: string, body = '') => ({ ...blankEntry(id, id), heading: id, body })
export const list = (): ListDocument => ({ ...emptyDocument('List'), entries: [entry('a', 'One two'), entry('b'), entry('c')] })
export const begin = (document = list(), tab = 'tabmine0') => beginSession(tab, 1, document)
export const bodyOf = ({ present }: Session, id = 'a') => entriesOf(present).find(({ entry }) => entry.id === id)?.entry.body
export const order = ({ present }: Session) => entriesOf(present).map(({ entry }) => entry.id)
export const write = (session: Session, body: string, at = 0, id = 'a') =>
  changeSession(session, (now) => changeEntry(now, id, { body }), moment(at, `body:${id}`))
/** Types letter by letter at the end of an entry's body. */
export const type = (session: Session, words: string, from = 0) =>
  [...words].reduce((now, letter, index) => write(now, bodyOf(now)! + letter, from + index * 100), session)
export const undo = (session: Session) => stepSession(session, 'undo', moment())
export const redo = (session: Session) => stepSession(session, 'redo', moment())
export const theirs = (...changes: DraftChange[]): Operation => ({ id: `taboffer-${newId()}`, changes })
export const hear = (session: Session, ...log: Operation[]) => confirmSession(session, { version: session.version + log.length, log })
export const typedAt = (at: number, inserted: string, id = 'a'): DraftChange => ({ do: 'edit', on: { entry: id }, field: 'body', changes: [[at, 0, inserted]] })
