'use client'

import { useEffect, useRef, type KeyboardEvent } from 'react'

/** Asks before what was typed goes. Escape is soon pressed: pressed again it goes back to the words, not away. */
export function Leaving({ words, onLeave, onStay }: { words: string; onLeave: () => void; onStay: () => void }) {
  const stay = useRef<HTMLButtonElement>(null)
  useEffect(() => stay.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onStay()
  }
  return (
    <div role="alert" className="notice">
      <p>{words}</p>
      <p className="row">
        <button type="button" className="btn small" ref={stay} onKeyDown={onKeyDown} onClick={onStay}>
          Write on
        </button>
        <button type="button" className="btn small" onKeyDown={onKeyDown} onClick={onLeave}>
          Throw it away
        </button>
      </p>
    </div>
  )
}
