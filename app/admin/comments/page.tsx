import type { Metadata } from 'next'
import { hideReasons } from '@/features/moderation-rules/reasons'
import { mayDecide } from '@/features/moderation/policy'
import { getLoad, type Load } from '@/features/moderation/queries/load'
import { listQueue } from '@/features/moderation/queries/queue'
import { listReplies } from '@/features/moderation/queries/saved-replies'
import { queueInput, type Likeness, type QueueView } from '@/features/moderation/schema'
import { QueueRoom } from '@/features/moderation/ui/queue.client'
import { counted } from '@/platform/text/counted'
import { Moment } from '@/ui/moment.client'
import { Fail } from '@/ui/notice'
import { countForShell } from '../_studio/shell'
import { studioPage } from '../_studio/studio-page'

export const instant = false
export const metadata: Metadata = { title: 'Comments' }

const refused = (
  <Fail code="403" title="Comments are moderated by editors">
    <p>Here editors see which comments wait and which were reported. To see them too, ask an admin to make you an editor.</p>
    <p>
      <a href="/">To the front page</a> or <a href="/admin">to your lists</a>
    </p>
  </Fail>
)

const viewNames: Record<QueueView, string> = { waiting: 'Waiting', reported: 'Reported', appeals: 'Appeals', hidden: 'Hidden', all: 'All' }

const alikeWords: Record<Likeness, string> = { words: 'with the same words', person: 'of the same person', network: 'from the same network' }

const empty: Record<QueueView, string> = {
  waiting: 'Nothing waits. The talk is yours to enjoy.',
  reported: 'No report waits. Readers are content, or kind.',
  appeals: 'No writer asks for another look.',
  hidden: 'No comment is hidden.',
  all: 'Nobody has said anything yet.',
}

export default studioPage({ path: () => '/admin/comments', may: mayDecide, refused, current: '/admin/comments', wide: true }, async ({ actor, query }) => {
  const given = { view: query('view') || undefined, list: query('list'), rule: query('rule'), like: query('like'), of: query('of') }
  const parsed = queueInput.safeParse(given)
  const input = parsed.data ?? queueInput.parse({ view: given.view })
  const { view, list = '', rule = '', like = '', of = '' } = input
  const [{ items, next }, { comments }, load, replies] = await Promise.all([listQueue(actor, input), countForShell(actor), getLoad(actor), listReplies(actor)])
  const counts: Partial<Record<QueueView, number>> = { waiting: comments?.waiting ?? 0, reported: comments?.reported ?? 0, appeals: comments?.appeals ?? 0 }
  const isAlike = like !== '' && of !== ''
  const isNarrow = list !== '' || rule !== '' || isAlike
  const narrowings = [
    ...(isAlike ? [alikeWords[like as Likeness]] : []),
    ...(list ? [`on “${items[0]?.list.title ?? 'one list'}”`] : []),
    ...(rule ? [`with “${rule}”`] : []),
  ]
  return (
    <>
      <div className="queue-head">
        <h1>Comments</h1>
        <nav aria-label="Which comments">
          <ul className="chips">
            {(Object.keys(viewNames) as QueueView[]).map((name) => (
              <li key={name}>
                <a href={name === 'waiting' ? '/admin/comments' : `/admin/comments?view=${name}`} aria-current={name === view ? 'page' : undefined}>
                  {viewNames[name]} {counts[name] === undefined ? null : <small>{counts[name].toLocaleString('en')}</small>}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p className="queue-load soft">
          {counted(load.came, 'comment')} came in 24 hours, {load.decided.toLocaleString('en')} decided
          {load.oldest ? (
            <>
              ; the oldest waits since <Moment at={load.oldest} />
            </>
          ) : null}
        </p>
        <p className="queue-more">
          <a href="/admin/comments/rules">Rules</a> <a href="/admin/bans">Bans</a>
        </p>
      </div>
      {isNarrow ? (
        <p className="queue-narrow">
          Only those {narrowings.join(' and ')}. <a href={view === 'waiting' ? '/admin/comments' : `/admin/comments?view=${view}`}>Show all</a>
        </p>
      ) : null}
      <QueueRoom
        key={`${view} ${list} ${rule} ${like} ${of}`}
        asked={{ view, list, rule, like, of }}
        items={items}
        next={next}
        replies={replies}
        reasons={Object.entries(hideReasons).map(([code, words]) => ({ code, words }))}
        empty={isNarrow ? 'Nothing here any more.' : empty[view]}
      />
      <Fortnight days={load.days} />
    </>
  )
})

/** What came and what became of it, day by day. */
const Fortnight = ({ days }: { days: Load['days'] }) => (
  <details className="queue-days">
    <summary>The last {days.length} days</summary>
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways on a phone, also by keyboard */}
    <section className="scrolls" aria-label="The last days, as a table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Day (UTC)</th>
            <th scope="col">Came</th>
            <th scope="col">Held</th>
            <th scope="col">Shown</th>
            <th scope="col">Hidden</th>
            <th scope="col">Reports</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ day, came, held, shown, hidden, reports }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{came}</td>
              <td>{held}</td>
              <td>{shown}</td>
              <td>{hidden}</td>
              <td>{reports}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </details>
)
