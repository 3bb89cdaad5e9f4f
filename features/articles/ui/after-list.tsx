import { Words } from '@/ui/name'
import type { ArticleCard } from '../queries/cards'
import type { Neighbour } from '../queries/article-page'
import { CardGrid } from './card'

/** Who wrote it. `bios` are safe HTML by author id. */
export function AuthorBox({ authors, bios }: { authors: { id: string; slug: string; name: string }[]; bios: Map<string, string> }) {
  return authors.map((author) => (
    <aside className="author" key={author.id} aria-label={`About ${author.name}`}>
      <span className="av" aria-hidden="true">
        {[...author.name][0]?.toLocaleUpperCase('en')}
      </span>
      <div>
        <b>
          <a href={`/authors/${author.slug}`}>
            <Words text={author.name} />
          </a>
        </b>
        <div dangerouslySetInnerHTML={{ __html: bios.get(author.id) ?? '' }} />
      </div>
    </aside>
  ))
}

/** Before and after: in a series, or from entry to entry. Nothing when there is neither. */
export function NextPrevious({
  label,
  previous,
  next,
}: {
  label: string
  previous: { href: string; small: string; title: string } | null
  next: { href: string; small: string; title: string } | null
}) {
  if (!previous && !next) return null
  return (
    <nav className="nextprev" aria-label={label}>
      {previous ? (
        <a href={previous.href} rel="prev">
          <small>{previous.small}</small>
          <Words text={previous.title} />
        </a>
      ) : null}
      {next ? (
        <a href={next.href} rel="next">
          <small>{next.small}</small>
          <Words text={next.title} />
        </a>
      ) : null}
    </nav>
  )
}

export function InSeries({ series, previous, next }: { series: { title: string } | null; previous: Neighbour | null; next: Neighbour | null }) {
  if (!series) return null
  const link = (one: Neighbour | null, small: string) => (one ? { href: `/articles/${one.slug}`, small, title: one.title } : null)
  return <NextPrevious label={`In ${series.title}`} previous={link(previous, `Before in ${series.title}`)} next={link(next, `Next in ${series.title}`)} />
}

/** Lists that credit some of the same people. */
export function Related({ cards }: { cards: ArticleCard[] }) {
  if (cards.length === 0) return null
  return (
    <section className="related" aria-labelledby="related">
      <h2 id="related">More with the same names</h2>
      <CardGrid cards={cards} look="tight" />
    </section>
  )
}
