'use client'

import { findEntry } from '@/features/articles/document/parts'
import { useEditor } from './editor-context.client'

type TakeVideo = (words: string, at: () => number | null) => Promise<string>

/** What takes the video out of words that are pasted into an entry's text, and returns the others; null where there is no entry, or it has its video. */
export function usePastedVideo(field: string | undefined): TakeVideo | null {
  const { document, selection, records, addRecord, change, tell } = useEditor()
  const entry = selection.of === 'entry' && field === 'body' ? findEntry(document, selection.id)?.entry : undefined
  if (!entry || entry.video) return null
  return async (words, at) => {
    if (!/youtu|vimeo/i.test(words)) return words
    const loaded = await import('./pasted-video.client').catch(() => null)
    return loaded ? loaded.takeVideo(words, at, { entry, records, addRecord, change, tell }) : words
  }
}
