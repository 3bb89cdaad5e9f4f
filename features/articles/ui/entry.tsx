import type { ReactNode } from 'react'
import { Words } from '@/ui/name'
import type { ArticlePage } from '../queries/article-page'
import { inLanguage } from '../document/languages'
import { chipsOf, videoOf } from '../reading/records'
import type { ListEntry } from '../schema'
import { Chips } from './chips'
import { Poster } from './poster'

export type HeadingLevel = 'h1' | 'h2' | 'h3' | 'h4'
type Props = { article: ArticlePage; entry: ListEntry; level: HeadingLevel; eager?: boolean; children?: ReactNode }

/** The title line: who, and in small letters in whose song. `href` makes it a link. */
export function EntryHeading({ article, entry, level: Heading, href }: Pick<Props, 'article' | 'entry' | 'level'> & { href?: string }) {
  const line = article.prose.entries.get(entry.id)?.line
  return (
    <>
      <span className="number" aria-hidden="true">
        {article.numbers.get(entry.id)}
      </span>{' '}
      <Heading {...inLanguage(article.document.language)}>
        <b className="vh">{article.numbers.get(entry.id)}. </b>
        {href ? (
          <a href={href}>
            <Words text={entry.heading} />
          </a>
        ) : (
          <Words text={entry.heading} />
        )}
        {line ? (
          <>
            {' '}
            <span dangerouslySetInnerHTML={{ __html: line }} />
          </>
        ) : null}
      </Heading>
    </>
  )
}

/** Credits, poster and prose of an entry; `children` (the favourite and what else later features know) stand below. */
export function EntryBody({ article, entry, eager, children }: Omit<Props, 'level'>) {
  const video = videoOf(entry, article.records)
  const body = article.prose.entries.get(entry.id)?.body
  return (
    <>
      <Chips chips={chipsOf(entry, article.records)} />
      {video ? <Poster entryId={entry.id} video={video} eager={eager} /> : null}
      {body ? <div className="prose" {...inLanguage(article.document.language)} dangerouslySetInnerHTML={{ __html: body }} /> : null}
      {children}
    </>
  )
}

/** One entry in its list. */
export function ListedEntry({ linked = true, ...props }: Props & { linked?: boolean }) {
  const { article, entry } = props
  return (
    <li className="entry" id={entry.slug} data-entry={entry.id} value={article.numbers.get(entry.id)}>
      <EntryHeading article={article} entry={entry} level={props.level} href={linked ? `/articles/${article.slug}/${entry.slug}` : undefined} />
      <EntryBody {...props} />
    </li>
  )
}
