import type { Metadata } from 'next'
import { listForStudio, type StudioRow } from '@/features/editor/queries/studio-list'
import { listWaiting } from '@/features/reviews/queries/waiting'
import { findTrashed } from '@/features/trash/queries/trash'
import { TrashedToast } from '@/features/trash/ui/trashed-toast.client'
import { UnsentWords } from '@/features/editor/ui/unsent-words.client'
import { Moment } from '@/ui/moment.client'
import { Pager } from '@/ui/pager'
import { Words } from '@/ui/name'
import { ListsHead } from './_studio/lists-head'
import { WaitsForYou } from './_studio/waiting'
import { studioPage } from './_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Lists' }

const states = ['draft', 'review', 'scheduled', 'published', 'unpublished'] as const
type State = (typeof states)[number]
const words: Record<State, string> = { draft: 'Drafts', review: 'In review', scheduled: 'Scheduled', published: 'Published', unpublished: 'Unpublished' }
const one: Record<State, string> = { draft: 'Draft', review: 'In review', scheduled: 'Scheduled', published: 'Published', unpublished: 'Unpublished' }

// Shown where the page is refused: to an account that was a writer's.
const besides = (accountId: string) => <UnsentWords accountId={accountId} isClosed />

export default studioPage({ path: () => '/admin', current: '/admin', wide: true, besides }, async ({ actor, query: text }) => {
  const state = states.find((name) => name === text('state')) ?? null
  const search = text('q').slice(0, 200)
  const page = Math.max(1, Number.parseInt(text('page'), 10) || 1)
  const waiting = state === null && search === '' && page === 1 ? await listWaiting(actor) : []
  const { rows, counts, total, pages } = await listForStudio(actor, { state, search, page })
  const trashed = await findTrashed(actor, 'list', text('trashed').slice(0, 40))
  const nothing = state ? `Nothing under “${words[state]}”` : 'No list of yours'
  const address = (next: { state?: State | null; page?: number }) => {
    const parts = new URLSearchParams()
    const chosen = next.state === undefined ? state : next.state
    if (chosen) parts.set('state', chosen)
    if (search) parts.set('q', search)
    if (next.page && next.page > 1) parts.set('page', String(next.page))
    return parts.size > 0 ? `/admin?${parts}` : '/admin'
  }
  return (
    <>
      <ListsHead title="Lists" accountId={actor.account!.id} />
      <WaitsForYou waiting={waiting} />
      <div className="filters">
        <ul className="chips" aria-label="States">
          <li>
            <a href={address({ state: null })} aria-current={state === null ? 'true' : undefined}>
              All <small>{total}</small>
            </a>
          </li>
          {states.map((name) => (
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
            <button className="btn small">Search</button>
          </form>
        </search>
      </div>
      {rows.length === 0 ? (
        <p className="empty">
          {page > pages
            ? 'There is no such page.'
            : total === 0 && !search
              ? 'There are no lists yet that you may write in. Begin the first one.'
              : search
                ? `${nothing} is called “${search}”.`
                : `No list is “${words[state ?? 'draft']}” now.`}
        </p>
      ) : (
        <ul className="list-rows">
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
      <Pager
        previous={page > 1 ? address({ page: Math.min(page - 1, pages) }) : null}
        next={page < pages ? address({ page: page + 1 }) : null}
        page={page}
        pages={pages}
      />
      <TrashedToast list={trashed} />
    </>
  )
})

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
    <li>
      <a href={`/admin/articles/${row.id}`}>
        <b>{row.title ? <Words text={row.title.length > maxTitleLength ? `${row.title.slice(0, maxTitleLength)}…` : row.title} /> : 'No title yet'}</b>
      </a>
      <p className="meta">
        {row.state === 'review' && review ? null : <span className={`badge ${row.state}`}>{changes ? 'Published, with changes' : one[row.state]}</span>}
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
    </li>
  )
}
