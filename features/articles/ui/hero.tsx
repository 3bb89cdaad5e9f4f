import { Breadcrumbs } from '@/ui/breadcrumbs'
import { Words } from '@/ui/name'
import { Time } from '@/ui/time'
import type { ArticlePage } from '../queries/article-page'
import { inLanguage } from '../document/languages'
import { readingMinutes } from '../reading/edition'
import { counted } from '@/platform/text/counted'
import { CoverImage } from './card'

/** Words that lead to a list's authors. */
function Byline({ authors }: { authors: { slug: string; name: string }[] }) {
  if (authors.length === 0) return null
  return (
    <span>
      By{' '}
      {authors.map((author, index) => (
        <span key={author.slug}>
          {index === 0 ? null : index === authors.length - 1 ? ' and ' : ', '}
          <b>
            <a href={`/authors/${author.slug}`} rel="author">
              <Words text={author.name} />
            </a>
          </b>
        </span>
      ))}
    </span>
  )
}

const longTitle = 48

/** The top of a list: where it stands, its title, who wrote it, and its cover. */
export function Hero({ article }: { article: ArticlePage }) {
  const { document, series } = article
  // Whoever took the picture is named wherever it stands large.
  const credit = article.cover?.picture?.credit
  const wasUpdated = article.updatedAt.getTime() - article.publishedAt.getTime() > 86_400_000
  return (
    <header className="hero">
      <div>
        <Breadcrumbs
          trail={[
            { href: '/', label: 'Home' },
            { href: '/articles', label: 'Lists' },
          ]}
        />
        {series ? (
          <a className="kicker" href={`/series/${series.slug}`}>
            <b>
              <Words text={series.title} />
            </b>{' '}
            a series{series.position ? `, no. ${series.position}` : null}
          </a>
        ) : null}
        <h1 className={document.title.length > longTitle ? 'long' : undefined} {...inLanguage(document.language)}>
          <Words text={document.title} />
        </h1>
        {document.standfirst ? (
          <p className="stand" {...inLanguage(document.language)}>
            <Words text={document.standfirst} />
          </p>
        ) : null}
        <p className="by">
          <Byline authors={article.authors} /> <Time at={article.publishedAt} />{' '}
          {wasUpdated ? (
            <span>
              Updated <Time at={article.updatedAt} />
            </span>
          ) : null}{' '}
          <span>{readingMinutes(article.prose)} min</span> {article.voteCount > 0 ? <a href="#results">{counted(article.voteCount, 'vote')}</a> : null}{' '}
          {article.commentCount > 0 ? <a href="#comments">{counted(article.commentCount, 'comment')}</a> : null}
          {credit ? (
            <>
              {' '}
              <span>
                <Words text={credit} />
              </span>
            </>
          ) : null}
        </p>
      </div>
      <CoverImage cover={article.cover} eager said sizes="(max-width: 56rem) 92vw, 36rem" />
    </header>
  )
}
