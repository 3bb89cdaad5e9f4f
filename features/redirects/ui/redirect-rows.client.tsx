'use client'

import { useRef, useState } from 'react'
import { FormError } from '@/ui/form-error'
import { Moment } from '@/ui/moment.client'
import { Toast } from '@/ui/toast.client'
import { WhenReady } from '@/ui/when-ready.client'
import { addRedirectsAction, removeRedirectsAction } from '../actions'

type Row = { path: string; target: string | null; status: number; createdAt: Date | string; lastUsedAt: Date | string | null; by: string | null }

const unreachable = 'The site cannot be reached. Nothing was changed.'
const lineOf = ({ path, target, status }: Row) => [path, target ?? '', String(status)].map((word) => `"${word.replaceAll('"', '""')}"`).join(',')

/** Old addresses with where they lead; each can be removed, and brought back. */
export function RedirectRows({ rows: start }: { rows: Row[] }) {
  const [rows, setRows] = useState(start)
  const [removed, setRemoved] = useState<Row | null>(null)
  const [problem, setProblem] = useState('')
  const top = useRef<HTMLUListElement>(null)
  const remove = async (row: Row) => {
    setProblem('')
    const answer = await removeRedirectsAction({ paths: [row.path] }).catch(() => null)
    if (!answer?.ok) return setProblem(answer?.error.message ?? unreachable)
    setRows((before) => before.filter(({ path }) => path !== row.path))
    setRemoved(row)
    top.current?.focus()
  }
  const bringBack = async (row: Row) => {
    const answer = await addRedirectsAction({ text: lineOf(row), replace: false }).catch(() => null)
    const fault = answer?.ok ? answer.value.faults[0]?.message : (answer?.error.message ?? unreachable)
    if (fault) return setProblem(`${row.path} was not brought back: ${fault}.`)
    setRows((before) => [...before, row].sort((one, other) => (one.path < other.path ? -1 : 1)))
    setRemoved(null)
  }
  return (
    <WhenReady>
      <FormError words={problem} />
      <ul className="redirect-rows" ref={top} tabIndex={-1} aria-label="Old addresses">
        {rows.map((row) => (
          <li key={row.path}>
            <b dir="auto">{row.path}</b>
            <span dir="auto">
              {row.target === null ? (
                <span className="soft">gone (410)</span>
              ) : (
                <>
                  <span aria-hidden="true">→ </span>
                  <span className="vh">leads to </span>
                  <a href={row.target.replace(/\/\*$/, '') || '/'}>{row.target}</a>
                </>
              )}
              {row.status === 302 ? <span className="soft"> for now (302)</span> : null}
            </span>
            <span className="soft">
              {row.lastUsedAt ? 'asked for ' : 'never asked for'}
              {row.lastUsedAt ? <Moment at={row.lastUsedAt} /> : null}
            </span>
            <button type="button" className="btn small" aria-label={`Remove ${row.path}`} onClick={() => void remove(row)}>
              Remove
            </button>
          </li>
        ))}
      </ul>
      {removed ? (
        <Toast words={`${removed.path} leads nowhere now.`} of={removed} onUndo={() => void bringBack(removed)} onClose={() => setRemoved(null)} />
      ) : null}
    </WhenReady>
  )
}
