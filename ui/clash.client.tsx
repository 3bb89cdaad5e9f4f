'use client'

import { useRef } from 'react'

type Props = { id?: string; words: string; onMine: () => void; onTheirs: () => void }

const fields = 'input, textarea, select, button'

/** Two have changed one field of a form: both are there, and whoever saves says which one stays. It stands behind its field, which then has the focus. */
export function Clash({ id, words, onMine, onTheirs }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const settle = (choose: () => void) => {
    const before = box.current?.previousElementSibling
    const field = before?.matches(fields) ? before : before?.querySelector(fields)
    choose()
    if (field instanceof HTMLElement) field.focus()
  }
  return (
    <div className="error" id={id} role="alert" ref={box}>
      <p>{words}</p>
      <p className="row">
        <button type="button" className="btn small" onClick={() => settle(onTheirs)}>
          Take theirs
        </button>
        <button type="button" className="btn small" onClick={() => settle(onMine)}>
          Keep mine
        </button>
      </p>
    </div>
  )
}
