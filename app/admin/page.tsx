import type { Metadata } from 'next'
import { isEditor } from '@/features/articles/policy'
import { stateWords } from '@/features/articles/schema'
import { addressOfLists, filterIn } from '@/features/editor/list-filter'
import { listSeriesAndAuthors } from '@/features/editor/queries/series-and-authors'
import { listForStudio, type StudioRow } from '@/features/editor/queries/studio-list'
import { listViews } from '@/features/editor/queries/views'
import { listStates, type ListFilter } from '@/features/editor/schema'
import { ListRows } from '@/features/editor/ui/list-rows.client'
import { ListViews } from '@/features/editor/ui/list-views.client'
import { UnsentWords } from '@/features/editor/ui/unsent-words.client'
import { listWaiting } from '@/features/reviews/queries/waiting'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { findTrashed } from '@/features/trash/queries/trash'
import { TrashedToast } from '@/features/trash/ui/trashed-toast.client'
import { Moment } from '@/ui/moment.client'
import { Pager } from '@/ui/pager'
import { Words } from '@/ui/name'
import { ListsHead } from './_studio/lists-head'
import { WaitsForYou } from './_studio/waiting'
import { studioPage } from './_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Lists' }

const words = { ...stateWords, draft: 'Drafts' } as const

// Shown where the page is refused: to an account that was a writer's.
const besides = (accountId: string) => <UnsentWords accountId={accountId} isClosed />

export default studioPage({ path: () => '/admin', current: '/admin', wide: true, besides }, async ({ actor, query: text }) => {
  const filter = filterIn(text)
  const { state, search } = filter
  const page = Math.max(1, Number.parseInt(text('page'), 10) || 1)
  const isFiltered = addressOfLists(filter) !== '/admin'
  const waiting = !isFiltered && page === 1 ? await listWaiting(actor) : []
  const { rows, counts, total, pages } = await listForStudio(actor, { ...filter, page })
  const [trashed, views, { series, authors }, { 'authors-publish-alone': alone }] = await Promise.all([
    findTrashed(actor, 'list', text('trashed').slice(0, 40)),
    listViews(actor),
    listSeriesAndAuthors(actor),
    getSiteSettings(),
  ])
  const address = (next: Partial<ListFilter>, at = 1) => addressOfLists({ ...filter, ...next }, at)
  const current = views.find((view) => addressOfLists(view.filter) === addressOfLists(filter)) ?? null
  return (
    <>
      <ListsHead title="Lists" actor={actor} />
      <WaitsForYou waiting={waiting} />
      <div className="filters">
        <ul className="chips" aria-label="States">
          <li>
            <a href={address({ state: null })} aria-current={state === null ? 'true' : undefined}>
              All <small>{total}</small>
            </a>
          </li>
          {listStates.map((name) => (
            <li key={name}>
              <a href={address({ state: name })} aria-current={state === name ? 'true' : undefined}>
                {words[name]} <small>{counts[name] ?? 0}</small>
              </a>
            </li>
          ))}
        </ul>
        <search>
          <form action="/admin">
            {state ? <input type="hidden" name="state" value={state} /> : null}
            <label htmlFor="q" className="vh">
              Search by title
            </label>
            <input id="q" name="q" type="search" defaultValue={search} placeholder="Search by title" />
            {series.length > 0 ? (
              <Choice name="series" label="Series" any="Any series" value={filter.series} choices={series.map(({ id, title }) => [id, title])} />
            ) : null}
            {authors.length > 1 ? (
              <Choice name="author" label="Name" any="Any name" value={filter.author} choices={authors.map(({ id, name }) => [id, name])} />
            ) : null}
            <button className="btn small">Search</button>
          </form>
        </search>
      </div>
      {views.length > 0 || isFiltered ? (
        <div className="row views">
          {views.length > 0 ? (
            <ul className="chips" aria-label="Your views">
              {views.map((view) => (
                <li key={view.id}>
                  <a href={addressOfLists(view.filter)} aria-current={view.id === current?.id ? 'true' : undefined}>
                    {view.name}
                  </a>
                </li>
              ))}
            </ul>
          ) : null}
          {isFiltered ? (
            <>
              <ListViews key={addressOfLists(filter)} filter={filter} current={current && { id: current.id, name: current.name }} />
              <a href="/admin">All lists</a>
            </>
          ) : null}
        </div>
      ) : null}
      {rows.length === 0 ? (
        <p className="empty">
          {page > pages ? 'There is no such page.' : isFiltered ? nothingFound(filter) : 'There are no lists yet that you may write in. Begin the first one.'}
        </p>
      ) : (
        <ListRows
          rows={rows.map((row) => ({
            ...{ id: row.id, title: row.title, state: row.state, version: row.draftVersion, seriesId: row.seriesId, position: row.seriesPosition },
            ...{
              live: row.currentEditionId,
              waiting: row.editions[0]?.id ?? null,
              inReview: row.reviews[0]?.state === 'open',
              authors: row.authors.map(({ author }) => author.id),
            },
            content: <Row row={row} />,
          }))}
          mayPublish={isEditor(actor) || alone}
          series={series}
          authors={authors}
        />
      )}
      <Pager previous={page > 1 ? address({}, Math.min(page - 1, pages)) : null} next={page < pages ? address({}, page + 1) : null} page={page} pages={pages} />
      <TrashedToast list={trashed} />
    </>
  )
})

/** What is said when there is nothing of what was asked for. */
function nothingFound({ state, search, series, author }: ListFilter): string {
  const nothing = state ? `Nothing under “${words[state]}”` : 'No list of yours'
  if (series || author) return `${nothing} is in this series, under this name${search ? ` and called “${search}”` : ''}.`
  return search ? `${nothing} is called “${search}”.` : `No list is “${words[state ?? 'draft']}” now.`
}

type ChoiceProps = { name: string; label: string; any: string; value: string; choices: [string, string][] }
const Choice = ({ name, label, any, value, choices }: ChoiceProps) => (
  <select name={name} aria-label={label} defaultValue={value}>
    <option value="">{any}</option>
    {value && choices.every(([id]) => id !== value) ? <option value={value}>One that is gone</option> : null}
    {choices.map(([id, words]) => (
      <option key={id} value={id}>
        {words}
      </option>
    ))}
  </select>
)

function reviewWords({ state, reviewer }: StudioRow['reviews'][number]): string {
  if (state === 'open') return reviewer ? `Waits for ${reviewer.name}` : 'Waits for an editor'
  return state === 'approved' ? 'Approved' : 'Sent back'
}

// A draft may say more than a title can.
const maxTitleLength = 300

function Row({ row }: { row: StudioRow }) {
  const changes = row.state === 'published' && row.publishedVersion !== row.draftVersion
  const waiting = row.editions[0]?.publishAt
  const review = row.reviews[0]
  return (
    <>
      <a href={`/admin/articles/${row.id}`}>
        <b>{row.title ? <Words text={row.title.length > maxTitleLength ? `${row.title.slice(0, maxTitleLength)}…` : row.title} /> : 'No title yet'}</b>
      </a>
      <p className="meta">
        {row.state === 'review' && review ? null : <span className={`badge ${row.state}`}>{changes ? 'Published, with changes' : stateWords[row.state]}</span>}
        {review ? <span className={`badge ${review.state === 'approved' ? 'published' : 'review'}`}>{reviewWords(review)}</span> : null}
        {waiting ? (
          <span>
            goes live <Moment at={waiting} zone />
          </span>
        ) : null}
        <span>{row.entryCount === 1 ? '1 entry' : `${row.entryCount} entries`}</span>
        {row.authors.length > 0 ? <span>{row.authors.map(({ author }) => author.name).join(', ')}</span> : null}
        {row.series ? <span>{row.series.title}</span> : null}
        {row.state === 'published' ? (
          <span>
            {row.voteCount === 1 ? '1 vote' : `${row.voteCount} votes`}, {row.commentCount === 1 ? '1 comment' : `${row.commentCount} comments`}
          </span>
        ) : null}
        <span>
          saved <Moment at={row.draftSavedAt} />
        </span>
      </p>
    </>
  )
}
