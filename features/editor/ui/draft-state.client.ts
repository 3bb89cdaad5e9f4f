'use client'

import type { Insert } from '@/features/articles/document/operations'
import type { Problem } from '@/features/articles/publishable'
import type { ListDocument } from '@/features/articles/schema'
import type { Clash } from '../document/clashes'
import type { Session } from '../document/session'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'

/** Where the newest words are. `kept`: in this browser too. */
export type SaveState =
  | { is: 'saved'; at: string }
  | { is: 'waiting' | 'saving'; kept: boolean }
  /** `final`: trying again will not help, so the words can be taken along. */
  | { is: 'failed'; message: string; kept: boolean; signIn?: boolean; final?: boolean }

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
  /** Texts that were written apart from each other, of which the writer has to choose. */
  clashes: readonly Clash[]
}

type Rest = Pick<DraftState, 'save' | 'problems' | 'broughtBack' | 'records' | 'takenAway'>

export const draftStateOf = ({ present, version, undo, redo, clashes }: Session, rest: Rest): DraftState => ({
  document: present,
  version,
  canUndo: undo.length > 0,
  canRedo: redo.length > 0,
  clashes,
  ...rest,
})
