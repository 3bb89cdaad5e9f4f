'use client'

import { textOf } from '../document/plain-text'
import type { SaveState } from './draft-state.client'
import { useEditor } from './editor-context.client'
import { downloadText } from './paste.client'

const clock = (at: string) => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })

/** Where the newest words are: on the site, in this browser, or on the screen alone. */
export function SaveStatus({ state, onRetry }: { state: SaveState; onRetry: () => void }) {
  return (
    <output className={`saved ${state.is}`}>
      {state.is === 'saved' && (
        <span suppressHydrationWarning title={`Saved at ${clock(state.at)}`}>
          Saved
        </span>
      )}
      {state.is === 'waiting' && <span>{state.kept ? 'Kept in this browser, sending…' : 'Not kept anywhere yet, sending…'}</span>}
      {state.is === 'saving' && <span>Saving…</span>}
      {state.is === 'failed' && (
        <span>
          Not saved: {state.message.replace(/\.$/, '')}. {state.kept ? 'This browser keeps your words' : 'This browser cannot keep them: leave this page open'}
          {state.final ? '. ' : ' and tries again. '}
          {state.signIn ? (
            <a href="/sign-in" target="_blank" rel="noreferrer">
              Sign in in a new tab
            </a>
          ) : null}{' '}
          <button type="button" className="textual" onClick={onRetry}>
            Try now
          </button>
          {state.final ? <TakeAlong /> : null}
        </span>
      )}
    </output>
  )
}

/** For words that the site will not take any more. */
function TakeAlong() {
  const { document: list, announce } = useEditor()
  const copy = () =>
    navigator.clipboard.writeText(textOf(list)).then(
      () => announce('Your words are on the clipboard'),
      () => announce('The browser did not allow copying: download them instead'),
    )
  const download = () => downloadText(`${list.title || 'list'}.txt`, textOf(list))
  return (
    <>
      {' '}
      <button type="button" className="textual" onClick={() => void copy()}>
        Copy your words
      </button>{' '}
      <button type="button" className="textual" onClick={download}>
        Download them
      </button>
    </>
  )
}
