import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { inLanguage } from '@/features/articles/document/languages'
import { renderProse } from '@/features/articles/markdown'
import { findNeighbours, listRelatedIds } from '@/features/articles/queries/article-page'
import { listArticlesById } from '@/features/articles/queries/cards'
import { AuthorBox, InSeries, Related } from '@/features/articles/ui/after-list'
import { Entries } from '@/features/articles/ui/entries'
import { Hero } from '@/features/articles/ui/hero'
import { PassOn } from '@/features/articles/ui/pass-on'
import { Rail } from '@/features/articles/ui/rail'
import { descriptionOf } from '@/features/articles/reading/description'
import { linesOf } from '@/features/articles/reading/records'
import { conversationKeys } from '@/features/comments/addresses'
import { findConversation, countByEntry } from '@/features/comments/queries/conversation'
import { getTalk } from '@/features/comments/queries/talk'
import { Conversation } from '@/features/comments/ui/conversation'
import { getResults } from '@/features/votes/queries/results'
import { getVotingIn } from '@/features/votes/queries/voting'
import { Favourite } from '@/features/votes/ui/favourite'
import { Results } from '@/features/votes/ui/results'
import { textSheet } from '@/features/media/document/text-sheet'
import { noteOwn } from '@/platform/cache'
import { Main } from '../../_page/main'
import { readQuery, type Query } from '../../_page/query'
import { absolute, head } from '../../_page/metadata'
import { articleAt } from './load'
import { JsonLd } from '@/features/feeds/ui/json-ld'
import { breadcrumbsLd } from '@/features/feeds/json-ld/breadcrumbs'
import { site } from '@/features/feeds/answer'
import { articleLd } from '@/features/feeds/json-ld/article'
import { shareImageOf, shareUrlOf } from '../../_page/share-image'
import '@/features/articles/ui/article.css'
import '@/features/comments/ui/conversation.css'
import '@/features/votes/ui/votes.css'

export const instant = false

/** Shorter intros have no large initial letter: there is no room beside it. */
const roomForInitial = 240
const pictures = /<(figure|picture)>.*?<\/\1>/gs

type Props = { params: Promise<{ slug: string }>; searchParams: Query }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection()
  const article = await articleAt((await params).slug)
  const { document, series } = article
  return head({
    title: document.title,
    description: descriptionOf(document),
    path: `/articles/${article.slug}`,
    image: await shareImageOf('article', article.id),
    type: 'article',
    article: { publishedAt: article.publishedAt, updatedAt: article.updatedAt, authors: article.authors, section: series?.title },
    feed: series ? { path: `/series/${series.slug}/feed`, title: series.title } : undefined,
  })
}

export default async function ArticleRoute({ params, searchParams }: Props) {
  await connection()
  const about = await site()
  const article = await articleAt((await params).slug)
  noteOwn(`article:${article.id}`)
  const [neighbours, related, results, commentCounts, conversation, talk, voting] = await Promise.all([
    findNeighbours(article),
    listRelatedIds(article).then((ids) => listArticlesById(ids)),
    getResults(article.id),
    countByEntry(article.id),
    findConversation({ articleId: article.id }, await readQuery(searchParams, conversationKeys)),
    getTalk(article),
    getVotingIn(article),
  ])
  if (!conversation) notFound()
  const choices = results.entries.map(({ slug, number, heading }) => ({ slug, label: `${number}. ${heading}`, number })).sort((a, b) => a.number - b.number)
  const { intro, outro } = article.prose
  const words = inLanguage(article.document.language)
  const share = await shareUrlOf('article', article.id)
  const trail = [
    { path: '/', name: about.name },
    { path: '/articles', name: 'Lists' },
    { path: `/articles/${article.slug}`, name: article.document.title },
  ]
  return (
    <Main>
      <JsonLd things={[articleLd(article, { site: about, image: share, threads: conversation.threads }), breadcrumbsLd(trail, about.url)]} />
      <Hero article={article} />
      <div className="list">
        {article.total > 1 ? <Rail article={article} /> : null}
        {article.prose.needsSheet ? <link rel="stylesheet" href={textSheet} /> : null}
        {intro ? (
          <div className={intro.replaceAll(pictures, '').length < roomForInitial ? 'intro brief' : 'intro'} id="intro">
            <div className="prose" {...words} dangerouslySetInnerHTML={{ __html: intro }} />
          </div>
        ) : null}
        <Entries
          article={article}
          after={(entry) => <Favourite article={article} entry={entry} results={results} comments={commentCounts.get(entry.id) ?? 0} voting={voting} />}
        />
        {outro ? (
          <div className="outro" id="outro">
            <div className="prose" {...words} dangerouslySetInnerHTML={{ __html: outro }} />
          </div>
        ) : null}
        <Results
          article={article}
          question={article.document.question}
          language={article.document.language}
          results={results}
          voting={voting}
          lines={linesOf(article.document, article.records)}
        />
        <AuthorBox authors={article.authors} bios={new Map(article.authors.map(({ id, bio }) => [id, renderProse(bio, 2, id)]))} />
        <PassOn url={absolute(`/articles/${article.slug}`)} title={article.document.title} />
        <InSeries series={article.series} {...neighbours} />
        <Related cards={related} />
        <Conversation conversation={conversation} talk={talk} stage={{ slug: article.slug }} choices={choices} />
      </div>
    </Main>
  )
}
