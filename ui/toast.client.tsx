'use client'

import type { ReactNode } from 'react'

type Props = {
  words: string
  /** Takes back what the words tell of. */
  onUndo?: () => void
  onClose: () => void
  /** What else can be done about it: buttons and links. */
  children?: ReactNode
}

/** What was just done, with its undo, over the foot of a studio's page. It stays until it is closed or something else is done. */
export function Toast({ words, onUndo, onClose, children }: Props) {
  return (
    <output className="toast">
      <span>{words}</span>
      {onUndo ? (
        <button type="button" onClick={onUndo}>
          Undo
        </button>
      ) : null}
      {children}
      <button type="button" aria-label="Close this message" onClick={onClose}>
        ×
      </button>
    </output>
  )
}
