'use client'

import { useState } from 'react'
import { cancelScheduleAction, changeSlugAction, unpublishArticleAction } from '@/features/articles/actions'
import { slug as slugShape } from '@/features/records/schema'
import { trashListAction } from '@/features/trash/actions'
import { isLocked } from './list-side.client'
import { useEditor } from './editor-context.client'
import { Modal, ModalFoot } from '@/ui/modal.client'

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
  const [asking, setAsking] = useState<'unpublish' | 'trash' | 'address' | null>(null)
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
      {asking === 'address' ? (
        <AddressDialog
          slug={slug}
          wasPublished={wasPublished}
          busy={busy}
          error={error}
          onClose={close}
          onChoose={(next) =>
            run(changeSlugAction({ articleId: article.id, slug: next }), () => onChange({ slug: next }, `The address is now /articles/${next}`))
          }
        />
      ) : null}
      {asking === 'unpublish' ? (
        <Modal title="Unpublish this list?" onClose={close}>
          <p>Readers will no longer find it, at once. Its votes, comments and editions stay, and come back when you publish again.</p>
          {scheduledFor ? <p className="notice warn">The edition that waits for its time is withdrawn too.</p> : null}
          <ModalFoot error={error} onClose={close}>
            <button
              type="button"
              className="btn danger"
              disabled={busy}
              onClick={() =>
                run(unpublishArticleAction({ articleId: article.id }), () =>
                  onChange({ state: 'unpublished', scheduledFor: null }, 'Unpublished: readers no longer see it'),
                )
              }
            >
              Unpublish
            </button>
          </ModalFoot>
        </Modal>
      ) : null}
      {asking === 'trash' ? (
        <Modal title="Move this list to the trash?" onClose={close}>
          {state === 'published' ? <p>Readers will no longer find it, at once. Its votes, comments and editions stay.</p> : null}
          {scheduledFor ? <p className="notice warn">The edition that waits for its time is withdrawn.</p> : null}
          {isAsked ? <p className="notice warn">The request for a review ends.</p> : null}
          <p className="soft">You can restore it from the trash. Readers see it again when somebody publishes it.</p>
          <ModalFoot error={error} onClose={close}>
            <button type="button" className="btn danger" disabled={busy} onClick={() => void moveToTrash()}>
              Move to the trash
            </button>
          </ModalFoot>
        </Modal>
      ) : null}
    </section>
  )
}

type AddressProps = { slug: string; wasPublished: boolean; busy: boolean; error: string; onClose: () => void; onChoose: (slug: string) => void }

function AddressDialog({ slug, wasPublished, busy, error, onClose, onChoose }: AddressProps) {
  const [typed, setTyped] = useState(slug)
  const checked = slugShape.safeParse(typed)
  const wrong = checked.success ? error : checked.error.issues[0]!.message
  return (
    <Modal title="Change the address" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (checked.success) onChoose(typed)
        }}
      >
        <div className={wrong ? 'field bad' : 'field'}>
          <label htmlFor="list-slug">Address</label>
          <input
            id="list-slug"
            value={typed}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={wrong ? true : undefined}
            aria-describedby="list-slug-hint"
            onChange={(event) => setTyped(event.target.value.trim().toLowerCase())}
          />
          <p className={wrong ? 'error' : 'hint'} id="list-slug-hint" role={wrong ? 'alert' : undefined}>
            {wrong || `/articles/${typed}`}
          </p>
        </div>
        {wasPublished ? <p className="soft">The old address will lead to the new one for ever. No other list can have it.</p> : null}
        <div className="row end">
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button className="btn primary" disabled={busy || !checked.success || typed === slug}>
            Change it
          </button>
        </div>
      </form>
    </Modal>
  )
}
