'use client'

import { useState, type FormEvent } from 'react'
import { FormError } from '@/ui/form-error'
import { WhenReady } from '@/ui/when-ready.client'
import { nameRevisionAction } from '@/features/articles/actions'
import { Modal } from '@/ui/modal.client'

type Props = { articleId: string; revision: number; name: string | null }

/** Gives what the draft was a name, or takes it away. */
export function NameRevision({ articleId, revision, name }: Props) {
  const [asking, setAsking] = useState(false)
  const [typed, setTyped] = useState(name ?? '')
  const [error, setError] = useState('')
  const save = async (given: string) => {
    const answer = await nameRevisionAction({ articleId, revision, name: given }).catch(() => null)
    if (answer?.ok) return location.reload()
    setError(answer ? (answer.error.fields?.name ?? `${answer.error.message}.`) : 'The site cannot be reached. Nothing was changed.')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(typed)
  }
  return (
    <>
      <WhenReady>
        <button type="button" className="textual" onClick={() => setAsking(true)}>
          {name ? 'Rename…' : 'Name this state…'}
        </button>
      </WhenReady>
      {asking ? (
        <Modal title={name ? 'Rename this state' : 'Name this state'} onClose={() => setAsking(false)}>
          <form onSubmit={submit}>
            <div className={error ? 'field bad' : 'field'}>
              <label htmlFor="state-name">Name</label>
              <input
                id="state-name"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                required
                maxLength={80}
                autoComplete="off"
                aria-describedby="state-name-hint"
              />
              <p className="hint" id="state-name-hint">
                What has a name stays in the history for as long as it has one.
              </p>
              <FormError words={error} />
            </div>
            <div className="row end">
              {name ? (
                <button type="button" className="btn" onClick={() => void save('')}>
                  Take the name away
                </button>
              ) : null}
              <button type="button" className="btn" onClick={() => setAsking(false)}>
                Cancel
              </button>
              <button type="submit" className="btn primary">
                Save the name
              </button>
            </div>
          </form>
        </Modal>
      ) : null}
    </>
  )
}
