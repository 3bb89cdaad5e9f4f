import { HeartIcon } from '@/ui/icons'
import { Words } from '@/ui/name'
import type { Quote as View } from '../queries/best-becauses'
import { becauseWord } from '../because-word'
import { cutAtWord, inQuotes } from '../quote'

type Props = { quote: View; /** The page on which the talk is. */ path: string }

/** Characters in a row of the results: two lines on a phone. */
const maxInRow = 60

const wayTo = ({ quote, path }: Props) => `${path}?comment=${quote.id}#comment-${quote.id}`

/** The best-liked because of an entry, below the writer's words. */
export function Quote({ quote, path }: Props) {
  const { text, isCut, name, hearts, voted } = quote
  return (
    <figure className="quote">
      <blockquote dir="auto">
        <b>{becauseWord}</b> {text}
      </blockquote>
      <figcaption>
        <span>
          <b dir="auto">{name}</b>
          {voted ? (
            <>
              , voted <Words text={inQuotes(voted)} />
            </>
          ) : null}
        </span>{' '}
        <span>
          <HeartIcon /> {hearts.toLocaleString('en')}
          <span className="vh"> hearts</span>
        </span>{' '}
        <a href={wayTo({ quote, path })}>
          {isCut ? 'Read on' : 'Answer'}
          <span className="vh"> to what {name} says</span>
        </a>
      </figcaption>
    </figure>
  )
}

/** The same in a row of the results. */
export const QuoteInRow = ({ quote, path }: Props) => (
  <small className="why" dir="auto">
    <a href={wayTo({ quote, path })}>
      {becauseWord} {cutAtWord(quote.text, maxInRow)}
    </a>
  </small>
)
