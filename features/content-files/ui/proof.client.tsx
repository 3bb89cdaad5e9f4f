'use client'

import type { ReadArticle } from '../schema'

const number = (count: number) => count.toLocaleString('en')

/** Where every character of the article went. */
export function Proof({ article: { characters, dropped, questions, notes, faults, leftOver } }: { article: ReadArticle }) {
  const { all, used, dropped: out, leftOver: lost } = characters
  return (
    <section className="proof" aria-labelledby="proof">
      <h2 id="proof">{faults > 0 ? `${number(faults)} characters were lost` : `Nothing was lost: ${number(all)} of ${number(all)} characters`}</h2>
      {faults > 0 ? <p className="error">This is a fault of ours. Keep your text, and tell whoever runs the site.</p> : null}
      <p>
        {number(used)} are in the list
        {out > 0 ? `, ${number(out)} are signs, numbers and the like that the list has in other ways` : ''}
        {lost > 0 ? `, ${number(lost)} were left over${leftOver.length === 0 ? ' and have a place now' : ''}` : ''}.
      </p>
      {dropped.length > 0 ? (
        <details>
          <summary>What is not in the list, and why</summary>
          <dl>
            {dropped.map(({ why, words, characters: count }) => (
              <div key={why}>
                <dt>
                  {why}, {number(count)} characters
                </dt>
                <dd>{words.join(' · ')}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
      {questions.length + notes.length > 0 ? (
        <details>
          <summary>{questions.length + notes.length === 1 ? '1 remark' : `${questions.length + notes.length} remarks`}</summary>
          <ul>
            {[...questions, ...notes].map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}
