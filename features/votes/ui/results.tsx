import { Words } from '@/ui/name'
import { Own } from '@/ui/own'
import { percent, ShareBar } from '@/ui/share-bar'
import type { Result, Results as ResultsView } from '../results'
import { turnout, votesText } from './words'

/** Entries shown before the rest is folded away. */
const maxShown = 20

type Props = { article: { id: string; slug: string }; question: string; results: ResultsView }

/** The closing question, how readers answered it, and one's own answer among them. */
export function Results({ article, question, results }: Props) {
  const { counted, held, entries, removed } = results
  const longest = entries[0]?.share ?? 0
  const row = (result: Result) => <Row key={result.id} result={result} longest={longest} />
  return (
    <section className="ask" id="results" aria-labelledby="question">
      <h2 id="question">
        <Words text={question || 'Which one was your favourite?'} />
      </h2>
      <p className="turnout">{turnout(counted)}</p>
      <ol className="res" hidden={counted === 0}>
        {entries.slice(0, maxShown).map(row)}
      </ol>
      {entries.length > maxShown ? (
        <details className="more">
          <summary>All {entries.length} entries</summary>
          <ol className="res" start={maxShown + 1} hidden={counted === 0}>
            {entries.slice(maxShown).map(row)}
          </ol>
        </details>
      ) : null}
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
      <Own of={`voted:${article.id}`} then={<TakeBack slug={article.slug} />} otherwise={<TakeBack slug={article.slug} hidden />} />
    </section>
  )
}

// Hidden it costs a few bytes, and the script need not make one.
const TakeBack = ({ slug, hidden = false }: { slug: string; hidden?: boolean }) => (
  <form className="undo" method="post" action={`/api/articles/${slug}/vote`} hidden={hidden}>
    <input type="hidden" name="at" value="results" />
    <button type="submit" className="btn quiet small" name="entry" value="">
      Take my vote back
    </button>
  </form>
)

function Row({ result, longest }: { result: Result; longest: number }) {
  const { id, slug, heading, rank, votes, share } = result
  const cells = (own: boolean) => (
    <>
      <b>{rank}</b>
      <span className="bar">
        <span>
          <a href={`#${slug}`}>
            <Words text={heading} />
          </a>
          {own ? <span className="you"> your vote</span> : null}
        </span>
        <ShareBar share={share} of={longest} />
      </span>
      <span className="mv">{votesText(votes)}</span>
      <span className="pc">{percent(share)}</span>
    </>
  )
  return <Own of={`vote:${id}`} then={<li className="mine">{cells(true)}</li>} otherwise={<li>{cells(false)}</li>} />
}
