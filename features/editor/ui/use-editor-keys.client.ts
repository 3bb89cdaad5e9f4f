'use client'

import { useEffect } from 'react'
import { isMac } from '@/ui/is-mac.client'
import type { Selection } from '../document/checks'
import { asksToFind, inTheList, isArrow, isInCanvas, isInFind, movesFrom, typing } from './key-targets.client'
import { listen } from './listen.client'
import { dropWhatFits, pasteWhatFits } from './paste.client'
import type { Arranging } from './use-arranging.client'

type Options = {
  arrange: Arranging
  selection: Selection
  save: () => void
  step: (way: 'undo' | 'redo') => void
  /** Opens “Find” beside the words. */
  find: () => void
  leaveOut: (rest: string) => void
}

/** ⌘ and an arrow are the caret's own on a Mac, and Ctrl and an arrow the system's. */
const goesToNext = (event: KeyboardEvent) =>
  isArrow(event) && !event.shiftKey && (isMac() ? event.metaKey && event.altKey : event.ctrlKey && !event.altKey && !event.metaKey)

/** The keys of the whole editor, and what is put into its fields without one. */
export function useEditorKeys({ arrange, selection, save, step, find, leaveOut }: Options): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      const control = event.ctrlKey || event.metaKey
      if (control && key === 's') {
        event.preventDefault()
        save()
      } else if (event.isComposing || window.document.querySelector('dialog[open]')) return
      else if (asksToFind(event, isMac()) && (key === 'h' || !isInFind(event.target))) {
        event.preventDefault()
        find()
      } else if (control && key === 'enter' && isInCanvas(event.target)) {
        event.preventDefault()
        arrange.addBehind()
      } else if (goesToNext(event) && (isInCanvas(event.target) || !typing(event.target))) {
        event.preventDefault()
        arrange.goBy(event.key === 'ArrowUp' ? -1 : 1)
      } else if (event.altKey && !control && event.code === 'KeyM') {
        const held = arrange.held()
        if (!held) return
        event.preventDefault()
        arrange.openMove(held)
      } else if (typing(event.target) && !movesFrom(event) && !(control && inTheList(event.target))) return
      else if (control && (key === 'z' || key === 'y')) {
        event.preventDefault()
        step(key === 'y' || event.shiftKey ? 'redo' : 'undo')
      } else if (event.altKey && selection.of === 'entry' && isArrow(event)) {
        event.preventDefault()
        arrange.step({ entries: [selection.id] }, event.key === 'ArrowUp' ? -1 : 1)
      }
    }
    const put = (rest: string | null) => rest !== null && leaveOut(rest)
    // The menus of browsers and the gestures of phones ask without a key.
    const onInput = (event: InputEvent) => {
      put(dropWhatFits(event))
      if ((event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') || !inTheList(event.target)) return
      event.preventDefault()
      step(event.inputType === 'historyUndo' ? 'undo' : 'redo')
    }
    const onPaste = (event: ClipboardEvent) => put(pasteWhatFits(event))
    return listen([window, 'keydown', onKey], [window, 'beforeinput', onInput], [window, 'paste', onPaste])
  })
}
