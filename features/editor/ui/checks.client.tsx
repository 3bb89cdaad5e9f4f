'use client'

import { checksOf } from '../document/checks'
import { useEditor } from './editor-context.client'

const words = { stop: 'Must be mended: ', warn: 'Look at: ', good: 'Right: ' } as const

/** The list of checks before publishing. Pressing one selects its place. */
export function Checks() {
  const { document, records, select } = useEditor()
  return (
    <section aria-label="Before publishing">
      <h2>Before publishing</h2>
      <ul className="checks">
        {checksOf(document, records).map(({ level, message, at }, index) => (
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
