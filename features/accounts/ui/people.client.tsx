'use client'

import { useState } from 'react'
import { Moment } from '@/ui/moment.client'
import { Modal } from '@/ui/modal.client'
import { WhenReady } from '@/ui/when-ready.client'
import type { Role } from '@/platform/roles'
import { giveRoleAction, suspendAction } from '../actions'
import type { Person } from '../queries/people'
import { roleWords } from '../limits'

const unreachable = 'The site cannot be reached: nothing was changed.'
/** What is asked before it is done: a role that lets somebody see and change everything, or takes away one's own. */
type Asking = { person: Person; role: Role } | null

const isGrave = (person: Person, role: Role) => role === 'owner' || role === 'admin' || person.isYou

/** The accounts, a row for each: their role is saved as soon as it is chosen. */
export function People({ people: start }: { people: Person[] }) {
  const [people, setPeople] = useState(start)
  const [said, setSaid] = useState('')
  const [failed, setFailed] = useState<{ id: string; message: string } | null>(null)
  const [asking, setAsking] = useState<Asking>(null)
  const [busy, setBusy] = useState('')
  const change = (id: string, over: Partial<Person>) => setPeople((all) => all.map((one) => (one.id === id ? { ...one, ...over } : one)))
  const begin = (id: string) => {
    setBusy(id)
    setSaid('')
    setFailed(null)
  }

  const give = async ({ id, name, role: before }: Person, role: Role) => {
    begin(id)
    change(id, { role })
    const answer = await giveRoleAction({ id, role }).catch(() => null)
    setBusy('')
    if (answer?.ok) return setSaid(`${name} is ${roleWords[role].as} now.`)
    change(id, { role: before })
    setFailed({ id, message: answer ? `${answer.error.message.replace(/\.$/, '')}.` : unreachable })
  }
  const choose = (person: Person, role: Role) => (isGrave(person, role) ? setAsking({ person, role }) : void give(person, role))
  const suspend = async ({ id, name, suspended }: Person) => {
    begin(id)
    const answer = await suspendAction({ id, suspended: !suspended }).catch(() => null)
    setBusy('')
    if (!answer?.ok) return setFailed({ id, message: answer ? `${answer.error.message.replace(/\.$/, '')}.` : unreachable })
    change(id, { suspended: !suspended })
    setSaid(suspended ? `${name} can sign in again.` : `${name} is suspended and signed out everywhere. “Let in again” takes it back.`)
  }
  return (
    <WhenReady>
      <ul className="people">
        {people.map((person) => (
          <li key={person.id} className={person.suspended ? 'suspended' : undefined}>
            <div className="who">
              <b id={`name-${person.id}`}>{person.name}</b>
              {person.isYou ? <span className="badge draft">you</span> : null}
              {person.suspended ? <span className="badge unpublished">suspended</span> : null}
              {person.confirmed ? null : <span className="badge review">address not confirmed</span>}
              <p className="soft">{person.email}</p>
              <p className="soft">
                {person.byline ? `Signs as ${person.byline}` : person.role === 'reader' ? 'No byline' : <a href="/admin/authors">No byline yet: make one</a>}
                {person.secondFactor ? ' · second factor' : ''}
                {person.lastSeenAt ? (
                  <>
                    {' · here '}
                    <Moment at={person.lastSeenAt} />
                  </>
                ) : (
                  ' · not signed in'
                )}
              </p>
              {failed?.id === person.id ? (
                <p className="error" role="alert">
                  {failed.message}
                </p>
              ) : null}
            </div>
            <div className="acts">
              {person.gives.length > 1 ? (
                <select
                  aria-label={`Role of ${person.name}`}
                  value={person.role}
                  disabled={busy === person.id}
                  onChange={(event) => choose(person, event.target.value as Role)}
                >
                  {person.gives.map((role) => (
                    <option key={role} value={role}>
                      {roleWords[role].name}
                    </option>
                  ))}
                </select>
              ) : (
                <span className="role">{roleWords[person.role].name}</span>
              )}
              {person.maySuspend ? (
                <button
                  type="button"
                  className={person.suspended ? 'btn small' : 'btn small danger'}
                  disabled={busy === person.id}
                  onClick={() => void suspend(person)}
                >
                  {person.suspended ? 'Let in again' : 'Suspend'}
                  <span className="vh"> {person.name}</span>
                </button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <p className="people-said">
        <output>{said}</output>
      </p>
      {asking ? (
        <Modal title={`Make ${asking.person.isYou ? 'yourself' : asking.person.name} ${roleWords[asking.role].as}?`} onClose={() => setAsking(null)}>
          <p>{roleWords[asking.role].may}</p>
          {asking.person.isYou ? <p className="notice warn">It is your own account: you may not be able to take this back.</p> : null}
          <div className="row end">
            <button type="button" className="btn" onClick={() => setAsking(null)}>
              Cancel
            </button>
            <button
              type="button"
              className="btn primary"
              onClick={() => {
                void give(asking.person, asking.role)
                setAsking(null)
              }}
            >
              Make {asking.person.isYou ? 'yourself' : asking.person.name} {roleWords[asking.role].as}
            </button>
          </div>
        </Modal>
      ) : null}
    </WhenReady>
  )
}
