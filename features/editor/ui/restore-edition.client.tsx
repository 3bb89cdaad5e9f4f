'use client'

import { useCallback, useState } from 'react'
import { WhenReady } from '@/ui/when-ready.client'
import { restoreEditionAction } from '@/features/articles/actions'

type Props = {
  articleId: string
  editionId: string
  version: number
  number: number
  /** Whether the draft has words that no edition has. */
  unpublished: boolean
}

/** Copies an edition into the draft. Readers see it only when it is published. */
export function RestoreEdition({ articleId, editionId, version, number, unpublished }: Props) {
  const [asking, setAsking] = useState(false)
  const [error, setError] = useState('')
  const focus = useCallback((button: HTMLButtonElement | null) => button?.focus(), [])
  const restore = async () => {
    const answer = await restoreEditionAction({ articleId, editionId, version }).catch(() => null)
    if (answer?.ok) return location.assign(`/admin/articles/${articleId}`)
    setError(answer ? `${answer.error.message}. Reload this page and look again.` : 'The site cannot be reached')
  }
  if (!asking)
    return (
      <WhenReady>
        <button type="button" className="btn" onClick={() => setAsking(true)}>
          Bring it back into the draft
        </button>
      </WhenReady>
    )
  return (
    <span className="row">
      <span>
        The draft becomes edition {number}; readers see it when you publish.
        {unpublished ? <b> What was changed in the draft since the last publication is lost: nothing brings it back.</b> : null}
      </span>
      <span className="actions">
        <button type="button" className="btn primary" ref={focus} onClick={restore}>
          Replace the draft
        </button>
        <button type="button" className="btn" onClick={() => setAsking(false)}>
          Cancel
        </button>
      </span>
      {error ? (
        <span className="error" role="alert">
          {error}
        </span>
      ) : null}
    </span>
  )
}
