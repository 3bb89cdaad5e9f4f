'use client'

import type { Check, Selection } from '../document/checks'

/** More things to look at are counted: all of them stand in the editor. */
const maxTold = 6

type Props = { stops: Check[]; warnings: Check[]; fine: number; waived: number; onGo: (place: Selection) => void }

/** What the checks say. Each leads to its place. */
export function ToLookAt({ stops, warnings, fine, waived, onGo }: Props) {
  const items = (checks: Check[], level: 'stop' | 'warn', most = checks.length) => (
    <ul className="checks">
      {checks.slice(0, most).map(({ message, at, href }, index) => (
        <li key={index} className={level}>
          <div>
            <p>{message}</p>
            {href ? (
              <a href={href} target="_blank" rel="noreferrer" aria-label={`go there: ${message}`}>
                go there
              </a>
            ) : at ? (
              <button type="button" className="textual" aria-label={`go there: ${message}`} onClick={() => onGo(at)}>
                go there
              </button>
            ) : null}
          </div>
        </li>
      ))}
      {checks.length > most ? <li className="rest">and {checks.length - most} more, under Details</li> : null}
    </ul>
  )
  return (
    <section aria-label="What the checks say">
      {stops.length > 0 ? (
        <>
          <h3>Stops publishing, {stops.length}</h3>
          {items(stops, 'stop')}
        </>
      ) : null}
      {warnings.length > 0 ? (
        <>
          <h3>To look at, {warnings.length}</h3>
          {items(warnings, 'warn', maxTold)}
        </>
      ) : null}
      {stops.length + warnings.length === 0 ? <h3>Checks</h3> : null}
      {fine + waived > 0 || stops.length + warnings.length === 0 ? (
        <ul className="checks">
          <li className="good soft">
            {stops.length + warnings.length === 0 ? 'All checks are fine' : fine === 1 ? '1 other check is fine' : `${fine} other checks are fine`}
            {waived > 0 ? `, ${waived} waived` : ''}
          </li>
        </ul>
      ) : null}
    </section>
  )
}
