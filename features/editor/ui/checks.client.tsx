'use client'

import { useEffect, useMemo, useState } from 'react'
import { checksOf } from '../document/checks'
import { useEditor } from './editor-context.client'

const words = { stop: 'Must be mended: ', warn: 'Look at: ', good: 'Right: ' } as const

/** How long nothing is typed before the list is checked: that takes longer than a letter may. */
const checkAfterMs = 250

/** The list of checks before publishing. Pressing one selects its place. */
export function Checks() {
  const { document, records, select } = useEditor()
  const [settled, setSettled] = useState(document)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(document), checkAfterMs)
    return () => clearTimeout(timer)
  }, [document])
  const checks = useMemo(() => checksOf(settled, records), [settled, records])
  return (
    <section aria-label="Before publishing">
      <h2>Before publishing</h2>
      <ul className="checks">
        {checks.map(({ level, message, at }, index) => (
          <li key={index} className={level}>
            <span className="vh">{words[level]}</span>
            {at ? (
              <button type="button" className="textual" onClick={() => select(at)}>
                {message}
              </button>
            ) : (
              <span>{message}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
