'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { caretAfter, type Arrival } from '../document/arrivals'
import type { EditorData } from '../queries/editor'
import { changesShown, whileArriving } from './arriving.client'
import { DraftKeeper } from './draft-keeper.client'

/** The draft that is open, and what keeps it. */
export function useDraft(article: EditorData) {
  const [keeper] = useState(() => new DraftKeeper(article, showWithCaret))
  const draft = useSyncExternalStore(keeper.subscribe, keeper.snapshot, keeper.snapshot)
  useEffect(() => keeper.start(), [keeper])
  return { keeper, draft }
}

/** Shows texts that changed under the writer, and leaves the caret with its words. `arrivals`: how others changed them. */
const showWithCaret = (show: () => void, arrivals: readonly Arrival[] = []) => whileArriving(arrivals, () => showAround(show))

function showAround(show: () => void) {
  const field = document.activeElement
  if (!(field instanceof HTMLTextAreaElement)) return flushSync(show)
  const { value, selectionStart, selectionEnd } = field
  flushSync(show)
  if (field.value === value || !field.isConnected) return
  const changes = changesShown(value, field.value)
  field.setSelectionRange(caretAfter(changes, selectionStart), caretAfter(changes, selectionEnd))
}
