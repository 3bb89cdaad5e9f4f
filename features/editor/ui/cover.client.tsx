'use client'

import { useEffect, useState } from 'react'
import { getCoverAction, setCoverAction } from '@/features/articles/actions'
import type { Medium } from '@/features/media/queries/media'
import { coverWords } from './at-once-words.client'
import { FormError } from '@/ui/form-error'
import { PictureImage } from '@/ui/picture-image'
import { PicturePicker } from '@/features/media/ui/picture-picker.client'
import { nameOf } from '@/features/media/ui/words.client'
import { Modal } from '@/ui/modal.client'

type Props = {
  articleId: string
  isLive: boolean
  locked: boolean
  announce: (words: string) => void
  /** The cover is another one now than it was; `words` say so. */
  onSet: (cover: Medium | null, was: Medium | null, words: string) => void
  onClose: () => void
}

/** The list's cover: a picture of the site, or a new one; without one it is drawn. Readers see a change at once. */
export function Cover({ articleId, isLive, locked, announce, onSet, onClose }: Props) {
  const [cover, setCover] = useState<Medium | null | undefined>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  useEffect(() => {
    let current = true
    const load = async () => {
      const answer = await getCoverAction({ articleId }).catch(() => null)
      if (!current) return
      if (answer?.ok) setCover(answer.value)
      else setError(answer?.error.message ?? 'The site cannot be reached')
    }
    void load()
    return () => void (current = false)
  }, [articleId])
  const choose = async (medium: Medium | null) => {
    if (cover === undefined) return
    setBusy(true)
    setError('')
    const answer = await setCoverAction({ articleId, coverId: medium?.id ?? null, base: cover?.id ?? null }).catch(() => null)
    setBusy(false)
    if (answer?.ok) {
      setCover(medium)
      const words = coverWords(medium)
      onSet(medium, cover, words)
      return announce(words)
    }
    setError(answer?.error.fields?.coverId ?? answer?.error.message ?? 'Not saved: the site cannot be reached')
    if (answer?.error.code !== 'conflict') return
    const now = await getCoverAction({ articleId }).catch(() => null)
    if (now?.ok) setCover(now.value)
  }
  return (
    <Modal title="Cover" onClose={onClose}>
      {cover === undefined && !error ? <p className="soft">One moment…</p> : null}
      {cover ? (
        <div className="chosen-picture">
          <span className="media-thumb">{cover.picture ? <PictureImage picture={cover.picture} sizes="9rem" alt={cover.alt} /> : null}</span>
          <div>
            <p>
              <b>{nameOf(cover)}</b>
            </p>
            <p className="soft">
              {cover.alt || (cover.decorative ? 'Decoration only' : 'It has no alt text yet.')}{' '}
              <a href={`/admin/media/${cover.id}`} target="_blank" rel="noreferrer">
                Its words and what stays in sight
              </a>
            </p>
            {locked ? null : (
              <p>
                <button type="button" className="btn small" disabled={busy} onClick={() => void choose(null)}>
                  Take it off
                </button>
              </p>
            )}
          </div>
        </div>
      ) : null}
      {cover === null ? (
        <p className="soft">
          The cover is drawn from the list. A picture that you choose takes its place: on the list, wherever it is shown, and where others share it.
        </p>
      ) : null}
      {isLive ? (
        <p className="hint">
          {locked ? 'Readers see the cover at once: an editor of this site changes it while the list is live.' : 'Readers see a change at once.'}
        </p>
      ) : null}
      <FormError words={error} />
      {cover === undefined || locked ? null : <PicturePicker chosen={cover?.id ?? null} disabled={busy} onChoose={(medium) => void choose(medium)} />}
      <div className="row end">
        <button type="button" className="btn" onClick={onClose}>
          Close
        </button>
      </div>
    </Modal>
  )
}
