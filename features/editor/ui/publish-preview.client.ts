'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { PublicationData } from '../queries/publication'
import type { PublishPreview } from '../queries/publish-preview'

type Told = Pick<PublicationData, 'edition' | 'waiting'>
type State = { is: 'looking' | 'shown' | 'failed'; preview: PublishPreview | null; told: Told | null; message: string }

type Options = {
  articleId: string
  against: 'live' | 'waiting'
  /** The version that the editor shows, and what readers see: both change when a colleague does something. */
  version: number
  publication: PublicationData
  /** Sends what only the browser has. */
  save: () => Promise<number | null>
}

/**
 * What publishing would change, as the site tells it of the newest draft: words that wait in the browser are sent first. `isOld` when somebody has changed the
 * draft, or what readers see (`isEditionOld`), since it was read; `look` reads it anew.
 */
export function usePublishPreview({ articleId, against, version, publication, save }: Options) {
  const [state, setState] = useState<State>({ is: 'looking', preview: null, told: null, message: '' })
  const latest = useRef(publication)
  const looks = useRef(0)
  useEffect(() => void (latest.current = publication))
  const read = useCallback(async () => {
    const number = ++looks.current
    const found = await readPreview(articleId, against, save)
    if (number !== looks.current) return
    const told = { edition: latest.current.edition, waiting: latest.current.waiting }
    setState((before) => ('message' in found ? { ...before, is: 'failed', message: found.message } : { is: 'shown', preview: found, told, message: '' }))
  }, [articleId, against, save])
  const look = () => {
    setState((before) => ({ ...before, is: 'looking', message: '' }))
    return read()
  }
  useEffect(() => void read(), [read])
  const { preview, told } = state
  const isOther = <T>(now: T, then: T, shown: T) => now !== then && now !== shown
  const isDraftOld = preview !== null && version > preview.version
  const isEditionOld =
    preview !== null &&
    told !== null &&
    (isOther(publication.edition, told.edition, preview.live?.number ?? null) ||
      isOther(publication.waiting?.editionId, told.waiting?.editionId, preview.waiting?.editionId) ||
      isOther(publication.waiting?.at, told.waiting?.at, preview.waiting?.at))
  return { ...state, isOld: isDraftOld || isEditionOld, isEditionOld, look }
}

async function readPreview(articleId: string, against: 'live' | 'waiting', save: Options['save']): Promise<PublishPreview | { message: string }> {
  if ((await save()) === null)
    return { message: 'Your newest words have not reached the site yet. Nothing is published without them: it can be tried again when they have.' }
  const response = await fetch(`/api/studio/articles/${articleId}/publication/changes?against=${against}`, { cache: 'no-store' }).catch(() => null)
  if (!response) return { message: 'The site cannot be reached, so what would change is not known.' }
  const answer = (await response.json().catch(() => null)) as PublishPreview | { error: { message: string } } | null
  if (!answer || 'error' in answer) return { message: answer?.error.message ?? 'The site gave no answer that can be read.' }
  return answer
}
