'use client'

import { useState, type FormEvent } from 'react'
import { Modal, ModalFoot } from '@/ui/modal.client'
import { banDays, limits, type BanInput } from '../schema'
import { send } from './send.client'

const lengths = [1, 7, 30, 0] as const
const whom = { reader: 'Only this reader', network: 'Everyone of their network: it may be a household or a school' } as const

/** Bans who wrote a comment: whom, how long, and why, which they are told. */
export function BanForm({ comment, name, onBanned, onClose }: { comment: string; name: string; onBanned: () => void; onClose: () => void }) {
  const [of, setOf] = useState<BanInput['of']>('reader')
  const [days, setDays] = useState<BanInput['days']>(7)
  const [reason, setReason] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const ban = async (event: FormEvent) => {
    event.preventDefault()
    if (!reason.trim()) return setError('Say why: they are told')
    setBusy(true)
    const answer = await send<{ id: string }>('/api/studio/bans', { body: { comment, of, days, reason } satisfies BanInput })
    setBusy(false)
    if ('error' in answer) return setError(answer.error)
    onBanned()
  }
  return (
    <Modal title={`Ban ${name}`} unsaved={reason.trim() ? 'The ban is not made yet.' : ''} onClose={onClose}>
      <form className="form" onSubmit={ban} noValidate>
        <fieldset className="choices">
          <legend>Whom</legend>
          {(Object.keys(whom) as BanInput['of'][]).map((one) => (
            <div className="check" key={one}>
              <input type="radio" id={`ban-${one}`} name="of" checked={of === one} onChange={() => setOf(one)} />
              <label htmlFor={`ban-${one}`}>{whom[one]}</label>
            </div>
          ))}
        </fieldset>
        <div className="field">
          <label htmlFor="ban-days">How long</label>
          <select id="ban-days" value={days} onChange={(event) => setDays(Number(event.target.value) as BanInput['days'])}>
            {lengths.map((one) => (
              <option key={one} value={one}>
                {banDays[one]}
              </option>
            ))}
          </select>
        </div>
        <div className={error && !reason.trim() ? 'field bad' : 'field'}>
          <label htmlFor="ban-reason">Why</label>
          <p className="hint" id="ban-hint">
            They read it when they comment, vote or report next.
          </p>
          <textarea
            id="ban-reason"
            rows={3}
            maxLength={limits.note}
            dir="auto"
            aria-describedby="ban-hint"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <ModalFoot error={error} onClose={onClose}>
          <button type="submit" className="btn danger" disabled={busy}>
            Ban
          </button>
        </ModalFoot>
      </form>
    </Modal>
  )
}
