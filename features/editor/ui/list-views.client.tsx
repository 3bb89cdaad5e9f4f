'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Modal, ModalFoot } from '@/ui/modal.client'
import { Toast } from '@/ui/toast.client'
import { WhenReady } from '@/ui/when-ready.client'
import { removeViewAction, renameViewAction, saveViewAction } from '../actions'
import { viewLimits, type ListFilter } from '../schema'

type View = { id: string; name: string }
type Told = { words: string; removed?: View }

const unreachable = 'The site cannot be reached: nothing was changed'

/** Keeps the filter that is shown under a name, or renames and removes the view that it is. `current`: that view. */
export function ListViews({ filter, current }: { filter: ListFilter; current: View | null }) {
  const router = useRouter()
  const [isNaming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<Told | null>(null)
  const ask = () => {
    setName(current?.name ?? '')
    setError('')
    setNaming(true)
  }
  const act = async (asked: ReturnType<typeof removeViewAction> | ReturnType<typeof saveViewAction>, after: Told) => {
    setBusy(true)
    const answer = await asked.catch(() => null)
    setBusy(false)
    if (!answer?.ok) return answer ? (answer.error.fields?.name ?? answer.error.message) : unreachable
    setNaming(false)
    setTold(after)
    router.refresh()
    return ''
  }
  const save = async () =>
    setError(
      current
        ? await act(renameViewAction({ id: current.id, name }), { words: `This view is called “${name.trim()}” now.` })
        : await act(saveViewAction({ name, filter }), { words: `“${name.trim()}” stands beside the states now. Only you see it.` }),
    )
  const remove = async (view: View) => {
    const refused = await act(removeViewAction({ id: view.id }), { words: `The view “${view.name}” is removed. Its lists are all there.`, removed: view })
    if (refused) setTold({ words: refused })
  }
  const bringBack = async (view: View) => {
    const refused = await act(saveViewAction({ name: view.name, filter }), { words: `The view “${view.name}” is back.` })
    if (refused) setTold({ words: refused })
  }
  return (
    <WhenReady>
      {current ? (
        <>
          <button type="button" className="btn small" onClick={ask}>
            Rename…
          </button>
          <button type="button" className="btn small" disabled={busy} onClick={() => void remove(current)}>
            Remove view
          </button>
        </>
      ) : (
        <button type="button" className="btn small" onClick={ask}>
          Save this view…
        </button>
      )}
      {isNaming ? (
        <Modal title={current ? 'Rename this view' : 'Save this view'} onClose={() => setNaming(false)}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void save()
            }}
          >
            <div className={error ? 'field bad' : 'field'}>
              <label htmlFor="view-name">Name</label>
              <p className="hint" id="view-name-hint">
                Only you see it.
              </p>
              <input
                id="view-name"
                value={name}
                maxLength={viewLimits.name}
                placeholder="My drafts about Seoul"
                aria-describedby="view-name-hint"
                aria-invalid={error ? true : undefined}
                onChange={(event) => setName(event.target.value)}
              />
            </div>
            <ModalFoot error={error} onClose={() => setNaming(false)}>
              <button className="btn primary" disabled={busy}>
                {busy ? 'Saving…' : 'Save'}
              </button>
            </ModalFoot>
          </form>
        </Modal>
      ) : null}
      {told ? <Toast words={told.words} of={told} onUndo={told.removed && (() => void bringBack(told.removed!))} onClose={() => setTold(null)} /> : null}
    </WhenReady>
  )
}
