'use client'

import { useEffect, useId, useState } from 'react'
import { LoadedPart } from '@/ui/loaded-part.client'
import { goesOn, takeBackWaivers, type Check } from '../document/checks'
import { useEditor } from './editor-context.client'
import { useChecks } from './use-checks.client'

const words = { stop: 'Must be mended: ', warn: 'Look at: ', good: 'Right: ', waived: 'Waived: ' } as const

/** How long nothing is typed before the list is checked: that takes longer than a letter may. */
const checkAfterMs = 250

const loadForm = async () => (await import('./waive-check.client')).WaiveCheck

/** What a line of the list is known by while the list changes. */
const keyOf = ({ findings = [], message }: Check) => (findings.length > 0 ? JSON.stringify(findings) : message)

/** Whether several entries lack what a row of the table has. */
const fillsTable = ({ findings = [] }: Check) => findings.length > 1 && /^no-(video|role|credit)$/.test(findings[0]!.check)

/** The list of checks before publishing. Pressing one selects its place; what is right as it is can be waived with a reason. */
export function Checks() {
  const { document, closed, change, announce, select, arrange } = useEditor()
  const [settled, setSettled] = useState(document)
  const id = useId()
  /** The check for which a reason is asked, as it was then: while that is written its line stays, whatever comes and goes in the list. */
  const [asking, setAsking] = useState<Check | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(document), checkAfterMs)
    return () => clearTimeout(timer)
  }, [document])
  const checks = useChecks(settled)
  const waived = checks.filter(({ level }) => level === 'waived')
  const open = checks.filter(({ level }) => level !== 'waived')
  const still = asking && goesOn(open, asking)
  const lines = asking && !still ? [...open, asking] : open.map((check) => (asking && check === still ? asking : check))
  const takeBack = ({ findings = [], message }: Check) => {
    change((now) => takeBackWaivers(now, findings))
    announce(`It counts again: ${message}`)
  }
  return (
    <section aria-label="Before publishing">
      <h2>Before publishing</h2>
      <ul className="checks">
        {lines.map((check, index) => (
          <li key={check === asking ? 'asking' : check.findings ? keyOf(check) : `${index} ${check.message}`} className={check.level}>
            <div>
              <span className="vh">{words[check.level]}</span>
              <Message id={`${id}-${index}`} check={check} onGo={select} />
              {fillsTable(check) && !closed ? (
                <button type="button" className="textual right" aria-describedby={`${id}-${index}`} onClick={() => arrange.ask({ is: 'table' })}>
                  fill in a table
                </button>
              ) : null}
              {check.findings && !closed && check !== asking ? (
                <button type="button" className="textual right" aria-describedby={`${id}-${index}`} onClick={() => setAsking(check)}>
                  it is meant so…
                </button>
              ) : null}
              {check === asking ? <LoadedPart load={loadForm} given={{ check, checks, checked: settled, onClose: () => setAsking(null) }} /> : null}
            </div>
          </li>
        ))}
      </ul>
      {waived.length > 0 ? (
        <>
          <h3>Waived</h3>
          <ul className="checks" aria-label="Waived checks">
            {waived.map((check, index) => (
              <li key={keyOf(check)} className="waived">
                <div>
                  <Message id={`${id}-w${index}`} check={check} onGo={select} />
                  <p className="soft">
                    {check.waived!.by ? `${check.waived!.by}: ` : ''}
                    {check.waived!.reason}
                  </p>
                  {closed ? null : (
                    <button type="button" className="textual right" aria-describedby={`${id}-w${index}`} onClick={() => takeBack(check)}>
                      Take back
                    </button>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

function Message({ id, check: { message, at, href }, onGo }: { id: string; check: Check; onGo: (at: NonNullable<Check['at']>) => void }) {
  if (href)
    return (
      <a id={id} href={href} target="_blank" rel="noreferrer">
        {message}
      </a>
    )
  if (!at) return <span id={id}>{message}</span>
  return (
    <button type="button" id={id} className="textual" onClick={() => onGo(at)}>
      {message}
    </button>
  )
}
