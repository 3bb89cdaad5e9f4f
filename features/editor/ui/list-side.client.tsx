'use client'

import { useEffect, useRef, useState } from 'react'
import { setAuthorsAction, setSeriesAction } from '@/features/articles/actions'
import { languageNames } from '@/features/articles/document/languages'
import type { Medium } from '@/features/media/queries/media'
import { listOrders, type ListOrder, type SeriesPlace as Place } from '@/features/articles/schema'
import type { PublicationData } from '../queries/publication'
import { namesWithout } from '../document/at-once'
import { bylineWords, seriesWords, shownCover } from './at-once-words.client'
import { useEditor } from './editor-context.client'
import { SearchLine } from './search-line.client'
import { TemplateSide } from './template-side.client'
import { FormError } from '@/ui/form-error'
import { LoadedPart } from '@/ui/loaded-part.client'

const orders: Record<ListOrder, string> = { numbered: 'Numbered from 1 up', countdown: 'Countdown to 1', plain: 'Plain: no order meant' }

/** A list from a file may have one that is not offered. */
const languagesWith = (chosen: string) => [...new Set([...Object.keys(languageNames), chosen])].filter(Boolean)

/** Whether what readers see of the list at once is an editor's to change. */
export const isLocked = ({ state, may }: Pick<PublicationData, 'state' | 'may'>) => state === 'published' && !may.publish

/** The side panel of a list: order, authors and series. Readers see a change of authors or series at once. */
export function ListSide() {
  const { document, closed, change, publication } = useEditor()
  return (
    <>
      <section>
        <h2>List</h2>
        <div className="field">
          <label htmlFor="list-order">Order</label>
          <select
            id="list-order"
            value={document.order}
            disabled={closed}
            onChange={(event) => change((now) => ({ ...now, order: event.target.value as ListOrder }))}
          >
            {listOrders.map((order) => (
              <option key={order} value={order}>
                {orders[order]}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="list-language">Language of the words</label>
          <select
            id="list-language"
            value={document.language}
            disabled={closed}
            aria-describedby="list-language-hint"
            onChange={(event) => change((now) => ({ ...now, language: event.target.value }))}
          >
            <option value="">As the site</option>
            {languagesWith(document.language).map((tag) => (
              <option key={tag} value={tag} lang={tag}>
                {languageNames[tag] ?? tag}
              </option>
            ))}
          </select>
          <p className="hint" id="list-language-hint">
            For spelling, quotation marks, and whoever hears the list read out.
          </p>
        </div>
      </section>
      <TemplateSide />
      <Authors />
      <SeriesPlace />
      <CoverPlace />
      <SearchLine />
      {isLocked(publication) ? (
        <p className="hint">Readers see names, series, cover and address at once: an editor of this site changes them while the list is live.</p>
      ) : null}
    </>
  )
}

const loadCover = () => import('./cover.client').then(({ Cover }) => Cover)

function CoverPlace() {
  const { article, announce, publication, setCover, noteAtOnce } = useEditor()
  const [isOpen, setIsOpen] = useState(false)
  /** The way back is offered when nothing lies over the message any more. */
  const sayIt = useRef<(() => void) | null>(null)
  const given = {
    articleId: article.id,
    announce,
    onSet: (now: Medium | null, was: Medium | null, words: string) => {
      setCover(shownCover(now))
      if (now?.id !== was?.id) sayIt.current = noteAtOnce({ is: 'cover', from: was?.id ?? null, to: now?.id ?? null }, words, true)
    },
    isLive: publication.state === 'published',
    locked: isLocked(publication),
    onClose: () => {
      setIsOpen(false)
      sayIt.current?.()
      sayIt.current = null
    },
  }
  return (
    <section>
      <h2>Cover</h2>
      <button type="button" className="btn small" onClick={() => setIsOpen(true)}>
        Choose a picture…
      </button>
      {isOpen ? <LoadedPart load={loadCover} given={given} /> : null}
    </section>
  )
}

const unreachable = 'Not saved: the site cannot be reached'

function Authors() {
  const { article, closed, noteAtOnce, publication, setPublication } = useEditor()
  const locked = closed || isLocked(publication)
  const [error, setError] = useState('')
  /** What was chosen and is not answered yet. */
  const [chosen, setChosen] = useState<string[] | null>(null)
  const known = [...publication.authors, ...article.seriesAndAuthors.authors]
  const ids = chosen ?? publication.authors.map(({ id }) => id)
  const nameOf = (id: string) => known.find((author) => author.id === id)?.name ?? 'Unknown'
  const set = async (next: string[]) => {
    setChosen(next)
    const answer = await setAuthorsAction({ articleId: article.id, authorIds: next, base: ids }).catch(() => null)
    setChosen(null)
    setError(answer?.ok ? '' : (answer?.error.message ?? unreachable))
    if (!answer?.ok) return
    // Others may have been added meanwhile whose names are not known here: those come with the next look.
    setPublication({ authors: answer.value.map((id) => ({ id, name: nameOf(id) })) })
    noteAtOnce({ is: 'authors', from: namesWithout(answer.value, ids, next), to: answer.value }, bylineWords(answer.value.map(nameOf)))
  }
  const others = article.seriesAndAuthors.authors.filter(
    ({ id, maySign }) => (maySign || publication.authors.some((author) => author.id === id)) && !ids.includes(id),
  )
  return (
    <section aria-label="Authors">
      <h2>Signed by</h2>
      <ul className="credits">
        {ids.map((id) => (
          <li key={id}>
            <span>{nameOf(id)}</span>
            <button type="button" disabled={locked} aria-label={`Remove the author ${nameOf(id)}`} onClick={() => set(ids.filter((one) => one !== id))}>
              ×
            </button>
          </li>
        ))}
      </ul>
      {others.length > 0 && !locked ? (
        <div className="field">
          <label htmlFor="add-author">Add an author</label>
          <select id="add-author" value="" onChange={(event) => event.target.value && set([...ids, event.target.value])}>
            <option value="">Choose…</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      {locked ? null : (
        <p className="hint">
          {publication.state === 'published' ? 'Readers see a change at once. ' : ''}
          <a href="/admin/authors" target="_blank" rel="noreferrer">
            {article.seriesAndAuthors.authors.length === 0 ? 'There are no authors yet: make one' : 'Your own name, and other authors'}
          </a>
        </p>
      )}
      <FormError words={error} />
    </section>
  )
}

function SeriesPlace() {
  const { article, closed, noteAtOnce, publication, setPublication } = useEditor()
  const locked = closed || isLocked(publication)
  const [error, setError] = useState('')
  /** What was chosen and is not answered yet. */
  const [chosen, setChosen] = useState<Place | null>(null)
  /** A number that is typed, and the place that it is written over. */
  const [typed, setTyped] = useState<{ text: string; over: Place } | null>(null)
  const { seriesId, position } = chosen ?? publication.series
  /** The place that the site told last. */
  const told = useRef(publication.series)
  useEffect(() => void (told.current = publication.series), [publication.series])
  const turn = useRef(Promise.resolve())
  const show = (place: Place) => {
    told.current = place
    setPublication({ series: place })
  }
  const send = async (next: Place, over: Place | null) => {
    const base = over ?? told.current
    const answer = await setSeriesAction({ articleId: article.id, ...next, base }).catch(() => null)
    setChosen((now) => (now === next ? null : now))
    // What is typed while the site answers stays.
    if (answer?.ok || answer?.error.code === 'conflict') setTyped((now) => (now === typed ? null : now))
    setError(answer?.ok ? '' : (answer?.error.fields?.position ?? answer?.error.message ?? unreachable))
    if (answer?.ok) {
      show(next)
      const titleOf = (id: string) => article.seriesAndAuthors.series.find((one) => one.id === id)?.title ?? 'another series'
      noteAtOnce({ is: 'series', from: base, to: next }, seriesWords(next, titleOf))
    } else if (answer?.error.code === 'conflict' && answer.error.data) show(answer.error.data as Place)
  }
  /** One after the other: each is made on the place that the one before it has left. */
  const set = (next: Place, over: Place | null = null) => {
    setChosen(next)
    const before = turn.current
    turn.current = (async () => {
      await before
      await send(next, over)
    })()
  }
  const setNumber = () => {
    if (!typed) return
    const next = { seriesId: typed.over.seriesId, position: typed.text === '' ? null : Number(typed.text) }
    if (next.position === typed.over.position) {
      setTyped(null)
      setError('')
    } else set(next, typed.over.seriesId === seriesId ? null : typed.over)
  }
  return (
    <section aria-label="Series">
      <h2>Series</h2>
      <div className="field">
        <label htmlFor="series">Series</label>
        <select
          id="series"
          disabled={locked}
          value={seriesId ?? ''}
          onChange={(event) => {
            const id = event.target.value || null
            set({ seriesId: id, position: id ? position : null })
          }}
        >
          <option value="">None</option>
          {article.seriesAndAuthors.series.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </div>
      {seriesId ? (
        <div className={error ? 'field bad' : 'field'}>
          <label htmlFor="series-position">Number in the series</label>
          <input
            id="series-position"
            disabled={locked}
            type="number"
            min="1"
            max="999999"
            value={typed?.text ?? position ?? ''}
            onChange={(event) => setTyped({ text: event.target.value, over: typed?.over ?? { seriesId, position } })}
            onBlur={setNumber}
          />
        </div>
      ) : null}
      <FormError words={error} />
    </section>
  )
}
