'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { FormError } from '@/ui/form-error'
import { Modal, ModalFoot } from '@/ui/modal.client'
import { WhenReady } from '@/ui/when-ready.client'
import { deleteMediumAction } from '../actions'
import type { Use } from '../queries/where-used'
import { ChooseFiles } from './choose-files.client'
import { NotTaken, refusalOf, sendFile } from './send-file.client'
import { UsesList } from './uses-list.client'

/** Puts another picture in the place of one, and deletes it. */
export function MediumFiles({ id, shownIn }: { id: string; shownIn: number }) {
  const [asks, setAsks] = useState(false)
  return (
    <WhenReady>
      <div className="medium-files">
        <Replace id={id} />
        <button type="button" className="btn danger" onClick={() => setAsks(true)}>
          Delete…
        </button>
      </div>
      {shownIn > 0 ? <p className="hint">Whatever shows it shows the new one as soon as it is replaced.</p> : null}
      {asks ? <Delete id={id} onClose={() => setAsks(false)} /> : null}
    </WhenReady>
  )
}

function Replace({ id }: { id: string }) {
  const router = useRouter()
  const [sent, setSent] = useState<number | null>(null)
  const [error, setError] = useState('')
  const [said, setSaid] = useState('')
  const stop = useRef<AbortController | null>(null)
  const send = async ([file]: File[]) => {
    if (!file) return
    setSaid('')
    setError(refusalOf(file) ?? '')
    if (refusalOf(file)) return
    stop.current = new AbortController()
    setSent(0)
    try {
      const { moves } = await sendFile({ method: 'PUT', url: `/api/studio/media/${id}/file`, file, onProgress: setSent, signal: stop.current.signal })
      setSaid(moves ? 'Replaced. The file moved: its first picture was taken.' : 'Replaced')
      router.refresh()
    } catch (failed) {
      if (failed instanceof NotTaken) setError(failed.message)
    }
    setSent(null)
  }
  return (
    <div className="replace">
      {sent === null ? (
        <ChooseFiles label="Replace…" primary={false} onFiles={(files) => void send(files)} />
      ) : (
        <p className="row">
          <progress aria-label="The new picture, sent" max={1} value={sent < 1 ? sent : undefined} />
          <button type="button" className="btn small" onClick={() => stop.current?.abort()}>
            Cancel
          </button>
        </p>
      )}
      <FormError words={error} />
      <output className="soft">{said}</output>
    </div>
  )
}

function Delete({ id, onClose }: { id: string; onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<{ message: string; uses: Use[] } | null>(null)
  const remove = async () => {
    setBusy(true)
    const answer = await deleteMediumAction({ id }).catch(() => null)
    if (answer?.ok) return location.assign('/admin/media?deleted')
    setBusy(false)
    if (!answer) return setError({ message: 'The site cannot be reached: nothing was deleted', uses: [] })
    setError({ message: answer.error.message, uses: (answer.error.data as { uses?: Use[] } | undefined)?.uses ?? [] })
  }
  return (
    <Modal title="Delete this picture?" onClose={onClose}>
      <p>
        Its files are deleted at once, and nothing brings them back: the site does not keep what was sent. Pages of entries that have left their lists may show
        it: they keep its words.
      </p>
      {error && error.uses.length > 0 ? <UsesList uses={error.uses} /> : null}
      <ModalFoot error={error?.message ?? ''} onClose={onClose}>
        <button type="button" className="btn danger" disabled={busy} onClick={() => void remove()}>
          Delete
        </button>
      </ModalFoot>
    </Modal>
  )
}
