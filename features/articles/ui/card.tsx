import { counted } from '@/platform/text/counted'
import { focusClass, focusSheet } from '@/features/media/focus'
import { PictureImage } from '@/ui/picture-image'
import { Words } from '@/ui/name'
import type { ArticleCard } from '../queries/cards'

/** `By A and B`, without links: the card is one link. */
export const byline = (authors: { name: string }[]) => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(authors.map(({ name }) => name))

type CoverProps = {
  cover: ArticleCard['cover']
  /** For the one that is seen first. */
  eager?: boolean
  /** It stands alone, so that what is to be seen on it is said; in a link to its list it is decoration. */
  said?: boolean
  /** How wide it is shown. */
  sizes?: string
}

/** The cover of a list: the picture that was chosen for it, or the drawn one. */
export function CoverImage({ cover, eager = false, said = false, sizes = '(max-width: 40rem) 92vw, 24rem' }: CoverProps) {
  if (!cover) return null
  const { picture } = cover
  if (picture)
    return (
      <>
        {/* Where it stands, and not in the head: no other page pays for it. */}
        <link rel="stylesheet" href={focusSheet} />
        <PictureImage className={`cover ${focusClass(picture.focus)}`} picture={picture} alt={said ? picture.alt : ''} sizes={sizes} eager={eager} />
      </>
    )
  return (
    <img
      className="cover"
      src={cover.src}
      alt=""
      width={cover.width}
      height={cover.height}
      loading={eager ? undefined : 'lazy'}
      fetchPriority={eager ? 'high' : undefined}
      decoding="async"
    />
  )
}

/** Authors, votes and comments of a list in one line; a count of 0 is left out. The number of entries when there is nothing else. */
export function CardFacts({ card }: { card: ArticleCard }) {
  const facts = [
    card.authors.length > 0 && `By ${byline(card.authors)}`,
    card.voteCount > 0 && counted(card.voteCount, 'vote'),
    card.commentCount > 0 && counted(card.commentCount, 'comment'),
  ].filter((fact) => fact !== false)
  return <Words text={facts.length > 0 ? facts.join(', ') : counted(card.entryCount, 'entry', 'entries')} />
}

/** A list as one link with its cover. `numbered` shows its place in the series. */
export function Card({ card, level: Heading = 'h3', numbered = false }: { card: ArticleCard; level?: 'h2' | 'h3'; numbered?: boolean }) {
  return (
    <a className="card" href={`/articles/${card.slug}`}>
      <CoverImage cover={card.cover} />
      <Heading>
        <Words text={card.title} />
      </Heading>
      <p>
        {numbered && card.series?.position ? `No. ${card.series.position}. ` : null}
        <CardFacts card={card} />
      </p>
    </a>
  )
}

/** Cards in columns; nothing when there are none. `look`: `tight` below something else; `rows` beside their covers on a phone. */
export function CardGrid({ cards, level, look }: { cards: ArticleCard[]; level?: 'h2' | 'h3'; look?: 'tight' | 'rows' }) {
  if (cards.length === 0) return null
  return (
    <ul className={look ? `grid ${look}` : 'grid'}>
      {cards.map((card) => (
        <li key={card.id}>
          <Card card={card} level={level} />
        </li>
      ))}
    </ul>
  )
}
