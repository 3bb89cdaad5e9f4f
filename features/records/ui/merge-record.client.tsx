'use client'

import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { WhenReady } from '@/ui/when-ready.client'
import { mergeRecordsAction, planMergeAction } from '../actions'
import type { MergePlan } from '../queries/plan-merge'
import type { RecordKind } from '../schema'
import { RecordPicker } from './record-picker.client'

type Other = { id: string; name: string }
type Looked = { key: string; plan: MergePlan | null; error: string }
const away = 'The site cannot be reached: nothing was changed'

/** Merges a record with another one of its kind: which, which of the two stays, what will happen, and it is done. */
export function MergeRecord({ id, name, kind }: Other & { kind: RecordKind }) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  return (
    <WhenReady>
      {open ? (
        <Merging own={{ id, name }} kind={kind} onClose={close} />
      ) : (
        <p className="apart">
          <button type="button" className="btn small" ref={button} onClick={() => setOpen(true)}>
            Merge with another record…
          </button>
        </p>
      )}
    </WhenReady>
  )
}

function Merging({ own, kind, onClose }: { own: Other; kind: RecordKind; onClose: () => void }) {
  const heading = useId()
  const [other, setOther] = useState<Other | null>(null)
  const [stays, setStays] = useState<'own' | 'other'>('own')
  const [looked, setLooked] = useState<Looked | null>(null)
  const [busy, setBusy] = useState(false)
  const part = useRef<HTMLElement>(null)
  const from = stays === 'own' ? other?.id : own.id
  const into = stays === 'own' ? own.id : other?.id
  const key = from && into ? `${from} ${into}` : null
  useEffect(() => part.current?.querySelector('input')?.focus(), [other])
  useEffect(() => {
    if (!from || !into) return
    let current = true
    const show = (plan: MergePlan | null, error: string) => current && setLooked({ key: `${from} ${into}`, plan, error })
    planMergeAction({ from, into }).then(
      (answer) => (answer.ok ? show(answer.value, '') : show(null, answer.error.message)),
      () => show(null, away),
    )
    return () => void (current = false)
  }, [from, into])
  const merge = async () => {
    if (!from || !into) return
    setBusy(true)
    const answer = await mergeRecordsAction({ from, into }).catch(() => null)
    if (answer?.ok) return location.assign(`/admin/records/${into}?merged=${answer.value.id}`)
    setBusy(false)
    setLooked({ key: `${from} ${into}`, plan: null, error: answer ? answer.error.message : away })
  }
  const now = looked?.key === key ? looked : null
  return (
    <section className="merging" aria-labelledby={heading} ref={part}>
      <h2 id={heading}>Merge with another record</h2>
      {other ? (
        <>
          <fieldset className="choices">
            <legend>Which one stays?</legend>
            {(
              [
                ['own', own],
                ['other', other],
              ] as const
            ).map(([which, { name }]) => (
              <label key={which}>
                <input type="radio" name={`${heading}-stays`} checked={stays === which} onChange={() => setStays(which)} /> {name}
                {which === 'own' ? ' (this one)' : ''}
              </label>
            ))}
          </fieldset>
          <div aria-live="polite">{now?.plan ? <Plan plan={now.plan} /> : now ? null : <p className="soft">One moment…</p>}</div>
          {now?.error ? (
            <p className="error" role="alert">
              {now.error}
            </p>
          ) : null}
        </>
      ) : (
        <RecordPicker label="The other record" kinds={[kind]} without={[own.id]} makes={false} onPick={({ id, name }) => setOther({ id, name })} />
      )}
      <p className="row">
        {other ? (
          <button type="button" className="btn primary" disabled={busy || !now?.plan || now.plan.refusal !== null} onClick={() => void merge()}>
            {busy ? 'Merging…' : 'Merge them'}
          </button>
        ) : null}
        {other ? (
          <button type="button" className="btn" disabled={busy} onClick={() => setOther(null)}>
            Choose another
          </button>
        ) : null}
        <button type="button" className="btn" disabled={busy} onClick={onClose}>
          Cancel
        </button>
      </p>
    </section>
  )
}

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`)

/** What will happen, part by part. */
function Plan({ plan: { from, into, entries, lists, drafts, names, taken, left, below, refusal } }: { plan: MergePlan }) {
  const line = (part: string, words: ReactNode, isShown = true) =>
    isShown ? (
      <div key={part}>
        <dt>{part}</dt>
        <dd>{words}</dd>
      </div>
    ) : null
  const quoted = (all: string[]) => all.map((name) => `“${name}”`).join(', ')
  return (
    <>
      <p className={refusal ? 'error' : undefined}>
        {refusal ?? `“${from.name}” becomes “${into.name}”. One step undoes it, in the history of “${into.name}”.`}
      </p>
      <dl>
        {line(
          'Credits',
          entries > 0
            ? `${counted(entries, 'entry', 'entries')} in ${counted(lists, 'published list', 'published lists')} move here`
            : 'no published list credits it',
        )}
        {line('Drafts', `${counted(drafts, 'other list names it', 'other lists name it')} in its draft, and will show “${into.name}”`, drafts === 1)}
        {line('Drafts', `${counted(drafts, '', 'other lists name it')} in their drafts, and will show “${into.name}”`, drafts > 1)}
        {line(
          names.length === 1 ? 'Name' : 'Names',
          `${quoted(names)} ${names.length === 1 ? 'becomes another name' : 'become other names'}`,
          names.length > 0,
        )}
        {line(
          'Address',
          <>
            <code>{from.address}</code> leads to <code>{into.address}</code>
          </>,
        )}
        {line('Under it', `${counted(below, 'record', 'records')} more`, below > 0)}
        {taken.map((field) => line(field, `of “${from.name}”: the other one has none`))}
        {left.map(({ field, value }) =>
          line(field, `stays; “${value.length > 80 ? `${value.slice(0, 80).toWellFormed()}…` : value}” of “${from.name}” is not shown any more`),
        )}
      </dl>
    </>
  )
}
