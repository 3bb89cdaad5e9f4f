'use client'

import { useEffect, useRef, useState } from 'react'
import { moveScheduleAction, publishArticleAction, scheduleArticleAction } from '@/features/articles/actions'
import type { Problem } from '@/features/articles/publishable'
import { stopOf, type Check, type Selection } from '../document/checks'
import { keyOf } from '@/features/articles/document/operations'
import { noteTitle } from '../document/note-places'
import type { WaitingEdition } from '@/features/articles/queries/waiting-edition'
import type { PublicationData } from '../queries/publication'
import type { FirstLook, PublishPreview } from '../queries/publish-preview'
import { FormError } from '@/ui/form-error'
import { useKeptText } from '@/ui/kept-text.client'
import { isZoneOfSite, localMinute, shownZone } from '@/ui/local-minute'
import { useEditor } from './editor-context.client'
import { partOf } from './field-ids.client'
import { Icon } from './icons.client'
import { usePublishPreview } from './publish-preview.client'
import { byWords, nextHour } from './publish-times.client'
import { fieldTime, momentOf } from '@/ui/field-time.client'
import { buttonOf, leadOf } from './publish-words.client'
import { ReaderChanges } from './reader-changes.client'
import { ToLookAt } from './to-look-at.client'
import { useChecks } from './use-checks.client'

/** What was done. `ofVersion`: the draft's version whose words it has; null when those that were scheduled only got another time. */
export type Published = { number: number; editionId: string; ofVersion: number | null } & ({ at: 'now'; slug: string } | { at: 'later'; publishAt: string })

/** What the dialog is about: what readers see, or what waits for its time, with the words of the draft or those that were scheduled. */
export type Publishing = { of: 'live' } | { of: 'waiting'; words: 'draft' | 'kept' }

type Props = {
  publishing: Publishing
  publication: PublicationData
  /** The draft's version that the editor shows. */
  version: number
  save: () => Promise<number | null>
  onTurn: (to: Publishing) => void
  onClose: () => void
  onDone: (done: Published) => void
  onProblems: (problems: Problem[]) => void
  /** Whoever may not publish it any more asks for a review instead. */
  onAsk: () => void
}

/**
 * What is in the dialog that publishes a list, now or at a time, or changes what waits. It says first what readers will see change: what one reads in it is what is published. When the
 * draft changes under it, its button shows the new differences and publishes nothing; another one publishes what was read.
 */
export function PublishDialog({ publishing, publication, version, save, onTurn, onClose, onDone, onProblems, onAsk }: Props) {
  const { article, document, select, clashes } = useEditor()
  const aboutWaiting = publishing.of === 'waiting'
  const { is, preview, message, isOld, isEditionOld, look } = usePublishPreview({ articleId: article.id, against: publishing.of, version, publication, save })
  const [note, setNote] = useKeptText(`lightstick:publish-note:${article.accountId}:${article.id}`)
  const [when, setWhen] = useState<'now' | 'later'>('now')
  const [at, setAt] = useState(() => (aboutWaiting && publication.waiting ? fieldTime(new Date(publication.waiting.at)) : nextHour()))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const [refused, setRefused] = useState('')
  const [mustAsk, setMustAsk] = useState(false)
  const [hasNews, setHasNews] = useState(false)
  const black = useRef<HTMLButtonElement>(null)
  const close = useRef<HTMLButtonElement>(null)

  const checks = useChecks(document)
  const stops = [...checks.filter(({ level }) => level === 'stop'), ...(preview?.problems ?? []).map((problem) => stopOf(document, problem))]
  // Both texts stand in the draft until one is chosen.
  const twice = clashes.all.map(({ on, field }): Check => {
    const title = noteTitle(document, { place: keyOf(on), field, about: '' })
    return { level: 'warn', message: `Two texts stand in one place: ${title}. Choose which one stays`, at: partOf(on) }
  })
  const warnings = [...twice, ...checks.filter(({ level }) => level === 'warn')]
  const [fine, waived] = (['good', 'waived'] as const).map((is) => checks.filter(({ level }) => level === is).length) as [number, number]
  const same = preview?.rows?.length === 0
  const keepsWords = aboutWaiting && (publishing.words === 'kept' || same)
  const isLater = aboutWaiting || when === 'later'
  const mustLook = isOld || refused !== ''
  const nothing = same && !aboutWaiting
  const gone = aboutWaiting && preview !== null && preview.waiting === null

  // The black button has the focus once it can be pressed, unless the writer has gone elsewhere meanwhile.
  const ready = is === 'shown' && !busy
  useEffect(() => {
    const { activeElement } = window.document
    if (ready && !(activeElement instanceof HTMLInputElement)) (black.current && !black.current.disabled ? black.current : close.current)?.focus()
  }, [ready, mustLook, mustAsk, nothing])

  const lookAgain = async () => {
    setRefused('')
    setError('')
    setHasNews(true)
    await look()
  }
  const act = async ({ version: seenVersion, live, waiting }: PublishPreview, asRead = false) => {
    setError('')
    const time = momentOf(at)
    // Whether it is still to come is for the site to say: the clock of this browser may be wrong.
    if (isLater && Number.isNaN(time.getTime())) return setError('Choose a day and a time that are still to come')
    setBusy(true)
    const seen = { live: live?.editionId ?? null, waiting: waiting?.editionId ?? null }
    const input = { articleId: article.id, version: seenVersion, note, seen }
    const answer = await (
      keepsWords && waiting
        ? moveScheduleAction({ articleId: article.id, editionId: waiting.editionId, at: time.toISOString() })
        : isLater
          ? scheduleArticleAction({ ...input, at: time.toISOString() })
          : publishArticleAction({ ...input, asRead })
    ).catch(() => null)
    setBusy(false)
    if (!answer) return setError('The site cannot be reached. Nothing was published, or the answer was lost: reload the page to see')
    if (!answer.ok) {
      if (answer.error.code === 'conflict') {
        await save()
        return setRefused(answer.error.data ? 'Somebody else changed this list just now' : answer.error.message)
      }
      if (answer.error.code === 'forbidden') setMustAsk(true)
      if (answer.error.code === 'invalid' && Array.isArray(answer.error.data)) onProblems(answer.error.data as Problem[])
      return setError([answer.error.message, answer.error.fields?.at].filter(Boolean).join('. '))
    }
    const { number, editionId, ...value } = answer.value
    if (!(keepsWords && waiting)) setNote('')
    const done = { number, editionId, ofVersion: keepsWords ? null : seenVersion }
    onDone('slug' in value ? { ...done, at: 'now', slug: value.slug } : { ...done, at: 'later', publishAt: value.publishAt })
  }
  const goTo = (place: Selection) => {
    onClose()
    select(place, { list: 'list-title', section: 'section-heading', entry: 'entry-heading' }[place.of])
  }
  const timeIsSame = preview?.waiting && fieldTime(new Date(preview.waiting.at)) === at
  // Whoever waits for colleagues to stop typing would wait for long.
  const mayPublishRead = isOld && !isEditionOld && refused === '' && !isLater && !nothing
  const mayAct = preview !== null && ready && !gone && (keepsWords ? !timeIsSame : stops.length === 0)

  return (
    <>
      <div className="publish-told">
        {preview && is !== 'failed' ? <p className="soft">{leadOf(preview, aboutWaiting, nothing)}</p> : null}
        {hasNews && !mustLook && is === 'shown' ? (
          <output className="notice good">This is how it is now, with what others did. Look at it, and publish then.</output>
        ) : null}
        {preview && !aboutWaiting && preview.waiting ? <Waiting waiting={preview.waiting} isLater={isLater} nothing={nothing} onTurn={onTurn} /> : null}
        {is === 'failed' ? (
          <div className="notice bad" role="alert">
            <p>{message}</p>
          </div>
        ) : null}
        {is === 'looking' && !preview ? <p className="soft">Looking at what changes…</p> : null}
        {preview ? (
          <div className="publish-two" aria-busy={is === 'looking'}>
            <section aria-labelledby="publish-changes">
              <div className="publish-head">
                <h3 id="publish-changes">{preview.first && !aboutWaiting ? 'What it will be' : aboutWaiting ? 'Not in what waits' : 'Readers will see'}</h3>
                {preview.rows && preview.rows.length > 0 ? (
                  <a href={comparisonOf(article.id, preview, aboutWaiting)} target="_blank">
                    side by side
                  </a>
                ) : null}
              </div>
              <Changes preview={preview} aboutWaiting={aboutWaiting} />
            </section>
            <div className="publish-beside">
              {keepsWords ? null : <ToLookAt stops={stops} warnings={warnings} fine={fine} waived={waived} onGo={goTo} />}
              {nothing || gone ? null : (
                <WhenFields
                  aboutWaiting={aboutWaiting}
                  when={when}
                  words={aboutWaiting && !same ? publishing.words : null}
                  at={at}
                  onWhen={setWhen}
                  onWords={(words) => onTurn({ of: 'waiting', words })}
                  onAt={setAt}
                />
              )}
            </div>
          </div>
        ) : null}
        {preview && !nothing && !keepsWords && !gone ? (
          <div className="field">
            <label htmlFor="publish-note">A note for the history, if you like</label>
            <input id="publish-note" value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
          </div>
        ) : null}
      </div>
      <div className="publish-foot">
        {mustLook ? (
          <p className="error" role="alert">
            {refused || 'Somebody else changed this list just now'}. What stands here is not what would go out, so nothing did.
            {mayPublishRead ? ' You can publish what stands here: what came since stays in the draft.' : ''}
          </p>
        ) : null}
        <FormError words={error} />
        <div className="row end">
          <button ref={close} type="button" className="btn" onClick={onClose}>
            {nothing || gone ? 'Close' : 'Cancel'} <kbd aria-hidden="true">Esc</kbd>
          </button>
          {is === 'failed' ? (
            <button ref={black} type="button" className="btn primary" onClick={() => void look()}>
              Try again
            </button>
          ) : mustLook ? (
            <>
              {mayPublishRead ? (
                <button type="button" className="btn" disabled={!mayAct} onClick={() => preview && void act(preview, true)}>
                  Publish what stands here
                </button>
              ) : null}
              <button ref={black} type="button" className="btn primary" disabled={!ready} onClick={() => void lookAgain()}>
                Show what changed
              </button>
            </>
          ) : mustAsk ? (
            <button ref={black} type="button" className="btn primary" onClick={onAsk}>
              Ask for a review…
            </button>
          ) : nothing || gone ? null : (
            <button ref={black} type="button" className="btn primary" disabled={!mayAct} onClick={() => preview && void act(preview)}>
              {busy ? 'Working…' : !preview || is === 'looking' ? 'One moment…' : buttonOf({ next: preview.next, isLater, aboutWaiting, keepsWords })}
            </button>
          )}
        </div>
      </div>
    </>
  )
}

const comparisonOf = (articleId: string, { live, waiting }: PublishPreview, aboutWaiting: boolean) =>
  `/admin/articles/${articleId}/history?a=e${aboutWaiting ? waiting?.number : live?.number}&b=now`

function Changes({ preview: { rows, first, live, slug, waiting }, aboutWaiting }: { preview: PublishPreview; aboutWaiting: boolean }) {
  if (rows && rows.length > 0) return <ReaderChanges rows={rows} />
  if (aboutWaiting)
    return <p>{rows && waiting ? `The draft has the same words as edition ${waiting.number}. Its time can be changed.` : 'There is nothing to compare.'}</p>
  if (first) return <First first={first} slug={slug} />
  if (rows) return <p>There is nothing to publish.</p>
  return <p>Edition {live?.number} cannot be read any more, so what changes cannot be told.</p>
}

function First({ first, slug }: { first: FirstLook; slug: string }) {
  const { title, entries, sections, authors, series, wasPublished, votes, comments } = first
  const inSections = sections === 0 ? '' : sections === 1 ? ', in 1 section' : `, in ${sections} sections`
  return (
    <>
      <dl className="first-look">
        <dt>Title</dt>
        <dd>
          <b>{title || 'None yet'}</b>
        </dd>
        <dt>Address</dt>
        <dd>/articles/{slug}</dd>
        <dt>Entries</dt>
        <dd>
          {entries === 1 ? '1 entry' : `${entries} entries`}
          {inSections}
        </dd>
        <dt>By</dt>
        <dd>{authors.join(', ') || 'no name yet'}</dd>
        <dt>Series</dt>
        <dd>{series ?? 'none'}</dd>
      </dl>
      {wasPublished && votes + comments > 0 ? (
        <p className="soft">
          It was published before:{' '}
          {[votes > 0 ? (votes === 1 ? '1 vote' : `${votes} votes`) : '', comments > 0 ? (comments === 1 ? '1 comment' : `${comments} comments`) : '']
            .filter(Boolean)
            .join(' and ')}{' '}
          come back with it.
        </p>
      ) : null}
    </>
  )
}

type WaitingProps = { waiting: WaitingEdition; isLater: boolean; nothing: boolean; onTurn: (to: Publishing) => void }

/** What waits already, and what becomes of it. */
function Waiting({ waiting, isLater, nothing, onTurn }: WaitingProps) {
  return (
    <div className="waits">
      <Icon of="clock" />
      <p>
        <b>
          Edition {waiting.number} waits for {localMinute(waiting.at)},
        </b>{' '}
        scheduled {byWords(waiting.by)}. {nothing ? '' : `${isLater ? 'Scheduling another' : 'Publishing now'} puts it away; its words stay in the history.`}
      </p>
      <button type="button" className="textual" onClick={() => onTurn({ of: 'waiting', words: 'draft' })}>
        Change that instead
      </button>
    </div>
  )
}

type WhenProps = {
  aboutWaiting: boolean
  when: 'now' | 'later'
  /** Which words wait from now on; null where there is nothing to choose. */
  words: 'draft' | 'kept' | null
  at: string
  onWhen: (when: 'now' | 'later') => void
  onWords: (words: 'draft' | 'kept') => void
  onAt: (at: string) => void
}

function WhenFields({ aboutWaiting, when, words, at, onWhen, onWords, onAt }: WhenProps) {
  return (
    <>
      {words ? (
        <fieldset className="choices">
          <legend>Words</legend>
          <div className="check">
            <input type="radio" id="words-draft" name="words" checked={words === 'draft'} onChange={() => onWords('draft')} />
            <label htmlFor="words-draft">As the draft is now</label>
          </div>
          <div className="check">
            <input type="radio" id="words-kept" name="words" checked={words === 'kept'} onChange={() => onWords('kept')} />
            <label htmlFor="words-kept">As they were scheduled</label>
          </div>
        </fieldset>
      ) : null}
      {aboutWaiting ? null : (
        <fieldset className="choices">
          <legend>When</legend>
          <div className="check">
            <input type="radio" id="when-now" name="when" checked={when === 'now'} onChange={() => onWhen('now')} />
            <label htmlFor="when-now">Now</label>
          </div>
          <div className="check">
            <input type="radio" id="when-later" name="when" checked={when === 'later'} onChange={() => onWhen('later')} />
            <label htmlFor="when-later">At a time</label>
          </div>
        </fieldset>
      )}
      {aboutWaiting || when === 'later' ? (
        <div className="field">
          <label htmlFor="publish-at">Day and time</label>
          <input id="publish-at" type="datetime-local" value={at} onChange={(event) => onAt(event.target.value)} aria-describedby="publish-zone" />
          <p className="hint" id="publish-zone">
            In {isZoneOfSite() ? 'the time zone of the site' : 'your time zone'}, {shownZone().replaceAll('_', ' ')}.
            {aboutWaiting ? '' : ' It goes out with the words of this moment. What is written later is not in it, unless you put it in.'}
          </p>
        </div>
      ) : null}
    </>
  )
}
