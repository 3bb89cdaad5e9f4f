'use client'

import { useState } from 'react'
import { WhenReady } from '@/ui/when-ready.client'
import { createArticleAction } from '@/features/articles/actions'
import { limits } from '@/features/articles/schema'
import { Modal } from '@/ui/modal.client'

/** The dialog that makes a new list; it asks for a title only. */
export function NewArticle() {
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    const answer = await createArticleAction({ title }).catch(() => null)
    if (answer?.ok) return location.assign(`/admin/articles/${answer.value.id}`)
    setBusy(false)
    setError(answer ? (answer.error.fields?.title ?? answer.error.message) : 'The site cannot be reached: try again')
  }
  return (
    <WhenReady>
      <button type="button" className="btn primary" onClick={() => setOpen(true)}>
        New list
      </button>
      {open ? (
        <Modal title="New list" onClose={() => setOpen(false)}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void make()
            }}
          >
            <div className={error ? 'field bad' : 'field'}>
              <label htmlFor="new-title">Title</label>
              <input
                id="new-title"
                value={title}
                maxLength={limits.title}
                placeholder="14 K-pop MVs filmed abroad"
                aria-invalid={error ? true : undefined}
                aria-describedby={error ? 'new-title-error' : undefined}
                onChange={(event) => setTitle(event.target.value)}
              />
              {error ? (
                <p className="error" id="new-title-error" role="alert">
                  {error}
                </p>
              ) : null}
            </div>
            <div className="row end">
              <button type="button" className="btn" onClick={() => setOpen(false)}>
                Cancel
              </button>
              <button className="btn primary" disabled={busy}>
                {busy ? 'Making…' : 'Begin'}
              </button>
            </div>
          </form>
        </Modal>
      ) : null}
    </WhenReady>
  )
}
