import { dayText } from '@/ui/time'
import { Words } from '@/ui/name'
import type { ArticleCard } from '../queries/cards'
import { byline, counted, CoverImage } from './card'

/** The newest list, large, at the top of the home page. */
export function LeadStory({ card }: { card: ArticleCard }) {
  return (
    <a className="lead" href={`/articles/${card.slug}`}>
      <CoverImage cover={card.cover} eager />
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
          ) : null}
          <span>{dayText(card.publishedAt)}</span>
          {card.voteCount > 0 ? <span>{counted(card.voteCount, 'vote')}</span> : null}
          {card.commentCount > 0 ? <span>{counted(card.commentCount, 'comment')}</span> : null}
        </p>
      </div>
    </a>
  )
}
