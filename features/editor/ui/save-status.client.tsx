'use client'

import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { keyOf } from '@/features/articles/document/operations'
import { copyText } from '@/ui/copy-text.client'
import { LoadedPart } from '@/ui/loaded-part.client'
import { localMinute, shownZone } from '@/ui/local-minute'
import { Modal } from '@/ui/modal.client'
import { noteTitle } from '../document/note-places'
import { textOf } from '../document/plain-text'
import type { Failure, SaveState } from './draft-state.client'
import { useEditor } from './editor-context.client'
import { idOfField, partOf } from './field-ids.client'
import { downloadText } from './paste.client'

/** Whether words may get lost: they are on this screen alone, or nowhere on their way. */
const isGrave = ({ kept, again, about, since }: Failure) => (!again && !about) || (since !== null && !kept)

const never = () => () => {}
const clock = (at: string) => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: shownZone() })
const day = (at: string) => new Date(at).toLocaleDateString('en-GB', { timeZone: shownZone() })
/** With the day, unless that is today: a tab may have slept. */
const clockAndDay = (at: string) => (day(at) === day(new Date().toISOString()) ? clock(at) : localMinute(at))
const readOnly = 'You can read and copy it here, but not write on'

/** A time by the clock of whoever looks; the server, which does not know that, leaves it out. */
function useClock(before: string, at: string | null, words = clock): string {
  return useSyncExternalStore(
    never,
    () => (at === null ? '' : before + words(at)),
    () => '',
  )
}

/** Where the newest words are: on the site, in this browser, or on the screen alone. `SaveNotice` says why, and what to do. */
export function SaveStatus({ state }: { state: SaveState }) {
  const failed = state.is === 'failed'
  return (
    <span className={`saved ${state.is}${failed && isGrave(state) ? ' grave' : ''}`}>
      <output>
        {state.is === 'saved' ? <OnTheSite at={state.at} /> : null}
        {state.is === 'waiting' || state.is === 'saving' ? <Sending kept={state.kept} /> : null}
      </output>
      {failed ? <NotThere {...state} /> : null}
    </span>
  )
}

const OnTheSite = ({ at }: { at: string }) => <>Saved{useClock(', ', at)}</>

/** On a phone in so few words that they take the room of those before and after them: nothing moves with each save. */
const Sending = ({ kept }: { kept: boolean }) => (
  <>
    {kept ? 'Kept' : 'Only'}
    <span className="on-a-desk">{kept ? ' in this browser' : ' on this screen'}</span>
    {kept ? null : (
      <span className="on-a-phone" aria-hidden="true">
        {' '}
        here
      </span>
    )}
    , sending…
  </>
)

function NotThere({ kept, again, about, since }: Failure) {
  const sinceWhen = useClock(' since ', since)
  if (since === null) return again ? 'Saved so far' : 'Nothing is saved any more'
  if (!kept) return 'Only on this screen'
  if (about) return about.others === 0 ? 'One text is not on the site' : `${about.others + 1} texts are not on the site`
  if (!again) return 'Only in this browser'
  // On a phone the notice says it; here is no room for it.
  return (
    <>
      Kept in this browser<span className="on-a-desk">{sinceWhen}</span>
    </>
  )
}

/** Why the newest words are not on the site, where they are meanwhile, and what their writer can do. It is announced when that changes. */
export function SaveNotice({ state, email, onRetry }: { state: SaveState; email: string; onRetry: () => void }) {
  const { announce } = useEditor()
  const failed = state.is === 'failed' ? state : null
  const closed = failed?.closed
  const said =
    failed &&
    `${failed.since === null ? '' : 'Not saved: '}${failed.message}${failed.kept ? '' : '. This browser cannot keep it either'}${closed ? `. ${readOnly}` : ''}`
  useEffect(() => {
    if (said) announce(said)
  }, [announce, said])
  useEffect(() => (closed ? () => announce('You can write on') : undefined), [announce, closed])
  if (!failed) return null
  const { signIn, about, sending } = failed
  return (
    <aside className={isGrave(failed) ? 'save-notice grave' : 'save-notice'} aria-label="Not on the site">
      <p className="words">
        <b>
          <What {...failed} />
        </b>{' '}
        <Where {...failed} />
        {closed ? ` ${readOnly}.` : ''}
      </p>
      <p className="acts">
        {about ? <GoToIt about={about} /> : null}
        {signIn ? <SignIn email={email} onSignedIn={onRetry} /> : null}
        {/* An account that is suspended cannot sign in again, which nobody is told before they have tried. */}
        {isGrave(failed) || signIn ? <TakeAlong /> : null}
        <button type="button" className="btn small" onClick={onRetry}>
          {sending && !about ? 'Trying…' : 'Try now'}
        </button>
      </p>
    </aside>
  )
}

const loadSignInAgain = async () => (await import('./sign-in-again.client')).SignInAgain

/** Signing in over the text, so that its writer stays in their place. */
function SignIn({ email, onSignedIn }: { email: string; onSignedIn: () => void }) {
  const [open, setOpen] = useState(false)
  /** Where one wrote: the button that opens the dialog goes when all is well again. */
  const wroteIn = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const note = () => {
      const { activeElement } = document
      if (activeElement instanceof HTMLElement && activeElement.matches('main :is(input, textarea, [contenteditable])')) wroteIn.current = activeElement
    }
    note()
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])
  const onClose = () => {
    setOpen(false)
    requestAnimationFrame(() => wroteIn.current?.isConnected && wroteIn.current.focus())
  }
  return (
    <>
      <button type="button" className="btn small" onClick={() => setOpen(true)}>
        Sign in again…
      </button>
      {open ? (
        <Modal title="Sign in again" look="sheet" onClose={onClose}>
          <LoadedPart load={loadSignInAgain} given={{ email, onSignedIn, onClose }} />
        </Modal>
      ) : null}
    </>
  )
}

/** Of a long heading so much is shown. */
const maxNamed = 80

function What({ about, message, since }: Failure) {
  const { document } = useEditor()
  const name = about ? noteTitle(document, { place: keyOf(about.on), field: about.field, about: '' }) : ''
  const named = name.length > maxNamed ? `${name.slice(0, maxNamed).trimEnd()}…` : name
  const said = `${named ? `${named}: ` : ''}${message.replace(/\.$/, '')}.`
  return since === null ? said.charAt(0).toUpperCase() + said.slice(1) : `Not saved: ${said}`
}

function Where({ kept, again, about, since, sending, signIn }: Failure) {
  const sinceWhen = useClock(' since ', since, clockAndDay)
  if (since === null && !again) return 'What is shown here stays on this screen until you leave it.'
  if (since === null) return `All that you wrote is on the site.${kept ? ' Write on: this browser keeps it meanwhile.' : ''}`
  if (!kept) return `This browser cannot keep it either. What you wrote${sinceWhen} is only on this screen: leave it open.`
  if (about) {
    const which = about.others === 0 ? 'It is' : about.others === 1 ? 'It, and one other text, are' : `It, and ${about.others} other texts, are`
    return `${which} kept in this browser; all else is ${sending ? 'on its way to the site' : 'on the site'}.`
  }
  if (signIn) return `Write on: what you wrote${sinceWhen} is kept in this browser and goes to the site once you have signed in.`
  return again
    ? `Write on: what you wrote${sinceWhen} is kept in this browser and goes to the site by itself.`
    : `What you wrote${sinceWhen} is only in this browser: nobody else sees it.`
}

/** Leads to the text that the site does not keep. */
function GoToIt({ about: { on, field } }: { about: NonNullable<Failure['about']> }) {
  const { select } = useEditor()
  return (
    <button type="button" className="btn small" onClick={() => select(partOf(on), idOfField(on, field))}>
      Go to it
    </button>
  )
}

/** For words that may get nowhere else. */
function TakeAlong() {
  const { document: list, announce } = useEditor()
  const copy = async () =>
    announce((await copyText(textOf(list))) ? 'Your words are on the clipboard' : 'The browser did not allow copying: download them instead')
  const download = () => downloadText(`${list.title || 'list'}.txt`, textOf(list))
  return (
    <>
      <button type="button" className="btn small" onClick={() => void copy()}>
        Copy your words
      </button>
      <button type="button" className="btn small" onClick={download}>
        Download them
      </button>
    </>
  )
}
