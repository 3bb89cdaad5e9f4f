'use client'

import { createContext, useContext } from 'react'
import type { FoundSubject } from '@/features/subjects/queries/find-subjects-by-name'
import type { Selection } from '../../editor/checks'
import type { Problem } from '../../publishable'
import type { Desk } from '../../queries/desk'
import type { ListDocument, ListEntry } from '../../schema'

export type Change = (change: (document: ListDocument) => ListDocument, key?: string) => void

/** What every part of the desk shares. */
export type DeskContext = {
  desk: Desk
  document: ListDocument
  change: Change
  selection: Selection
  select: (selection: Selection, focus?: string) => void
  subjects: Readonly<Record<string, FoundSubject>>
  addSubject: (subject: FoundSubject) => void
  /** Said to screen readers. */
  announce: (words: string) => void
  /** What is wrong at a place of the document, after a save or a publication was refused. */
  problems: Problem[]
  moveEntry: (entry: ListEntry, step: -1 | 1) => void
  removeEntry: (entry: ListEntry) => void
  addEntry: (partId: string | null, after?: string) => void
}

export const DeskContext = createContext<DeskContext | null>(null)

export function useDesk(): DeskContext {
  const context = useContext(DeskContext)
  if (!context) throw new Error('Outside the desk')
  return context
}

/** The message for a field: its path in the document, joined by dots. */
export const problemAt = (problems: Problem[], path: (string | number)[]) => problems.find((problem) => problem.path.join('.') === path.join('.'))?.message
