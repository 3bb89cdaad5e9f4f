'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { diffText, placeAfter } from '@/features/articles/document/text-changes'
import type { EditorData } from '../queries/editor'
import { DraftKeeper } from './draft-keeper.client'

/** The draft that is open, and what keeps it. */
export function useDraft(article: EditorData) {
  const [keeper] = useState(() => new DraftKeeper(article, showWithCaret))
  const draft = useSyncExternalStore(keeper.subscribe, keeper.snapshot, keeper.snapshot)
  useEffect(() => keeper.start(), [keeper])
  return { keeper, draft }
}

/** Shows a text that changed under the writer, and leaves the caret where it was in it. */
function showWithCaret(show: () => void) {
  const field = document.activeElement
  if (!(field instanceof HTMLTextAreaElement)) return flushSync(show)
  const { value, selectionStart, selectionEnd } = field
  flushSync(show)
  if (field.value === value || !field.isConnected) return
  const changes = diffText(value, field.value)
  field.setSelectionRange(placeAfter(changes, selectionStart, true), placeAfter(changes, selectionEnd, true))
}
