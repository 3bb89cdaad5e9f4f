import type { Metadata } from 'next'
import { mayModerate } from '@/features/accounts/policy'
import { listOwnDrafts, listPlanned, type OwnDraft, type Planned } from '@/features/articles/queries/planned'
import { listLastDay, type ListOfDay } from '@/features/comments/queries/last-day'
import { listWaitingComments, type WaitingComment } from '@/features/comments/queries/waiting-comments'
import { listAnsweredNotes } from '@/features/reviews/queries/answered-notes'
import { listWaiting } from '@/features/reviews/queries/waiting'
import { counted } from '@/platform/text/counted'
import { Moment } from '@/ui/moment.client'
import { Words } from '@/ui/name'
import { countForShell } from '../_studio/shell'
import { studioPage } from '../_studio/studio-page'
import { ListsHead } from '../_studio/lists-head'
import { pressing } from '../_studio/pressing'
import { WaitsForYou } from '../_studio/waiting'

export const instant = false
export const metadata: Metadata = { title: 'Today' }

export default studioPage({ path: () => '/admin/today', current: '/admin/today', wide: true }, async ({ actor }) => {
  const moderates = mayModerate(actor)
  const [reviews, notes, comments, { aside, failed }, drafts, planned, lists] = await Promise.all([
    listWaiting(actor),
    listAnsweredNotes(actor),
    moderates ? listWaitingComments(actor) : null,
    countForShell(actor),
    listOwnDrafts(actor),
    listPlanned(actor),
    listLastDay(actor),
  ])
  const others = pressing({ comments, aside, failed, notes })
  return (
    <>
      <ListsHead title="Today" actor={actor} />
      <div className="today">
        <div>
          {reviews.length + others.length > 0 ? (
            <WaitsForYou waiting={reviews} others={others} />
          ) : (
            <section aria-labelledby="waits">
              <h2 id="waits">Waits for you</h2>
              <p className="soft">Nothing. The stage is yours.</p>
            </section>
          )}
          <LastDay lists={lists} />
        </div>
        <div>
          <Drafts drafts={drafts} />
          <GoesLive planned={planned} />
          {comments && comments.latest.length > 0 ? <Comments latest={comments.latest} /> : null}
        </div>
      </div>
    </>
  )
})

const maxTitleLength = 120
const Title = ({ text }: { text: string }) =>
  text ? <Words text={text.length > maxTitleLength ? `${text.slice(0, maxTitleLength)}…` : text} /> : 'No title yet'

const Drafts = ({ drafts }: { drafts: OwnDraft[] }) => (
  <section aria-labelledby="drafts">
    <h2 id="drafts">Your drafts</h2>
    {drafts.length === 0 ? <p className="soft">None. What you begin stands here until readers have it.</p> : null}
    <ul>
      {drafts.map(({ articleId, title, entryCount, isInReview, savedAt }) => (
        <li key={articleId}>
          <a href={`/admin/articles/${articleId}`}>
            <Title text={title} />
          </a>
          <p className="meta">
            {isInReview ? <span className="badge review">In review</span> : null}
            <span>{counted(entryCount, 'entry', 'entries')}</span>
            <span>
              saved <Moment at={savedAt} />
            </span>
          </p>
        </li>
      ))}
    </ul>
  </section>
)

const GoesLive = ({ planned }: { planned: Planned[] }) => (
  <section aria-labelledby="goes-live">
    <h2 id="goes-live">Goes live</h2>
    {planned.length === 0 ? <p className="soft">Nothing is planned.</p> : null}
    <ul>
      {planned.map(({ articleId, title, number, at }) => (
        <li key={articleId}>
          <a href={`/admin/articles/${articleId}`}>
            <Title text={title} />
          </a>
          <p className="meta">
            <span>
              <Moment at={at} zone />
            </span>
            <span>edition {number}</span>
          </p>
        </li>
      ))}
    </ul>
  </section>
)

const Comments = ({ latest }: { latest: WaitingComment[] }) => (
  <section aria-labelledby="comments-wait">
    <h2 id="comments-wait">Latest comments that wait</h2>
    <ul>
      {latest.map(({ id, name, body, slug, title, at, reasons }) => (
        <li key={id}>
          <p className="said" dir="auto">
            <b>{name}</b> {body}
          </p>
          <p className="meta">
            <a href={`/articles/${slug}#comments`}>
              <Title text={title} />
            </a>
            <span>
              <Moment at={at} />
            </span>
            {reasons.length > 0 ? <span>{reasons.join(', ')}</span> : null}
          </p>
        </li>
      ))}
    </ul>
  </section>
)

const LastDay = ({ lists }: { lists: ListOfDay[] }) => (
  <section aria-labelledby="last-day">
    <h2 id="last-day">In the last 24 hours</h2>
    {lists.length === 0 ? <p className="soft">No reader has voted or commented since yesterday at this time.</p> : null}
    <ul>
      {lists.map(({ id, slug, title, votes, votesOfDay, comments, commentsOfDay }) => (
        <li key={id}>
          <a href={`/articles/${slug}#results`}>
            <Title text={title} />
          </a>
          <p className="meta">
            <span>
              {counted(votes, 'vote')}
              {votesOfDay > 0 ? <b className="more"> +{votesOfDay.toLocaleString('en')}</b> : null}
            </span>
            <span>
              {counted(comments, 'comment')}
              {commentsOfDay > 0 ? <b className="more"> +{commentsOfDay.toLocaleString('en')}</b> : null}
            </span>
          </p>
        </li>
      ))}
    </ul>
  </section>
)
