'use client'

import { createContext, useContext } from 'react'
import type { Moved } from '@/features/articles/document/operations-between'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import type { Selection } from '../document/checks'
import type { Problem } from '@/features/articles/publishable'
import type { Present } from '@/features/articles/queries/presence'
import type { CoverShown, EditorData } from '../queries/editor'
import type { PublicationData } from '../queries/publication'
import type { ListDocument, ListEntry } from '@/features/articles/schema'
import type { Arranging, Toast } from './use-arranging.client'
import type { NoteAtOnce } from './use-at-once.client'
import type { Clashes } from './use-clashes.client'
import type { Notes } from './use-notes.client'

/** `key` names the field that is typed in, `moved` what is moved; `joins`: it belongs to the step of the history before it. */
export type Change = (change: (document: ListDocument) => ListDocument, key?: string, moved?: Moved, joins?: boolean) => void

/** What every part of the editor shares. */
export type EditorContext = {
  article: EditorData
  publication: PublicationData
  /** Shows at once what one changed of it. */
  setPublication: (next: Partial<PublicationData>) => void
  /** Who else has the list open, and where in it. */
  others: readonly Present[]
  notes: Notes
  /** Leads to a note beside the list. */
  toNote: (note: string) => void
  document: ListDocument
  /** Whether the site has all of it. */
  isSaved: boolean
  /** The site takes no changes of this list from this account: fields are read only, and `change` and `arrange` say so and do nothing. */
  closed: boolean
  change: Change
  /** Runs what changes a text by itself: at once, or when no syllable is being composed any more. */
  whenNotComposing: (run: () => void) => void
  undo: (way: 'undo' | 'redo') => void
  selection: Selection
  select: (selection: Selection, focus?: string) => void
  records: Readonly<Record<string, FoundRecord>>
  addRecord: (record: FoundRecord) => void
  /** Announces words to screen readers. */
  announce: (words: string) => void
  /** Says words to everybody, in a message over the page, with what can be done about it. */
  tell: (words: string, instead?: Toast['instead']) => void
  /** What is wrong at a place of the document, after a save or a publication was refused. */
  problems: Problem[]
  /** Texts of which the writer has to choose. */
  clashes: Clashes
  arrange: Arranging
  moveEntry: (entry: ListEntry, step: -1 | 1) => void
  removeEntry: (entry: ListEntry) => void
  addEntry: (partId: string | null) => void
  /** Leads to a field of the panel beside the words. */
  toDetails: (focus: string) => void
  cover: CoverShown
  setCover: (picture: CoverShown['picture']) => void
  noteAtOnce: NoteAtOnce
  /** Tells what of a paste had no place in a text. */
  leaveOut: (rest: string, isLate?: boolean) => void
}

/** How a change of prose came about (ui/body): what is typed goes on in one step of the history, what is done is a step of its own. */
export const inHistory = (key: string, how: 'typed' | 'done' | 'tidied') => [how === 'done' ? undefined : key, undefined, how === 'tidied'] as const

export const EditorContext = createContext<EditorContext | null>(null)

export function useEditor(): EditorContext {
  const context = useContext(EditorContext)
  if (!context) throw new Error('Outside the editor')
  return context
}

/** The message for a field: its path in the document, joined by dots. */
export const problemAt = (problems: Problem[], path: (string | number)[]) => problems.find((problem) => problem.path.join('.') === path.join('.'))?.message
