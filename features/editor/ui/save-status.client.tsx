'use client'

import type { SaveState } from './use-autosave.client'

const clock = (at: string) => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })

/** Whether the server has the document as it is in the editor. */
export function SaveStatus({ state, onRetry }: { state: SaveState; onRetry: () => void }) {
  return (
    <output className={`saved ${state.is}`}>
      {state.is === 'saved' && (
        <span suppressHydrationWarning title={`Saved at ${clock(state.at)}`}>
          Saved
        </span>
      )}
      {state.is === 'waiting' && <span>Not saved yet</span>}
      {state.is === 'saving' && <span>Saving…</span>}
      {state.is === 'stale' && <span>Not saved: somebody saved a newer version</span>}
      {state.is === 'failed' && (
        <span>
          Not saved: {state.message.replace(/\.$/, '')}.{' '}
          {state.signIn ? (
            <a href="/sign-in" target="_blank" rel="noreferrer">
              Sign in in a new tab
            </a>
          ) : null}{' '}
          <button type="button" className="textual" onClick={onRetry}>
            Try now
          </button>
        </span>
      )}
    </output>
  )
}
