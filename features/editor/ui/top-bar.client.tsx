'use client'

import type { MouseEvent } from 'react'
import { stateWords } from '@/features/articles/schema'
import { Mark } from '@/ui/masthead'
import { Moment } from '@/ui/moment.client'
import type { PublicationData } from '../queries/publication'
import { useEditor } from './editor-context.client'
import { Others } from './presence.client'
import { SaveStatus } from './save-status.client'
import { TextsToChoose } from './two-texts.client'
import type { SaveState } from './draft-state.client'

/** A draft that was approved, and not changed since, is told from one that nobody has looked at. */
function stateOf({ state, review, changedSince }: PublicationData): string {
  if (state === 'draft' && review?.state === 'approved' && !changedSince) return 'Approved'
  return state === 'draft' && review?.state === 'returned' ? 'Sent back' : stateWords[state]
}

type Props = {
  publication: { state: keyof typeof stateWords; slug: string; scheduledFor: string | null }
  saveState: SaveState
  /** Whether there is anything that readers do not see yet. */
  changes: boolean
  canUndo: boolean
  canRedo: boolean
  onUndo: (type: 'undo' | 'redo') => void
  save: () => Promise<number | null>
  onPublish: () => void
  /** How this version gets to its readers, and what asks for a review. */
  way: 'publish' | 'ask' | 'wait'
  onAsk: () => void
}

export function TopBar({ publication, saveState, changes, canUndo, canRedo, onUndo, save, onPublish, way, onAsk }: Props) {
  const { article, document, closed, publication: known } = useEditor()
  // One black button on a screen: that of the bar below.
  const decides = known.review?.state === 'open' && known.may.review && !known.review.isMine
  // What these pages show comes from the server: it gets the newest words first.
  const afterSaving = (event: MouseEvent<HTMLAnchorElement>) => {
    if (saveState.is === 'saved') return
    event.preventDefault()
    const { href, target } = event.currentTarget
    const tab = target === '_blank' ? window.open('about:blank') : null
    void save().then(() => {
      if (tab) tab.location.href = href
      else location.assign(href)
    })
  }
  return (
    <header className="top">
      <a className="name" href="/admin" aria-label="All lists">
        <Mark />
      </a>
      <p className="crumb">
        <span className="on-a-desk">
          <a href="/admin">Lists</a> /{' '}
        </span>
        <b>{document.title || 'No title yet'}</b>
      </p>
      <span className={`badge ${publication.state}`}>
        {stateOf(known)}
        {publication.state === 'published' && changes ? <span className="on-a-desk">, with changes</span> : null}
        {publication.scheduledFor ? (
          <span className="on-a-desk">
            {'\u00a0· goes live '}
            <Moment at={publication.scheduledFor} />
          </span>
        ) : null}
      </span>
      <SaveStatus state={saveState} />
      <TextsToChoose />
      <div className="acts">
        <Others />
        <StepButton can={canUndo} onPress={() => onUndo('undo')} name="Undo" keys="Ctrl+Z" sign="↶" />
        <StepButton can={canRedo} onPress={() => onUndo('redo')} name="Redo" keys="Ctrl+Shift+Z" sign="↷" />
        <a className="btn small" href={`/admin/articles/${article.id}/preview`} target="_blank" onClick={afterSaving}>
          Preview
        </a>
        <a className="btn small" href={`/admin/articles/${article.id}/history`} onClick={afterSaving}>
          History
        </a>
        {publication.state === 'published' ? (
          <a className="btn small live" href={`/articles/${publication.slug}`} target="_blank">
            <span>
              Live<span className="on-a-desk"> page</span>
            </span>
          </a>
        ) : null}
        {way === 'publish' || !changes ? (
          // The dialog that it opens gives the focus back to it, also when nothing is left to publish.
          <button
            type="button"
            className={decides ? 'btn small main-act' : 'btn small primary main-act'}
            aria-disabled={!changes || closed}
            onClick={() => changes && !closed && onPublish()}
          >
            {publication.state === 'published' ? (changes ? 'Publish changes' : 'All published') : 'Publish'}
          </button>
        ) : (
          <button
            type="button"
            className="btn small primary main-act"
            aria-disabled={way === 'wait' || closed}
            onClick={() => way !== 'wait' && !closed && onAsk()}
          >
            {way === 'wait' ? 'Waits for review' : 'Ask for review'}
          </button>
        )}
      </div>
    </header>
  )
}

/** It keeps the focus when nothing is left to do: whoever pressed it too often presses the other one next. */
const StepButton = ({ can, onPress, name, keys, sign }: { can: boolean; onPress: () => void; name: string; keys: string; sign: string }) => (
  <button type="button" className="btn small icon-only" aria-disabled={!can} onClick={() => can && onPress()} aria-label={name} title={`${name} (${keys})`}>
    {sign}
  </button>
)
