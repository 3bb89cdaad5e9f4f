'use client'

import { useState } from 'react'
import { Moment } from '@/ui/moment.client'
import { WhenReady } from '@/ui/when-ready.client'
import { turnSwitchAction } from '../actions'
import type { Switch } from '../schema'

export type SwitchRow = { name: Switch; on: boolean; switched: { at: Date | string; by: string | null } | null }

const words: Record<Switch, { title: string; on: string; off: string; explained: string }> = {
  'authors-publish-alone': {
    title: 'Authors may publish their own lists alone',
    on: 'They publish as soon as they like.',
    off: 'They ask for a review, and publish what an editor has approved.',
    explained: 'It counts for what they have scheduled, and for unpublishing, too. Editors, admins and owners publish every list in either case.',
  },
  'authors-change-records': {
    title: 'Authors may change shared records',
    on: 'They change people, groups, songs, places and videos, and begin series.',
    off: 'Editors change them. Authors add new ones that their lists name.',
    explained: 'A record is shown in every list that names it. A series that exists is changed by editors in either case.',
  },
}

/** The switches of the site, a row for each: saved as soon as it is turned. */
export function Switches({ rows: start }: { rows: SwitchRow[] }) {
  const [rows, setRows] = useState(start)
  const [said, setSaid] = useState('')
  const [failed, setFailed] = useState<{ name: Switch; message: string } | null>(null)
  const [busy, setBusy] = useState<Switch | null>(null)

  const turn = async (name: Switch, on: boolean) => {
    if (busy) return
    setBusy(name)
    setSaid('')
    setFailed(null)
    const answer = await turnSwitchAction({ name, on }).catch(() => null)
    setBusy(null)
    if (!answer?.ok) return setFailed({ name, message: answer ? answer.error.message : 'The site cannot be reached: nothing was changed' })
    const { settings, switched } = answer.value
    setRows(rows.map((row) => ({ ...row, on: settings[row.name], switched: switched[row.name] ?? null })))
    setSaid(`Saved: “${words[name].title}” is ${on ? 'on' : 'off'}.`)
  }
  return (
    <WhenReady>
      <div className="switches">
        {rows.map(({ name, on, switched }) => {
          const { title, explained, ...now } = words[name]
          return (
            <div key={name} className="switch-row">
              <div>
                <p className="what" id={name}>
                  {title}
                </p>
                <p className="hint" id={`${name}-hint`}>
                  {explained}
                </p>
              </div>
              <div>
                <div className="turn">
                  <button
                    type="button"
                    role="switch"
                    aria-checked={on}
                    aria-labelledby={name}
                    aria-describedby={`${name}-now ${name}-hint`}
                    aria-disabled={busy !== null}
                    onClick={() => turn(name, !on)}
                  >
                    <span aria-hidden="true" />
                  </button>
                  <span>
                    <b aria-hidden="true">{on ? 'On' : 'Off'}</b> <span id={`${name}-now`}>{on ? now.on : now.off}</span>
                  </span>
                </div>
                {switched ? (
                  <p className="hint">
                    {switched.by ?? 'Somebody who has left'} turned it {on ? 'on' : 'off'}, <Moment at={switched.at} />
                  </p>
                ) : null}
                {failed?.name === name ? (
                  <p className="error" role="alert">
                    {failed.message}
                  </p>
                ) : null}
              </div>
            </div>
          )
        })}
      </div>
      <p className="switches-said">
        <output>{said}</output>
      </p>
    </WhenReady>
  )
}
