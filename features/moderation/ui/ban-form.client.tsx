'use client'

import { useState, type FormEvent } from 'react'
import { Modal, ModalFoot } from '@/ui/modal.client'
import { banDays, limits, type BanInput } from '../schema'
import { send } from './send.client'

const lengths: BanInput['days'][] = [1, 7, 30, 0]
/** A network is another household’s after a time. */
const lengthsOf = (of: BanInput['of']) => (of === 'network' ? lengths.filter((one) => one !== 0) : lengths)
const whom = { reader: 'Only this reader', network: 'All guests of their network: it may be a school, or many people’s phones' } as const

/** Bans who wrote a comment: whom, how long, and why, which they are told. */
export function BanForm({ comment, name, onBanned, onClose }: { comment: string; name: string; onBanned: () => void; onClose: () => void }) {
  const [of, setOf] = useState<BanInput['of']>('reader')
  const [days, setDays] = useState<BanInput['days']>(7)
  const [reason, setReason] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const chooseWhom = (next: BanInput['of']) => {
    setOf(next)
    if (!lengthsOf(next).includes(days)) setDays(30)
  }
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
              <input type="radio" id={`ban-${one}`} name="of" checked={of === one} onChange={() => chooseWhom(one)} />
              <label htmlFor={`ban-${one}`}>{whom[one]}</label>
            </div>
          ))}
        </fieldset>
        <div className="field">
          <label htmlFor="ban-days">How long</label>
          <select id="ban-days" value={days} onChange={(event) => setDays(Number(event.target.value) as BanInput['days'])}>
            {lengthsOf(of).map((one) => (
              <option key={one} value={one}>
                {banDays[one]}
              </option>
            ))}
          </select>
        </div>
        <div className={error && !reason.trim() ? 'field bad' : 'field'}>
          <label htmlFor="ban-reason">Why</label>
          <p className="hint" id="ban-hint">
            {of === 'network'
              ? 'They read it when they comment, vote or report next. Accounts, and guests whom a moderator trusts, are not meant.'
              : 'They read it when they comment, vote or report next. Comments of other guests of their network wait meanwhile.'}
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
