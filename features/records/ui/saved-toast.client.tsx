'use client'

import { Toast } from '@/ui/toast.client'
import { bringBackInWords, type BringBack } from './bring-back-words.client'

/** What was saved: how that is said, the revision of it, and the one before it, null for none. */
export type Saved = { words: string; revision: number; before: number | null }

type Props = {
  saved: Saved
  /** Null for what has only been made. */ id: string | null
  act: BringBack
  onRefused: (words: string) => void
  onClose: () => void
}

/** Says that fields are saved, and takes that back. */
export function SavedToast({ saved: { words, revision, before }, id, act, onRefused, onClose }: Props) {
  const undo = async (of: string, to: number) => {
    const refused = await bringBackInWords(act, { id: of, revision: to, seen: revision })
    if (refused === null) return location.reload()
    onClose()
    onRefused(refused)
  }
  return <Toast words={words} onUndo={id !== null && before !== null ? () => void undo(id, before) : undefined} onClose={onClose} />
}
