import type { Metadata } from 'next'
import { connection } from 'next/server'
import { renderProse } from '@/features/articles/markdown'
import { findNeighbours, listRelatedIds } from '@/features/articles/queries/article-page'
import { listArticlesById } from '@/features/articles/queries/cards'
import { findShareImage } from '@/features/articles/share-image/queries'
import { AuthorBox, InSeries, Related } from '@/features/articles/ui/after-list'
import { Entries } from '@/features/articles/ui/entries'
import { Hero } from '@/features/articles/ui/hero'
import { PassOn } from '@/features/articles/ui/pass-on'
import { Rail } from '@/features/articles/ui/rail'
import { excerpt } from '@/features/articles/markdown'
import { noteOwn } from '@/platform/cache'
import { absolute, head } from '../../_page/metadata'
import { loadArticle } from './load'

export const instant = false

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection()
  const article = await loadArticle((await params).slug)
  const { document, series } = article
  return head({
    title: document.title,
    description: document.standfirst || excerpt(document.intro),
    path: `/articles/${article.slug}`,
    image: await findShareImage('article', article.id),
    type: 'article',
    article: { publishedAt: article.publishedAt, updatedAt: article.updatedAt, authors: article.authors, section: series?.title },
    feed: series ? { path: `/series/${series.slug}/feed`, title: series.title } : undefined,
  })
}

export default async function ArticleRoute({ params }: Props) {
  await connection()
  const article = await loadArticle((await params).slug)
  noteOwn(`article:${article.id}`)
  const [neighbours, related] = await Promise.all([findNeighbours(article), listRelatedIds(article).then((ids) => listArticlesById(ids))])
  const { intro, outro } = article.prose
  return (
    <main id="main">
      <Hero article={article} />
      <div className="list">
        {article.total > 1 ? <Rail article={article} /> : null}
        {intro ? (
          <div className="intro" id="intro">
            <div className="prose" dangerouslySetInnerHTML={{ __html: intro }} />
          </div>
        ) : null}
        <Entries article={article} after={() => null} />
        {outro ? (
          <div className="outro" id="outro">
            <div className="prose" dangerouslySetInnerHTML={{ __html: outro }} />
          </div>
        ) : null}
        <AuthorBox authors={article.authors} bios={new Map(article.authors.map(({ id, bio }) => [id, renderProse(bio)]))} />
        <PassOn url={absolute(`/articles/${article.slug}`)} title={article.document.title} />
        <InSeries series={article.series} {...neighbours} />
        <Related cards={related} />
      </div>
    </main>
  )
}
