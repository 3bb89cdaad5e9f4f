'use client'

import { useEffect, useState, type ReactNode } from 'react'
import { Modal, ModalFoot } from '@/ui/modal.client'
import { isKeyOf, keptForms, type KeptForm } from '../document/kept-forms'
import { TakeWords } from './kept-words.client'
import { forgetSessions } from './kept-sessions.client'

/** What the storages of this browser hold; nothing of one that is forbidden. */
function stored(): [key: string, text: string][] {
  try {
    return [localStorage, sessionStorage].flatMap((storage) => Object.keys(storage).map((key): [string, string] => [key, storage.getItem(key) ?? '']))
  } catch {
    return []
  }
}

/** Besides the words of lists: what this browser keeps of forms, notes and dialogs of this account, to take along. */
export function KeptForms({ accountId }: { accountId: string }) {
  const [forms, setForms] = useState<KeptForm[]>([])
  useEffect(() => {
    const look = () => setForms(keptForms(accountId, stored()))
    look()
  }, [accountId])
  if (forms.length === 0) return null
  return (
    <section className="waits-for-you" aria-labelledby="kept-forms">
      <h2 id="kept-forms">Typed and not sent</h2>
      <ul>
        {forms.map(({ key, what, words }) => (
          <li key={key}>
            <details>
              <summary>{what}</summary>
              <pre className="kept-form">{words}</pre>
            </details>
            <TakeWords words={words} title={what} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Forgets all that this browser keeps of this account, once that is confirmed. `children` stand there until then. */
export function ForgetAll({ accountId, children }: { accountId: string; children: ReactNode }) {
  const [state, setState] = useState<'kept' | 'asking' | 'gone'>('kept')
  const [error, setError] = useState('')
  const forget = async () => {
    try {
      await forgetSessions(accountId)
      for (const storage of [localStorage, sessionStorage]) for (const key of Object.keys(storage)) if (isKeyOf(accountId, key)) storage.removeItem(key)
      setState('gone')
    } catch {
      setError('This browser did not allow it. Its own settings can clear what it keeps of this site.')
    }
  }
  if (state === 'gone')
    return (
      <p className="notice good">
        <output>This browser keeps nothing of you any more.</output>
      </p>
    )
  return (
    <>
      {children}
      <p>
        <button type="button" className="btn danger" onClick={() => setState('asking')}>
          Forget all of it…
        </button>
      </p>
      {state === 'asking' ? (
        <Modal title="Forget all that this browser keeps of you?" onClose={() => setState('kept')}>
          <p>Words of lists, forms and notes that are not on the site are gone then, also those that are not shown here. They cannot be brought back.</p>
          <ModalFoot error={error} onClose={() => setState('kept')}>
            <button type="button" className="btn danger" onClick={() => void forget()}>
              Forget them
            </button>
          </ModalFoot>
        </Modal>
      ) : null}
    </>
  )
}
