import { Words } from '@/ui/name'
import { Time } from '@/ui/time'
import type { ArticleCard } from '../queries/cards'
import { CardFacts, CoverImage } from './card'

/** Lists below each other, each with its cover and standfirst. */
export function Rows({
  cards,
  level: Heading = 'h2',
  numbered,
}: {
  cards: ArticleCard[]
  level?: 'h2' | 'h3'
  /** The place of the first in their order, from 1. */ numbered?: number
}) {
  const List = numbered ? 'ol' : 'ul'
  return (
    <List className="rows" {...(numbered && numbered > 1 && { start: numbered })}>
      {cards.map((card) => (
        <li key={card.id}>
          {/* The title is the link that is read out; the picture leads there too. */}
          <a href={`/articles/${card.slug}`} tabIndex={-1} aria-hidden="true">
            <CoverImage cover={card.cover} sizes="(max-width: 40rem) 40vw, 16rem" />
          </a>
          <div>
            {card.series ? (
              <span className="kicker">
                {numbered ? null : <b>{card.series.title}</b>} {card.series.position ? `${numbered ? 'No.' : 'no.'} ${card.series.position}` : null}
              </span>
            ) : null}
            <Heading>
              <a href={`/articles/${card.slug}`}>
                <Words text={card.title} />
              </a>
            </Heading>
            {card.standfirst ? (
              <p>
                <Words text={card.standfirst} />
              </p>
            ) : null}
            <p className="meta">
              <span>
                <CardFacts card={card} />
              </span>{' '}
              <Time at={card.publishedAt} />
            </p>
          </div>
        </li>
      ))}
    </List>
  )
}
