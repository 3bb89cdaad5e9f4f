'use client'

import type { Insert } from '@/features/articles/document/operations'
import { Toast } from '@/ui/toast.client'
import { downloadText } from './paste.client'
import type { Toast as Told } from './use-arranging.client'

type Props = { toast: Told | null; onUndo: (of: string) => void; onBringBack: (back: Insert) => void; onClose: () => void }

/** What the editor says, with what can be done about it. */
export function Message({ toast, onUndo, onBringBack, onClose }: Props) {
  if (!toast) return null
  const { words, undo, back, rest, link, instead } = toast
  return (
    <Toast words={words} of={toast} stays={rest !== undefined} onUndo={undo ? () => onUndo(undo) : undefined} onClose={onClose}>
      {back ? (
        <button type="button" onClick={() => onBringBack(back)}>
          Bring it back
        </button>
      ) : null}
      {rest ? (
        <button type="button" onClick={() => downloadText('left-out.txt', rest)}>
          Save them as a file
        </button>
      ) : null}
      {instead ? (
        <button type="button" onClick={() => (onClose(), instead.run())}>
          {instead.words}
        </button>
      ) : null}
      {link ? <a href={link.href}>{link.words}</a> : null}
    </Toast>
  )
}
