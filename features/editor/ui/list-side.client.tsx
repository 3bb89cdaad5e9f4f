'use client'

import { useState } from 'react'
import { setAuthorsAction, setSeriesAction } from '@/features/articles/actions'
import { listOrders, type ListOrder } from '@/features/articles/schema'
import type { PublicationData } from '../queries/publication'
import { useEditor } from './editor-context.client'

const orders: Record<ListOrder, string> = { numbered: 'Numbered from 1 up', countdown: 'Countdown to 1', plain: 'Plain: no order meant' }

/** Whether what readers see of the list at once is an editor's to change. */
export const isLocked = ({ state, may }: Pick<PublicationData, 'state' | 'may'>) => state === 'published' && !may.publish

/** The side panel of a list: order, authors and series. Readers see a change of authors or series at once. */
export function ListSide() {
  const { document, change, publication } = useEditor()
  return (
    <>
      <section>
        <h2>List</h2>
        <div className="field">
          <label htmlFor="list-order">Order</label>
          <select id="list-order" value={document.order} onChange={(event) => change((now) => ({ ...now, order: event.target.value as ListOrder }))}>
            {listOrders.map((order) => (
              <option key={order} value={order}>
                {orders[order]}
              </option>
            ))}
          </select>
        </div>
      </section>
      <Authors />
      <SeriesPlace />
      {isLocked(publication) ? (
        <p className="hint">Readers see names, series and address at once: an editor of this site changes them while the list is live.</p>
      ) : null}
    </>
  )
}

function Authors() {
  const { article, announce, publication } = useEditor()
  const locked = isLocked(publication)
  const [ids, setIds] = useState(article.authorIds)
  const [error, setError] = useState('')
  const nameOf = (id: string) => article.seriesAndAuthors.authors.find((author) => author.id === id)?.name ?? 'Unknown'
  const set = async (next: string[]) => {
    const before = ids
    setIds(next)
    const answer = await setAuthorsAction({ articleId: article.id, authorIds: next }).catch(() => null)
    setError(answer?.ok ? '' : (answer?.error.message ?? 'Not saved: the site cannot be reached'))
    if (!answer?.ok) setIds(before)
    else announce(`Signed by ${next.map(nameOf).join(', ') || 'nobody'}`)
  }
  const others = article.seriesAndAuthors.authors.filter(({ id, maySign }) => (maySign || article.authorIds.includes(id)) && !ids.includes(id))
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
      ) : article.seriesAndAuthors.authors.length === 0 ? (
        <p className="hint">
          There are no authors yet. <a href="/admin/authors">Make one</a>
        </p>
      ) : null}
      {error ? (
        <p className="error" role="alert">
          {error}
        </p>
      ) : null}
    </section>
  )
}

function SeriesPlace() {
  const { article, announce, publication } = useEditor()
  const locked = isLocked(publication)
  const [series, setSeries] = useState(article.series)
  const [position, setPosition] = useState(article.series.position === null ? '' : String(article.series.position))
  const [error, setError] = useState('')
  const set = async (id: string | null, at: string) => {
    const number = at === '' ? null : Number(at)
    const answer = await setSeriesAction({ articleId: article.id, seriesId: id, position: id ? number : null }).catch(() => null)
    setError(answer?.ok ? '' : (answer?.error.fields?.position ?? answer?.error.message ?? 'Not saved: the site cannot be reached'))
    if (answer?.ok) announce('Series saved')
  }
  return (
    <section aria-label="Series">
      <h2>Series</h2>
      <div className="field">
        <label htmlFor="series">Series</label>
        <select
          id="series"
          disabled={locked}
          value={series.id ?? ''}
          onChange={(event) => {
            const id = event.target.value || null
            setSeries({ ...series, id })
            void set(id, position)
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
      {series.id ? (
        <div className={error ? 'field bad' : 'field'}>
          <label htmlFor="series-position">Number in the series</label>
          <input
            id="series-position"
            disabled={locked}
            type="number"
            min="1"
            max="999999"
            value={position}
            onChange={(event) => setPosition(event.target.value)}
            onBlur={() => set(series.id, position)}
          />
        </div>
      ) : null}
      {error ? (
        <p className="error" role="alert">
          {error}
        </p>
      ) : null}
    </section>
  )
}
