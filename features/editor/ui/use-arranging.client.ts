'use client'

import { useState } from 'react'
import type { Insert } from '@/features/articles/document/operations'
import { findEntry, findSection, partsOf } from '@/features/articles/document/parts'
import { entriesOf, type ListDocument, type ListEntry } from '@/features/articles/schema'
import type { Selection } from '../document/checks'
import { addEntry, blankEntry, duplicateEntry, moveEntriesTo, moveEntry, removeEntries, slugFor } from '../document/entries'
import { newBrowserId } from '../document/new-id'
import { nameOf, nameOfHeld, placeOf, sayMoved, type Held, type Place } from '../document/places'
import { addSection, moveSection, moveSectionTo, removeSection } from '../document/sections'
import { putEntryBack, type EntryInsert } from '../document/removed-entries'
import { putSectionBack, type RemovedSection } from '../document/removed-sections'
import type { EditorData } from '../queries/editor'
import type { DraftKeeper } from './draft-keeper.client'

/** `undo` names what its button takes back, and nothing else; `removed` is what that would bring back, as it was; `back` is what somebody else removed; `rest` had no place, and can be had as a file. */
export type Toast = {
  words: string
  undo?: string | null
  removed?: readonly ListEntry[]
  back?: Insert
  rest?: string
  link?: { href: string; words: string }
  /** Something else that can be done. */
  instead?: { words: string; run: () => void } | undefined
}
/** What is asked for in a dialog of its own. */
export type Asking = { is: 'move'; held: Held } | { is: 'copy'; entries: readonly string[] } | { is: 'removed' } | { is: 'links' } | { is: 'table' }

type Options = {
  keeper: DraftKeeper
  document: ListDocument
  article: EditorData
  selection: Selection
  select: (selection: Selection, focus?: string) => void
  announce: (words: string) => void
  tell: (toast: Toast) => void
  /** The element with this id gets the focus when it is on the page again. */
  focusLater: (id: string) => void
  /** An act as it can be done now: where the site takes no changes, one that says so. */
  whenOpen: WhenOpen
}
export type WhenOpen = <F extends (...given: never[]) => unknown>(act: F) => F

export type Arranging = ReturnType<typeof useArranging>

/** Everything that puts entries and sections in order, each one step back. */
export function useArranging({ keeper, document, article, selection, select, announce, tell, focusLater, whenOpen }: Options) {
  const [asking, setAsking] = useState<Asking | null>(null)

  /** To one place. `again`: it was dragged or grabbed, and its grip keeps the focus; else a message says what was done, with its undo. */
  const moveTo = (held: Held, place: Place, { again = false } = {}) => {
    const act = (now: ListDocument) => ('section' in held ? moveSectionTo(now, held.section, place) : moveEntriesTo(now, held.entries, place))
    const focused = window.document.activeElement?.id ?? ''
    const moved = keeper.change(act, undefined, 'section' in held ? held.section : held.entries)
    setAsking(null)
    if (/^(grip|outline)-/.test(focused)) focusLater(focused)
    const said = moved === null ? `${nameOfHeld(document, held)} stays where it is` : sayMoved(document, held, place)
    if (moved !== null && (!again || ('entries' in held && held.entries.length > 1))) tell({ words: `${said}.`, undo: moved })
    else announce(said)
  }

  /** By one place. */
  const step = (held: Held, by: -1 | 1) => {
    const focused = window.document.activeElement?.id ?? ''
    if (/^(grip|outline)-/.test(focused)) focusLater(focused)
    if ('section' in held) {
      const next = moveSection(document, held.section, by)
      const before = placeOf(document, held)
      const place = placeOf(next, held)
      if (!place || (before && before.into === place.into && before.before === place.before))
        return announce(`${nameOfHeld(document, held)} is ${by < 0 ? 'first' : 'last'} already`)
      keeper.change((now) => moveSection(now, held.section, by), undefined, held.section)
      return announce(sayMoved(document, held, place))
    }
    const id = held.entries[0]!
    const next = moveEntry(document, id, by)
    const place = placeOf(next, { entries: [id] })
    if (next === document || !place) return announce(`${nameOfHeld(document, held)} is ${by < 0 ? 'first' : 'last'} already`)
    keeper.change((now) => moveEntry(now, id, by), undefined, id)
    announce(sayMoved(document, { entries: [id] }, place))
  }

  const remove = (ids: readonly string[]) => {
    const going = new Set(ids)
    const all = entriesOf(document)
    const removed = all.filter(({ entry }) => going.has(entry.id))
    if (removed.length === 0) return
    const last = removed.at(-1)!.position
    const next = all.slice(last).find(({ entry }) => !going.has(entry.id)) ?? all.findLast(({ entry }) => !going.has(entry.id))
    const removal = keeper.change((now) => removeEntries(now, ids))
    const given = removed.map(({ entry }) => article.given[entry.id] ?? { votes: 0, comments: 0 })
    const votes = given.reduce((sum, one) => sum + one.votes, 0)
    const comments = given.reduce((sum, one) => sum + one.comments, 0)
    const kept =
      votes + comments > 0
        ? ` ${ids.length === 1 ? 'Its' : 'Their'} ${votes} votes and ${comments} comments stay with ${ids.length === 1 ? 'it' : 'them'}.`
        : ''
    const entries = removed.map(({ entry }) => entry)
    tell({ words: `Removed ${nameOfHeld(document, { entries: entries.map(({ id }) => id) })}.${kept}`, undo: removal, removed: entries })
    select(next ? { of: 'entry', id: next.entry.id } : { of: 'list' }, `outline-${next?.entry.id ?? 'list'}`)
  }

  const add = (partId: string | null, index?: number) => {
    const id = newBrowserId()
    keeper.change((now) => addEntry(now, blankEntry(id, slugFor(now, id, '', article.reserved)), partId, index))
    select({ of: 'entry', id }, 'entry-heading')
    announce('New entry')
  }
  /** Behind what is open: the next entry of its part. */
  const addBehind = () => {
    const at = selection.of === 'entry' ? findEntry(document, selection.id) : null
    if (at) add(at.part.id, at.index + 1)
    else add(selection.of === 'section' ? selection.id : partsOf(document).at(-1)!.id)
  }

  const duplicate = (id: string) => {
    const copy = newBrowserId()
    const done = keeper.change((now) => duplicateEntry(now, id, copy, article.reserved))
    const entry = findEntry(document, id)?.entry
    if (done === null || !entry) return
    select({ of: 'entry', id: copy }, 'entry-heading')
    tell({ words: `Duplicated ${nameOf(entry)}: words, credits and video, with an address of its own. Votes and comments stay with the first.`, undo: done })
  }

  /** An entry that left the list; false when it is there already. */
  const putBack = (insert: EntryInsert): boolean => {
    const done = keeper.change((now) => putEntryBack(now, insert, article.reserved))
    if (done === null) return false
    setAsking(null)
    select({ of: 'entry', id: insert.entry.id }, 'entry-heading')
    const name = nameOf(insert.entry)
    tell({ words: `${name.charAt(0).toUpperCase()}${name.slice(1)} is back.`, undo: done })
    return true
  }

  /** A section that left the list, with what it had; false when it is there already. */
  const bringSectionBack = (section: Pick<RemovedSection, 'inserts' | 'moves'>): boolean => {
    const done = keeper.change((now) => putSectionBack(now, section))
    if (done === null) return false
    const { id, heading } = section.inserts[0]!.section
    setAsking(null)
    select({ of: 'section', id }, 'section-heading')
    tell({ words: `The section ${heading.trim() || 'without a heading'} is back.`, undo: done })
    return true
  }

  const newSection = (inside: string | null) => {
    const id = newBrowserId()
    keeper.change((now) => addSection(now, id, inside))
    select({ of: 'section', id }, 'section-heading')
    announce('New section')
  }
  const dropSection = (id: string) => {
    const said = `Removed ${nameOfHeld(document, { section: id })}. Its entries stay.`
    const section = findSection(document, id)
    tell({ words: said, undo: keeper.change((now) => removeSection(now, id)) })
    select({ of: 'list' }, `outline-${section?.entries[0]?.id ?? 'list'}`)
  }

  /** To the entry before or behind the one that is open. */
  const goBy = (by: -1 | 1) => {
    const all = entriesOf(document)
    const at = selection.of === 'entry' ? all.findIndex(({ entry }) => entry.id === selection.id) : -1
    const next = selection.of === 'section' ? all.find(({ section, subsection }) => (subsection ?? section)?.id === selection.id) : all[at + by]
    if (next && (at >= 0 || by > 0)) select({ of: 'entry', id: next.entry.id }, 'entry-heading')
    else if (at === 0 && by < 0) select({ of: 'list' }, 'list-title')
    else announce(by < 0 ? 'This is the first' : 'This is the last entry')
  }

  return {
    moveTo: whenOpen(moveTo),
    step: whenOpen(step),
    remove: whenOpen(remove),
    add: whenOpen(add),
    addBehind: whenOpen(addBehind),
    duplicate: whenOpen(duplicate),
    putBack: whenOpen(putBack),
    putSectionBack: whenOpen(bringSectionBack),
    addSection: whenOpen(newSection),
    removeSection: whenOpen(dropSection),
    goBy,
    asking,
    ask: setAsking,
    openMove: whenOpen((held: Held) => setAsking({ is: 'move', held })),
    openCopy: (entries: readonly string[]) => setAsking({ is: 'copy', entries }),
    /** What is open, as it would be moved. */
    held: (): Held | null => {
      if (selection.of === 'entry') return { entries: [selection.id] }
      return selection.of === 'section' && findSection(document, selection.id) ? { section: selection.id } : null
    },
    moveEntry: whenOpen((entry: ListEntry, by: -1 | 1) => step({ entries: [entry.id] }, by)),
  }
}
