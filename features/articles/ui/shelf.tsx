import { Words } from '@/ui/name'
import type { SeriesWithCards } from '../queries/series'
import { counted } from '@/platform/text/counted'
import { Card } from './card'

/** A series as a shelf that scrolls sideways. */
export function SeriesShelf({ series, cards }: SeriesWithCards) {
  return (
    <section className="shelf" aria-labelledby={`shelf-${series.slug}`}>
      <header>
        <h2 id={`shelf-${series.slug}`}>
          <a href={`/series/${series.slug}`}>
            <Words text={series.title} />
          </a>
        </h2>
        <a className="jump" href={`/series/${series.slug}`}>
          {counted(series.count, 'list')} in this series
        </a>
      </header>
      {series.description ? <div className="shelf-words" dangerouslySetInnerHTML={{ __html: series.description }} /> : null}
      <ol>
        {cards.map((card) => (
          <li key={card.id}>
            <Card card={card} numbered />
          </li>
        ))}
      </ol>
    </section>
  )
}
