'use client'

import type { Insert } from '@/features/articles/document/operations'
import { findEntry } from '@/features/articles/document/parts'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import type { StepAtOnce } from '../document/at-once-steps'
import type { Selection } from '../document/checks'
import type { DraftKeeper } from './draft-keeper.client'
import { partOf } from './field-ids.client'
import { inTheList } from './key-targets.client'
import { whileStepping } from './stepping.client'
import type { Toast, WhenOpen } from './use-arranging.client'

type Options = {
  keeper: DraftKeeper
  document: ListDocument
  selection: Selection
  setSelection: (selection: Selection) => void
  select: (selection: Selection, focus?: string) => void
  /** Takes a step that is no change of the draft. */
  takeAtOnce: (step: StepAtOnce, way: 'undo' | 'redo') => void
  announce: (words: string) => void
  tell: (toast: Toast | null) => void
  focusLater: (id: string) => void
  whenOpen: WhenOpen
}

/** The steps back and forward: of the buttons, the keys, the browser's own menu, and messages that offer one. */
export function useSteps({ keeper, document, selection, setSelection, select, takeAtOnce, announce, tell, focusLater, whenOpen }: Options) {
  /** What is open may go with a step back, as a copy does: then what stood before it is. */
  const openNearest = (before: ListDocument, { keepFocus = false } = {}) => {
    const now = keeper.snapshot().document
    if (selection.of !== 'entry' || findEntry(now, selection.id)) return
    const ids = entriesOf(before).map(({ entry }) => entry.id)
    const left = ids.slice(0, ids.indexOf(selection.id)).findLast((id) => findEntry(now, id))
    const part: Selection = left ? { of: 'entry', id: left } : { of: 'list' }
    select(part, keepFocus ? undefined : left ? 'entry-heading' : 'list-title')
  }
  const step = (way: 'undo' | 'redo') => {
    const focused = window.document.activeElement
    const field = inTheList(focused) ? focused?.id : undefined
    const { isDone, place, atOnce } = whileStepping(() => keeper.step(way))
    if (atOnce) return takeAtOnce(atOnce, way)
    // Nobody undoes what they cannot see.
    if (place) {
      setSelection(partOf(place))
      if (field && partOf(place).of === selection.of) focusLater(field)
    } else openNearest(document, { keepFocus: focused?.closest('.top') !== null })
    tell(null)
    if (isDone) announce(way === 'undo' ? 'Undone' : 'Done again')
    else announce(way === 'undo' ? 'Nothing is left to undo' : 'Nothing is left to do again')
  }
  const takeBack = (of: string) => {
    const atOnce = keeper.atOnceNamed(of)
    if (atOnce) {
      tell(null)
      return takeAtOnce(atOnce, 'undo')
    }
    const isDone = keeper.takeBack(of)
    tell(isDone ? null : { words: 'Somebody else has changed this since, so nothing was undone.' })
    if (!isDone) return
    openNearest(document)
    announce('Undone')
  }
  const bringBack = (back: Insert) => {
    keeper.bringBack(back)
    tell(null)
    select('entry' in back ? { of: 'entry', id: back.entry.id } : { of: 'section', id: back.section.id })
    announce('It is back')
  }
  return { step: whenOpen(step), takeBack: whenOpen(takeBack), bringBack: whenOpen(bringBack) }
}
