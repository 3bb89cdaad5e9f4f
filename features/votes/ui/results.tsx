import type { ReactNode } from 'react'
import { formState } from '@/platform/cache'
import { inLanguage } from '@/features/articles/document/languages'
import { StarFilledIcon, StarIcon } from '@/ui/icons'
import { Words } from '@/ui/name'
import { Own } from '@/ui/own'
import { ShareBar } from '@/ui/share-bar'
import { takesVotes, type Voting } from '../policy'
import type { Result, Results as ResultsView } from '../results'
import { isFew, lastTurnout, rowWords, turnout, votesText } from './words'

/** Entries shown before the rest is folded away. */
const maxShown = 20

type Props = {
  article: { id: string; slug: string }
  question: string
  /** Of the question: a tag of BCP 47, '' for the page's own. */
  language: string
  results: ResultsView
  voting: Voting
  /** What an entry's heading leaves out, by its id: whose song it is. */
  lines: Map<string, string>
  /** What readers say of an entry, by its id. */
  quotes?: Map<string, ReactNode>
}

/** The closing question, how readers answered it, and one's own answer among them: one form, in which each entry is a button. */
export function Results({ article, question, language, results, voting, lines, quotes }: Props) {
  const { counted, held, entries, removed } = results
  const longest = entries[0]?.share ?? 0
  const isOpen = takesVotes(voting)
  const refused = formState('vote')
  const row = (result: Result) => <Row key={result.id} {...{ result, counted, longest, voting }} line={lines.get(result.id)} quote={quotes?.get(result.id)} />
  return (
    <section className="ask" id="results" aria-labelledby="question">
      <h2 id="question" {...(question ? inLanguage(language) : {})}>
        <Words text={question || (entries.length === 1 ? 'Is it one of your favourites?' : 'Which one was your favourite?')} />
      </h2>
      <p className="turnout">{voting === 'over' || voting === 'off' ? lastTurnout(counted, voting) : turnout(counted)}</p>
      {voting === 'accounts' ? (
        <Own
          of="signed-in"
          otherwise={
            <p className="soft">
              <a href={`/sign-in?next=${encodeURIComponent(`/articles/${article.slug}#results`)}`}>Sign in</a> to vote: on this site you need an account for it.
            </p>
          }
        />
      ) : null}
      <form method="post" action={`/api/articles/${article.slug}/vote`}>
        <input type="hidden" name="at" value="results" />
        {refused?.values.at === 'results' ? (
          <p className="error" role="alert">
            {refused.message}
          </p>
        ) : null}
        <ol className="res">{entries.slice(0, maxShown).map(row)}</ol>
        {entries.length > maxShown ? (
          <details className="more">
            <summary>All {entries.length} entries</summary>
            <ol className="res" start={maxShown + 1}>
              {entries.slice(maxShown).map(row)}
            </ol>
          </details>
        ) : null}
        {isOpen ? <Own of={`voted:${article.id}`} then={<TakeBack />} otherwise={<TakeBack hidden />} /> : null}
      </form>
      {removed.length > 0 ? (
        <p className="soft">
          No longer in the list, and no longer counted: {removed.map(({ heading, votes }) => `${heading} (${votesText(votes)})`).join(', ')}.
        </p>
      ) : null}
      {held > 0 ? (
        <p className="soft">
          {votesText(held)} {held === 1 ? 'is' : 'are'} kept aside and not counted, because many came from one place at once.
        </p>
      ) : null}
    </section>
  )
}

// Hidden it costs a few bytes, and the script need not make one.
const TakeBack = ({ hidden = false }: { hidden?: boolean }) => (
  <button type="submit" className="btn quiet small undo" name="entry" value="" hidden={hidden}>
    Take my vote back
  </button>
)

type RowProps = { result: Result; counted: number; longest: number; line?: string; quote?: ReactNode; voting: Voting }

function Row({ result, counted, longest, line, quote, voting }: RowProps) {
  const { id, slug, heading, share } = result
  const [place, votes, part] = rowWords(result, counted)
  const button = (own: boolean) => (
    <button name="entry" value={own ? '' : slug} aria-pressed={own} aria-label={`My favourite: ${heading}`}>
      {own ? <StarFilledIcon /> : <StarIcon />}
    </button>
  )
  const cells = (own: boolean) => (
    <>
      <b>{place}</b>{' '}
      <span className={isFew(counted) ? 'bar few' : 'bar'}>
        <span>
          <a href={`#${slug}`}>
            <Words text={heading} />
          </a>
          {line ? (
            <small>
              {' '}
              <Words text={line} />
            </small>
          ) : null}
          {own ? <span className="you"> your vote</span> : null}
        </span>
        <ShareBar share={share} of={longest} />
        {quote}
      </span>{' '}
      <span className="mv">{votes}</span> <span className="pc">{part}</span>{' '}
      {!takesVotes(voting) ? null : voting === 'everyone' || own ? button(own) : <Own of="signed-in" then={button(own)} />}
    </>
  )
  return <Own of={`vote:${id}`} then={<li className="mine">{cells(true)}</li>} otherwise={<li>{cells(false)}</li>} />
}
