'use client'

import { useState, type ReactNode } from 'react'
import { WhenReady } from '@/ui/when-ready.client'
import { restoreEditionAction, restoreRevisionAction } from '@/features/articles/actions'
import { Modal, ModalFoot } from '@/ui/modal.client'

type Props = {
  articleId: string
  /** What is to come back: an edition by its id, or the draft of a version. */
  of: { editionId: string } | { revision: number }
  /** The draft's that the writer has seen. */
  version: number
  /** The words of the button. */
  children: ReactNode
  /** What the draft becomes: “edition 3”. */
  becomes: ReactNode
}

/** Makes the draft what it was. Asks once, and says what is kept. */
export function BringBack({ articleId, of, version, children, becomes }: Props) {
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const restore = async () => {
    setBusy(true)
    const restored = 'editionId' in of ? restoreEditionAction({ articleId, version, ...of }) : restoreRevisionAction({ articleId, version, ...of })
    const answer = await restored.catch(() => null)
    if (answer?.ok) return location.assign(`/admin/articles/${articleId}`)
    setBusy(false)
    setError(answer ? `${answer.error.message}. Nothing was replaced: reload this page and look again.` : 'The site cannot be reached. Nothing was replaced.')
  }
  return (
    <>
      <WhenReady>
        <button type="button" className="btn" onClick={() => setAsking(true)}>
          {children}
        </button>
      </WhenReady>
      {asking ? (
        <Modal title="Bring it back?" onClose={() => setAsking(false)}>
          <p>The draft becomes {becomes}. Readers see it when you publish.</p>
          <p>What the draft is now stays in the history, for good: it can be brought back in the same way.</p>
          <ModalFoot error={error} onClose={() => setAsking(false)}>
            <button type="button" className="btn primary" disabled={busy} onClick={() => void restore()}>
              Replace the draft
            </button>
          </ModalFoot>
        </Modal>
      ) : null}
    </>
  )
}
