'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'
import { shownZone } from '@/ui/local-minute'
import { Moment } from '@/ui/moment.client'

export type TimeLineRow = {
  ref: string
  /** How its mark looks. */
  mark: 'work' | 'kept' | 'edition' | 'import'
  /** ISO. */
  at: string
  title: string
  more: string
  who: string
  /** For what is still to happen. */
  goesLive: boolean
  href: string
  a: { href: string; chosen: boolean }
  b: { href: string; chosen: boolean }
}

const never = () => () => {}

/** The zone that times are shown in, once React runs; before, UTC. */
const useZone = () => useSyncExternalStore(never, shownZone, () => 'UTC')

const dayIn = (timeZone: string) => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone })
const minuteIn = (timeZone: string) => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })

function daysOf(rows: TimeLineRow[], zone: string, now: string) {
  const day = dayIn(zone)
  const [today, yesterday] = [day.format(new Date(now)), day.format(new Date(Date.parse(now) - 86_400_000))]
  const days: { day: string; rows: TimeLineRow[] }[] = []
  for (const row of rows) {
    const date = day.format(new Date(row.at))
    const name = date === today ? 'Today' : date === yesterday ? 'Yesterday' : date
    // An edition that waits for a later day may stand between two of today.
    const known = days.find((one) => one.day === name)
    if (known) known.rows.push(row)
    else days.push({ day: name, rows: [row] })
  }
  return days
}

/** What the draft was, newest first, by the days of that zone. Links choose what is compared; A and B do on a focused line. `now`: ISO. */
export function TimeLine({ rows, now }: { rows: TimeLineRow[]; now: string }) {
  const zone = useZone()
  const minute = minuteIn(zone)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // On a wide screen it scrolls by itself: what is chosen stays in sight.
    const chosen = box.current?.querySelector<HTMLElement>('[aria-current]')
    const scroller = box.current?.closest<HTMLElement>('.time')
    if (!chosen || !scroller || scroller.scrollHeight <= scroller.clientHeight) return
    scroller.scrollTop = Math.max(0, chosen.offsetTop - scroller.clientHeight / 2)
  }, [])
  useEffect(() => {
    const line = box.current
    const choose = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      const side = key.toLowerCase()
      if ((side !== 'a' && side !== 'b') || ctrlKey || metaKey || altKey || !(target instanceof Element)) return
      target.closest('li')?.querySelector<HTMLAnchorElement>(`a[data-side="${side}"]`)?.click()
    }
    line?.addEventListener('keydown', choose)
    return () => line?.removeEventListener('keydown', choose)
  }, [])
  return (
    <div ref={box}>
      {daysOf(rows, zone, now).map(({ day, rows: those }) => (
        <section key={`${day}${those[0]!.ref}`} className="day">
          <h3>{day}</h3>
          <ol className="time-line">
            {those.map((row) => (
              <li key={row.ref} className={row.a.chosen || row.b.chosen ? `${row.mark} chosen` : row.mark}>
                <time dateTime={row.at}>{minute.format(new Date(row.at))}</time>
                <span className="words">
                  <a href={row.href}>{row.title}</a>
                  <small>{row.who}</small>
                  {row.more ? <small>{row.more}</small> : null}
                  {row.goesLive ? (
                    <small>
                      <Moment at={row.at} zone />
                    </small>
                  ) : null}
                </span>
                <span className="sides">
                  <a
                    className="ab"
                    data-side="a"
                    href={row.a.href}
                    aria-current={row.a.chosen ? 'true' : undefined}
                    aria-label={`A: ${row.title}`}
                    title="Compare this, as A"
                  >
                    A
                  </a>
                  <a
                    className="ab"
                    data-side="b"
                    href={row.b.href}
                    aria-current={row.b.chosen ? 'true' : undefined}
                    aria-label={`B: ${row.title}`}
                    title="Compare with this, as B"
                  >
                    B
                  </a>
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {zone === 'UTC' ? <p className="hint">Times are in UTC.</p> : null}
    </div>
  )
}
