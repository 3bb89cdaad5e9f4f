import { defaultSort, isByAge, type Sort } from '../schema'
import type { Conversation, EntryView } from '../view'
import type { Choice } from './comment-form'

const orders: [Sort, string][] = [
  ['best', 'Best'],
  ['newest', 'Newest'],
  ['oldest', 'Oldest'],
  ['answered', 'Most answered'],
]

/** The query of a page of the conversation; empty for the first one that everybody sees. */
export function addressOf({ voted, sort, cursor = '' }: { voted: EntryView | null; sort: Sort; cursor?: string }): string {
  const query = new URLSearchParams()
  if (voted) query.set('voted', voted.slug)
  if (sort !== (voted ? 'newest' : defaultSort)) query.set('sort', sort)
  if (cursor) query.set('cursor', cursor)
  return query.size > 0 ? `?${query}#comments` : ''
}

type Props = { conversation: Conversation; path: string; choices: Choice[] }

/** The orders to read a conversation in, and what of it: all, what is said about one entry, or what those say who voted for one. */
export function Ways({ conversation: { sort, voted }, path, choices }: Props) {
  const all = `${path}#comments`
  const talkedAbout = choices.filter(({ comments }) => comments > 0)
  const votedFor = choices.filter(({ votes }) => votes > 0)
  return (
    <>
      <p className="sort">
        {orders
          .filter(([order]) => !voted || isByAge(order))
          .map(([order, words]) =>
            order === sort ? (
              <b key={order}>{words}</b>
            ) : (
              <a key={order} href={addressOf({ voted, sort: order }) || all}>
                {words}
              </a>
            ),
          )}
      </p>
      {voted || talkedAbout.length + votedFor.length > 0 ? (
        <p className="picks">
          {voted ? <a href={all}>Everything</a> : <b>Everything</b>}
          {talkedAbout.length > 0 ? (
            <button type="button" popoverTarget="talk_one_entry">
              One entry
            </button>
          ) : null}
          {voted ? <b>Voted for “{voted.heading}”</b> : null}
          {votedFor.length > 0 ? (
            <button type="button" popoverTarget="talk_who_voted">
              Who voted for…
            </button>
          ) : null}
        </p>
      ) : null}
      <Links
        id="talk_one_entry"
        label="What is said about one entry"
        entries={talkedAbout}
        href={({ slug }) => `${path}/${slug}#comments`}
        count={({ comments }) => comments}
      />
      <Links id="talk_who_voted" label="What those say who voted for" entries={votedFor} href={({ slug }) => `?voted=${slug}#comments`} />
    </>
  )
}

type LinksProps = { id: string; label: string; entries: Choice[]; href: (entry: Choice) => string; count?: (entry: Choice) => number }

const Links = ({ id, label, entries, href, count }: LinksProps) =>
  entries.length > 0 ? (
    <div id={id} popover="auto" className="pick">
      <b>{label}</b>
      <ul>
        {entries.map((entry) => (
          <li key={entry.slug}>
            <a href={href(entry)}>{entry.label}</a> {count?.(entry)}
          </li>
        ))}
      </ul>
    </div>
  ) : null
