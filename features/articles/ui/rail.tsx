import { Fragment } from 'react'
import { Own } from '@/ui/own'
import type { ArticlePage } from '../queries/article-page'
import { entriesOf } from '../schema'

/** A number for every entry, to jump to it; the reader's favourite is lit. */
export function Rail({ article }: { article: ArticlePage }) {
  return (
    <nav className="rail" aria-label="Entries">
      {entriesOf(article.document).map(({ entry }) => {
        const number = article.numbers.get(entry.id)
        const link = (mine: boolean) => (
          <a className={mine ? 'mine' : undefined} href={`#${entry.slug}`} aria-label={`${number}. ${entry.heading}${mine ? ', your favourite' : ''}`}>
            {number}
          </a>
        )
        return (
          <Fragment key={entry.id}>
            <Own of={`vote:${entry.id}`} then={link(true)} otherwise={link(false)} />{' '}
          </Fragment>
        )
      })}
    </nav>
  )
}
