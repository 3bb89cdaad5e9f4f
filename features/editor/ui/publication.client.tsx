'use client'

import { useState } from 'react'
import { cancelScheduleAction, changeSlugAction, unpublishArticleAction } from '@/features/articles/actions'
import { trashListAction } from '@/features/trash/actions'
import { isLocked } from './list-side.client'
import { useEditor } from './editor-context.client'
import { LoadedPart } from '@/ui/loaded-part.client'
import { Modal } from '@/ui/modal.client'

const loadDialog = async () => (await import('./publication-dialog.client')).PublicationDialog

const titles = { address: 'Change the address', unpublish: 'Unpublish this list?', trash: 'Move this list to the trash?' }

type State = 'draft' | 'review' | 'scheduled' | 'published' | 'unpublished'
type Props = {
  state: State
  slug: string
  scheduledFor: string | null
  wasPublished: boolean
  /** Asks for a review; absent where the bar above offers it, or one is asked for. */
  onAsk?: () => void
  /** Opens the dialog that gives what waits another time; absent where one may not. */
  onMoveSchedule?: () => void
  /** Sends what this browser still has. */
  save: () => Promise<number | null>
  onChange: (next: { state?: State; slug?: string; scheduledFor?: null }, words: string) => void
}
type Answer = { ok: true } | { ok: false; error: { message: string; fields?: Record<string, string> } }

/** The publication panel: address and state of a list, and the buttons that change them. */
export function Publication({ state, slug, scheduledFor, wasPublished, onAsk, onMoveSchedule, save, onChange }: Props) {
  const { article, publication, arrange } = useEditor()
  const [asking, setAsking] = useState<keyof typeof titles | null>(null)
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)

  const run = async (act: Promise<Answer>, then: () => void) => {
    setBusy(true)
    setError('')
    const answer = await act.catch(() => null)
    setBusy(false)
    if (answer?.ok) {
      setAsking(null)
      return then()
    }
    setError(answer ? (Object.values(answer.error.fields ?? {})[0] ?? answer.error.message) : 'The site cannot be reached')
  }
  // What the site does not take stays in this browser, and is sent when the list is back.
  const moveToTrash = () =>
    run(
      save().then(() => trashListAction({ id: article.id })),
      () => location.assign(`/admin?trashed=${article.id}`),
    )
  const isAsked = publication.review?.state === 'open'
  const close = () => {
    setAsking(null)
    setError('')
  }
  const act = (next: string) => {
    if (asking === 'trash') return void moveToTrash()
    if (asking === 'address')
      return void run(changeSlugAction({ articleId: article.id, slug: next }), () => onChange({ slug: next }, `The address is now /articles/${next}`))
    void run(unpublishArticleAction({ articleId: article.id }), () =>
      onChange({ state: 'unpublished', scheduledFor: null }, 'Unpublished: readers no longer see it'),
    )
  }
  return (
    <section aria-label="Address and state">
      <h2>Address and state</h2>
      <p className="address">/articles/{slug}</p>
      <p className="row">
        {isLocked(publication) ? null : (
          <button type="button" className="btn small" onClick={() => setAsking('address')}>
            Change the address
          </button>
        )}
        {scheduledFor && onMoveSchedule ? (
          <button type="button" className="btn small" onClick={onMoveSchedule}>
            Change the schedule
          </button>
        ) : null}
        {scheduledFor ? (
          <button
            type="button"
            className="btn small"
            disabled={busy}
            onClick={() =>
              run(cancelScheduleAction({ articleId: article.id }), () =>
                onChange({ scheduledFor: null, state: state === 'scheduled' ? (wasPublished ? 'unpublished' : 'draft') : state }, 'The schedule was withdrawn'),
              )
            }
          >
            Withdraw the schedule
          </button>
        ) : null}
        <button type="button" className="btn small" onClick={() => arrange.ask({ is: 'links' })}>
          Share a preview…
        </button>
        <a className="btn small" href={`/api/studio/articles/${article.id}/archive`} download>
          Download as a file
        </a>
        {onAsk ? (
          <button type="button" className="btn small" onClick={onAsk}>
            Ask for a review…
          </button>
        ) : null}
        {state === 'published' && publication.may.unpublish ? (
          <button type="button" className="btn small danger" onClick={() => setAsking('unpublish')}>
            Unpublish
          </button>
        ) : null}
        {state !== 'published' || publication.may.unpublish ? (
          <button
            type="button"
            className="btn small danger"
            disabled={busy}
            onClick={() => (state === 'published' || scheduledFor || isAsked ? setAsking('trash') : void moveToTrash())}
          >
            Move to the trash
          </button>
        ) : null}
      </p>
      {error && !asking ? (
        <p className="error" role="alert">
          {error}
        </p>
      ) : null}
      {asking ? (
        <Modal title={titles[asking]} onClose={close}>
          <LoadedPart
            load={loadDialog}
            given={{ asking, state, slug, wasPublished, isAsked, waits: scheduledFor !== null, busy, error, onDo: act, onClose: close }}
          />
        </Modal>
      ) : null}
    </section>
  )
}
