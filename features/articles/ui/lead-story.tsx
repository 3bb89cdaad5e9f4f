import { dayText } from '@/ui/time'
import { Words } from '@/ui/name'
import type { ArticleCard } from '../queries/cards'
import { counted } from '@/platform/text/counted'
import { byline, Card, CoverImage } from './card'

/** A list told large: the newest at the top of the home page, and `second`, mirrored, one that would stand alone in its row. */
export function LeadStory({ card, second = false }: { card: ArticleCard; second?: boolean }) {
  return (
    <a className={second ? 'lead second' : 'lead'} href={`/articles/${card.slug}`}>
      <CoverImage cover={card.cover} eager={!second} sizes="(max-width: 56rem) 92vw, 44rem" />
      <div>
        {card.series ? (
          <span className="kicker">
            <b>
              <Words text={card.series.title} />
            </b>{' '}
            {card.series.position ? `no. ${card.series.position}` : null}
          </span>
        ) : null}
        <h2>
          <Words text={card.title} />
        </h2>
        <p>
          <Words text={card.standfirst} />
        </p>
        <p className="by">
          {card.authors.length > 0 ? (
            <span>
              By <b>{byline(card.authors)}</b>
            </span>
          ) : null}{' '}
          <span>{dayText(card.publishedAt)}</span> {card.voteCount > 0 ? <span>{counted(card.voteCount, 'vote')}</span> : null}{' '}
          {card.commentCount > 0 ? <span>{counted(card.commentCount, 'comment')}</span> : null}
        </p>
      </div>
    </a>
  )
}

/** The newest list large, with its words below it, and the next two beside it; on a phone all three are large. */
export const FrontStories = ({ lead, beside }: { lead: ArticleCard; beside: ArticleCard[] }) => (
  <div className="front">
    <LeadStory card={lead} />
    <ul>
      {beside.map((card) => (
        <li key={card.id}>
          <Card card={card} level="h2" />
        </li>
      ))}
    </ul>
  </div>
)
