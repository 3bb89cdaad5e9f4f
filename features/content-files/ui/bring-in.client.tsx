'use client'

import { useRef, useState } from 'react'
import { counted } from '@/platform/text/counted'
import { FormError } from '@/ui/form-error'
import { useUnsaved } from '@/ui/unsaved.client'
import { WhenReady } from '@/ui/when-ready.client'
import { bringInPostAction, checkPostAction, leadPostsAction, readExportAction } from '../actions'
import { exportLimits, type CheckedPost, type PostInput } from '../schema'
import { isListFile } from './archive-files.client'
import { BringInFiles } from './bring-in-files.client'
import { afterAnswer, refusalOf, tooMuchToSend, type Answer, type State } from './bring-in-states.client'

type Row = { post: PostInput; state: State }

/** Reads an export, checks each post, and makes lists of those in which entries were found; their old addresses can lead to them. */
export function BringIn() {
  const file = useRef<HTMLInputElement>(null)
  const [rows, setRows] = useState<Row[] | null>(null)
  /** Lists of a site like this one, which are brought in as they are. */
  const [own, setOwn] = useState<{ files: File[]; nth: number } | null>(null)
  const nth = useRef(0)
  const [about, setAbout] = useState<string[]>([])
  const [error, setError] = useState('')
  const [doing, setDoing] = useState<{ words: string; at: number; of: number } | null>(null)
  const [redirects, setRedirects] = useState(true)
  const [led, setLed] = useState<{ words: string; faults: string[] } | null>(null)
  const stopped = useRef(false)
  useUnsaved(doing !== null)

  /** Does the same to each of these, one after the other, until it is stopped or the site answers no more. */
  const each = async <T,>(
    words: string,
    of: { row: Row; index: number }[],
    act: (post: PostInput) => Promise<Answer<T>>,
    after: (row: Row, value: T) => State,
  ) => {
    stopped.current = false
    setError('')
    const done = new Map<number, State>()
    for (const [at, { row, index }] of of.entries()) {
      if (stopped.current) break
      setDoing({ words, at, of: of.length })
      const answer = await act(row.post).catch(() => null)
      const { state, ends } = afterAnswer(row.state, answer, (value) => after(row, value))
      if (ends !== null) {
        setError(ends)
        break
      }
      done.set(index, state)
      setRows((before) => before && before.map((one, place) => (place === index ? { ...one, state } : one)))
    }
    setDoing(null)
    return done
  }
  const read = async (all: File[]) => {
    const [chosen] = all
    if (!chosen) return
    setError('')
    setLed(null)
    setRows(null)
    setOwn(null)
    if (all.some(({ name }) => isListFile(name))) return setOwn({ files: all, nth: ++nth.current })
    if (all.length > 1) return setError('An export of Ghost or WordPress is read by itself: choose one')
    if (chosen.size > exportLimits.bytes)
      return setError(`${chosen.name} is too large: at most 8 MB. Export it in parts, or have it read by the command line: lightstick import --split`)
    setDoing({ words: 'Reading the export', at: 0, of: 1 })
    const text = await chosen.text().catch(() => null)
    const tooMuch = text === null ? `${chosen.name} cannot be read` : tooMuchToSend(chosen.name, text)
    const answer = text === null || tooMuch !== null ? null : await readExportAction({ text }).catch(() => null)
    setDoing(null)
    if (!answer?.ok) return setError(tooMuch ?? refusalOf(answer))
    const { system, posts, notes } = answer.value
    if (posts.length > exportLimits.posts)
      return setError(`${counted(posts.length, 'post')}: at most ${exportLimits.posts.toLocaleString('en')} at once. Export it in parts`)
    const fresh = posts.map((post): Row => ({ post, state: { is: 'waiting' } }))
    setAbout([`${counted(posts.length, 'post')} of ${system}`, ...notes])
    setRows(fresh)
    await each('Checking', fresh.map((row, index) => ({ row, index })), checkPostAction, (_, check) => ({ is: 'checked', check })) // prettier-ignore
  }
  const found = (rows ?? []).flatMap((row, index) => ((row.state.is === 'checked' && row.state.check.isList) || (row.state.is === 'refused' && row.state.check?.isList) ? [{ row, index }] : [])) // prettier-ignore
  const waiting = (rows ?? []).flatMap((row, index) => (row.state.is === 'waiting' ? [{ row, index }] : []))
  const bringIn = async () => {
    const done = await each('Bringing in', found, bringInPostAction, (row, made) => ({
      is: 'made',
      ...made,
      check: (row.state as { check: CheckedPost }).check,
    }))
    if (!redirects) return
    // Also those that were made before the site answered no more.
    const posts = (rows ?? []).flatMap(({ post, state: before }, index) => {
      const state = done.get(index) ?? before
      return state.is === 'made' && post.path !== '' ? [{ path: post.path, slug: state.slug }] : []
    })
    if (posts.length === 0) return
    setDoing({ words: 'Leading old addresses here', at: 0, of: 1 })
    const answer = await leadPostsAction({ posts }).catch(() => null)
    setDoing(null)
    if (!answer?.ok) return setLed({ words: `The lists are here, but no old address leads to them: ${refusalOf(answer)}`, faults: [] })
    const { added, same, faults } = answer.value
    setLed({ words: `${counted(added + same, 'old address leads', 'old addresses lead')} to these lists once they are published.`, faults: faults.map(({ text, message }) => `${text}: ${message}`) }) // prettier-ignore
  }
  const made = (rows ?? []).filter(({ state }) => state.is === 'made').length
  return (
    <WhenReady>
      <div className={error ? 'field bad' : 'field'}>
        <p className="hint">
          Ghost: Settings, Import/Export, Export content (.json). WordPress: Tools, Export, Posts (.xml). Lists of a site like this one: the archive (.tar), or
          its files (.md and .yaml) together.
        </p>
        <p className="row">
          <button type="button" className={rows || own ? 'btn' : 'btn primary'} disabled={doing !== null} onClick={() => file.current?.click()}>
            {rows || own ? 'Another file' : 'Choose the export'}
          </button>
          <input
            ref={file}
            type="file"
            hidden
            multiple
            aria-label="Choose the export"
            accept=".json,.xml,.tar,.md,.yaml,.yml,application/json,text/xml,application/xml,application/x-tar"
            onChange={({ target }) => {
              void read([...(target.files ?? [])])
              target.value = ''
            }}
          />
          {doing ? (
            <>
              <output>
                {doing.words}
                {doing.of > 1 ? `: ${doing.at + 1} of ${doing.of}` : '…'}
              </output>
              {doing.of > 1 ? (
                <button type="button" className="btn small" onClick={() => (stopped.current = true)}>
                  Stop
                </button>
              ) : null}
            </>
          ) : null}
        </p>
        <FormError words={error} />
      </div>
      {own ? <BringInFiles key={own.nth} chosen={own.files} /> : null}
      {rows ? (
        <section aria-labelledby="posts" className="brought">
          <h2 id="posts">{about[0]}</h2>
          {about.slice(1).map((note) => (
            <p key={note} className="soft">
              {note}
            </p>
          ))}
          {doing === null ? (
            <div className="brought-do">
              {waiting.length > 0 ? (
                <button type="button" className="btn" onClick={() => void each('Checking', waiting, checkPostAction, (_, check) => ({ is: 'checked', check }))}>
                  Check the other {waiting.length}
                </button>
              ) : null}
              {found.length > 0 ? (
                <>
                  <p className="check">
                    <input id="bring-in-redirects" type="checkbox" checked={redirects} onChange={(event) => setRedirects(event.target.checked)} />
                    <label htmlFor="bring-in-redirects">Their old addresses lead to the lists here</label>
                  </p>
                  <button type="button" className="btn primary" onClick={() => void bringIn()}>
                    Bring in {counted(found.length, 'list')} as {found.length === 1 ? 'a draft' : 'drafts'}
                  </button>
                </>
              ) : null}
              <output>
                {made > 0
                  ? `${counted(made, 'list')} ${made === 1 ? 'is' : 'are'} here.`
                  : found.length === 0 && waiting.length === 0
                    ? 'No list was found in these posts.'
                    : ''}{' '}
                {led?.words}
              </output>
            </div>
          ) : null}
          {led && led.faults.length > 0 ? (
            <div className="notice warn" role="alert">
              <p>These old addresses lead nowhere yet:</p>
              <ul>
                {led.faults.map((fault) => (
                  <li key={fault}>{fault}</li>
                ))}
              </ul>
            </div>
          ) : null}
          <ul className="list-rows">
            {rows.map(({ post, state }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- posts of an export may be alike, and keep their order
              <li key={index}>
                <p>
                  {state.is === 'made' ? (
                    <a href={`/admin/articles/${state.id}`}>{post.title || 'A post without a title'}</a>
                  ) : (
                    <b>{post.title || 'A post without a title'}</b>
                  )}
                </p>
                <Said state={state} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </WhenReady>
  )
}

function Said({ state }: { state: State }) {
  if (state.is === 'waiting') return <p className="meta">{state.why ? <span className="error">{state.why}</span> : 'Waits for its check'}</p>
  const { check } = state
  const more = [...(check?.questions ?? []), ...(check?.leftOver ?? []).map((words) => `Left over: ${words}`)]
  return (
    <>
      <p className="meta">
        {state.is === 'made' ? (
          <span className={state.wasThere ? 'badge' : 'badge published'}>{state.wasThere ? 'Was here already' : 'A draft now'}</span>
        ) : null}
        {state.is === 'refused' ? <span className="error">{state.why}</span> : null}
        {check?.isList === false ? <span>No entry was found: left out</span> : null}
        {check?.isList ? <span>{counted(check.entries, 'entry', 'entries')}</span> : null}
        {check?.isList && check.newRecords > 0 ? <span>{counted(check.newRecords, 'new record')}</span> : null}
      </p>
      {check?.isList && more.length > 0 ? (
        <details>
          <summary className="soft">{counted(more.length, 'thing')} to look at</summary>
          <ul>
            {more.map((words, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two may say the same
              <li key={index}>{words}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
