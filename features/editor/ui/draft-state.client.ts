'use client'

import type { Field, Insert } from '@/features/articles/document/operations'
import type { Problem } from '@/features/articles/publishable'
import type { ListDocument } from '@/features/articles/schema'
import type { Clash } from '../document/clashes'
import { leftPlaces, sendable } from '../document/sendable'
import type { Session } from '../document/session'
import type { Sent } from './send-operations.client'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'

/** Where the newest words are. `kept`: in this browser too. */
export type SaveState = { is: 'saved'; at: string } | { is: 'waiting' | 'saving'; kept: boolean } | ({ is: 'failed' } & Failure)

export type Failure = {
  message: string
  kept: boolean
  /** When the first of the words was written that the site lacks; null when it has all. */
  since: string | null
  /** The browser tries again by itself. */
  again: boolean
  signIn?: boolean
  /** Nothing can be written here until the site takes it again. */
  closed?: boolean
  /** The place whose words the site does not keep; `others` more are like it. All else is on the site, or on its way there. */
  about?: Field & { others: number }
  /** Something is on its way to the site just now. */
  sending?: boolean
}

/** Where the words are after an answer of the site. */
export function saveStateAfter(session: Session, { savedAt, kept, since }: { savedAt: string; kept: boolean; since: string | null }): SaveState {
  if (session.waiting.length === 0) return { is: 'saved', at: savedAt }
  if (sendable(session, 1).length > 0) return { is: 'waiting', kept }
  const [first, ...others] = leftPlaces(session)
  const about = first && { on: first.on, field: first.field, others: others.length }
  return { is: 'failed', message: first?.message ?? 'some of it cannot be kept', kept, since, again: false, about }
}

export type DraftState = {
  document: ListDocument
  version: number
  canUndo: boolean
  canRedo: boolean
  save: SaveState
  problems: Problem[]
  /** When words were last written that had not reached the site and are back. */
  broughtBack: string | null
  /** Records that others brought into the list. */
  records: readonly FoundRecord[]
  /** What the newest answer took away because somebody else had removed it, and how it comes back. */
  takenAway: readonly Insert[]
  /** Fields in which somebody else wrote the same place, and chose what stays. */
  chosenByOthers: readonly Field[]
  /** How often another draft was put in the place of the one that is open. */
  replacements: number
  /** Texts that were written apart from each other, of which the writer has to choose. */
  clashes: readonly Clash[]
}

type Rest = Pick<DraftState, 'save' | 'problems' | 'broughtBack' | 'records' | 'takenAway' | 'chosenByOthers'>

/** The fields in which others chose between two texts. What one did oneself comes back without its changes. */
export const chosenIn = (sent: Sent): readonly Field[] =>
  sent.is === 'answer' ? sent.value.log.flatMap(({ changes = [] }) => changes.flatMap((one) => (one.do === 'edit' && one.keep ? [one] : []))) : []

export const draftStateOf = ({ present, version, undo, redo, clashes, replacements }: Session, rest: Rest): DraftState => ({
  document: present,
  version,
  replacements,
  canUndo: undo.length > 0,
  canRedo: redo.length > 0,
  clashes,
  ...rest,
})
