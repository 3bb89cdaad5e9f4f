'use client'

import { useRef, useState, type FormEvent } from 'react'
import { FormError } from '@/ui/form-error'
import { MadeLink } from '@/ui/made-link.client'
import { Moment } from '@/ui/moment.client'
import { WhenReady } from '@/ui/when-ready.client'
import { inviteAction, withdrawInvitationAction } from '../actions'
import type { WaitingInvitation } from '../queries/people'
import { invitationDays, invitationLimits, roleWords } from '../limits'
import type { staffRoles } from '../schema'

type StaffRole = (typeof staffRoles)[number]
type Made = { id: string; address: string; role: StaffRole }
const unreachable = 'The site cannot be reached. Nothing was changed.'

/** Makes links that give a role, shows a new one once, and withdraws those that wait. */
export function Invitations({ waiting: start, gives }: { waiting: WaitingInvitation[]; gives: StaffRole[] }) {
  const [waiting, setWaiting] = useState(start)
  const [role, setRole] = useState<StaffRole>('author')
  const [days, setDays] = useState<(typeof invitationDays)[number]>(7)
  const [note, setNote] = useState('')
  const [email, setEmail] = useState('')
  const [made, setMade] = useState<Made | null>(null)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState('')
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const top = useRef<HTMLHeadingElement>(null)

  const begin = () => {
    setBusy(true)
    setWrong({})
    setProblem('')
    setSaid('')
  }
  const make = async (event: FormEvent) => {
    event.preventDefault()
    begin()
    const answer = await inviteAction({ role, days, note, email: email || undefined }).catch(() => null)
    setBusy(false)
    if (!answer?.ok) {
      setWrong(answer?.error.fields ?? {})
      return setProblem(answer ? `${answer.error.message.replace(/\.$/, '')}.` : unreachable)
    }
    const { id, address, expiresAt } = answer.value
    setMade({ id, address, role })
    setWaiting([
      {
        id,
        role,
        note: note.trim(),
        email: email.trim().toLowerCase() || null,
        by: null,
        createdAt: new Date(),
        expiresAt: new Date(expiresAt),
        mayWithdraw: true,
      },
      ...waiting,
    ])
    setNote('')
    setEmail('')
  }
  const withdraw = async (one: WaitingInvitation) => {
    begin()
    const answer = await withdrawInvitationAction({ id: one.id }).catch(() => null)
    setBusy(false)
    if (!answer?.ok) return setProblem(answer ? `${answer.error.message.replace(/\.$/, '')}.` : unreachable)
    setWaiting(waiting.filter(({ id }) => id !== one.id))
    if (made?.id === one.id) setMade(null)
    setSaid('The invitation is withdrawn: its link leads nowhere now.')
    // Its button is gone.
    top.current?.focus()
  }
  const described = (field: string) => ({ 'aria-invalid': wrong[field] ? true : undefined, 'aria-describedby': `invite-${field}-hint` })
  return (
    <WhenReady>
      <section className="invite" aria-labelledby="invite">
        <h2 id="invite" ref={top} tabIndex={-1}>
          Invite by a link
        </h2>
        <p className="soft">Send it however you like. It works once.</p>
        <form onSubmit={(event) => void make(event)} noValidate>
          <div className="field">
            <label htmlFor="invite-role">As</label>
            <select id="invite-role" value={role} onChange={(event) => setRole(event.target.value as StaffRole)} aria-describedby="invite-role-hint">
              {gives.map((one) => (
                <option key={one} value={one}>
                  {roleWords[one].name}
                </option>
              ))}
            </select>
            <p className="hint" id="invite-role-hint">
              {roleWords[role].may} You can change this at any time.
            </p>
          </div>
          <div className="field">
            <label htmlFor="invite-days">For how long</label>
            <select id="invite-days" value={days} onChange={(event) => setDays(Number(event.target.value) as typeof days)}>
              {invitationDays.map((count) => (
                <option key={count} value={count}>
                  {count === 1 ? '1 day' : `${count} days`}
                </option>
              ))}
            </select>
          </div>
          <div className={wrong.note ? 'field bad' : 'field'}>
            <label htmlFor="invite-note">
              Who it is for <span className="soft">(optional)</span>
            </label>
            <input
              id="invite-note"
              value={note}
              maxLength={invitationLimits.note}
              autoComplete="off"
              onChange={(event) => setNote(event.target.value)}
              {...described('note')}
            />
            <p className={wrong.note ? 'error' : 'hint'} id="invite-note-hint">
              {wrong.note ?? 'For example: the new writer. Only admins see it.'}
            </p>
          </div>
          <div className={wrong.email ? 'field bad' : 'field'}>
            <label htmlFor="invite-email">
              Their email <span className="soft">(optional)</span>
            </label>
            <input
              id="invite-email"
              type="email"
              inputMode="email"
              value={email}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => setEmail(event.target.value)}
              {...described('email')}
            />
            <p className={wrong.email ? 'error' : 'hint'} id="invite-email-hint">
              {wrong.email ?? 'Then nobody else can use the link, and it makes their account in one step. No mail is sent.'}
            </p>
          </div>
          <FormError words={problem} />
          <button className="btn primary" disabled={busy}>
            Make the link
          </button>
        </form>
        {made ? <MadeLink key={made.id} address={made.address} label={roleWords[made.role].as} /> : null}
        <output className="notice good" hidden={!said}>
          {said}
        </output>
        {waiting.length > 0 ? (
          <>
            <h3>Waiting</h3>
            <ul className="waiting">
              {waiting.map((one) => (
                <li key={one.id}>
                  <div>
                    <b>{roleWords[one.role].name}</b>
                    {one.note ? `, ${one.note}` : ''}
                    {one.email ? <p className="soft">for {one.email}</p> : null}
                    <p className="soft">
                      {one.by ? `made by ${one.by}, ` : ''}until <Moment at={one.expiresAt} zone />
                    </p>
                  </div>
                  {one.mayWithdraw ? (
                    <button type="button" className="btn small danger" disabled={busy} onClick={() => void withdraw(one)}>
                      Withdraw<span className="vh"> the invitation {one.note ? `of ${one.note}` : `as ${roleWords[one.role].name}`}</span>
                    </button>
                  ) : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </section>
    </WhenReady>
  )
}
