'use client'

import { useEffect, useState } from 'react'
import { slug as slugShape } from '@/features/records/schema'
import { ModalFoot } from '@/ui/modal.client'

type Props = {
  asking: 'address' | 'unpublish' | 'trash'
  state: string
  slug: string
  wasPublished: boolean
  /** It is looked at by somebody who was asked for a review. */
  isAsked: boolean
  /** An edition waits for its time. */
  waits: boolean
  busy: boolean
  error: string
  onDo: (slug: string) => void
  onClose: () => void
}

/** What is asked before a list gets another address, or goes from its readers. */
export function PublicationDialog(props: Props) {
  const { asking, state, slug, isAsked, waits, busy, error, onDo, onClose } = props
  // The dialog was there before this, and had nothing to give the focus to.
  useEffect(() => document.querySelector<HTMLElement>('dialog[open] :is(input, button)')?.focus(), [])
  if (asking === 'address') return <Address {...props} />
  const does = asking === 'trash' ? 'Move to the trash' : 'Unpublish'
  return (
    <>
      {asking === 'unpublish' ? (
        <>
          <p>Readers will no longer find it, at once. Its votes, comments and editions stay, and come back when you publish again.</p>
          {waits ? <p className="notice warn">The edition that waits for its time is withdrawn too.</p> : null}
        </>
      ) : (
        <>
          {state === 'published' ? <p>Readers will no longer find it, at once. Its votes, comments and editions stay.</p> : null}
          {waits ? <p className="notice warn">The edition that waits for its time is withdrawn.</p> : null}
          {isAsked ? <p className="notice warn">The request for a review ends.</p> : null}
          <p className="soft">You can restore it from the trash. Readers see it again when somebody publishes it.</p>
        </>
      )}
      <ModalFoot error={error} onClose={onClose}>
        <button type="button" className="btn danger" disabled={busy} onClick={() => onDo(slug)}>
          {does}
        </button>
      </ModalFoot>
    </>
  )
}

function Address({ slug, wasPublished, busy, error, onDo, onClose }: Props) {
  const [typed, setTyped] = useState(slug)
  const checked = slugShape.safeParse(typed)
  const wrong = checked.success ? error : checked.error.issues[0]!.message
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (checked.success) onDo(typed)
      }}
    >
      <div className={wrong ? 'field bad' : 'field'}>
        <label htmlFor="list-slug">Address</label>
        <input
          id="list-slug"
          value={typed}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={wrong ? true : undefined}
          aria-describedby="list-slug-hint"
          onChange={(event) => setTyped(event.target.value.trim().toLowerCase())}
        />
        <p className={wrong ? 'error' : 'hint'} id="list-slug-hint" role={wrong ? 'alert' : undefined}>
          {wrong || `/articles/${typed}`}
        </p>
      </div>
      {wasPublished ? <p className="soft">The old address will lead to the new one for ever. No other list can have it.</p> : null}
      <div className="row end">
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
        <button className="btn primary" disabled={busy || !checked.success || typed === slug}>
          Change it
        </button>
      </div>
    </form>
  )
}
