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
import { listBestBecauses } from '@/features/comments/queries/best-becauses'
import { getTalk, getTalkNotes } from '@/features/comments/queries/talk'
import { BecausePlace } from '@/features/comments/ui/because-place'
import { Conversation } from '@/features/comments/ui/conversation'
import { Quote, QuoteInRow } from '@/features/comments/ui/quote'
import { Follow } from '@/features/notices/ui/follow'
import { getResults } from '@/features/votes/queries/results'
import { getVotingIn } from '@/features/votes/queries/voting'
import { Favourite } from '@/features/votes/ui/favourite'
import { Results } from '@/features/votes/ui/results'
import { answersSheet } from '@/ui/answers-sheet'
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
import '@/features/articles/ui/cards.css'
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
  const [neighbours, related, results, commentCounts, conversation, talk, notes, quotes, voting] = await Promise.all([
    findNeighbours(article),
    // Without their counts: a vote on a list that many share a record with would make the pages of all of them stale.
    listRelatedIds(article).then((ids) => listArticlesById(ids, { counts: false })),
    getResults(article.id),
    countByEntry(article.id),
    findConversation({ articleId: article.id }, await readQuery(searchParams, conversationKeys)),
    getTalk(article),
    getTalkNotes(article),
    listBestBecauses(article.id),
    getVotingIn(article),
  ])
  if (!conversation) notFound()
  const choices = results.entries
    .toSorted((a, b) => a.number - b.number)
    .map(({ id, slug, number, heading, votes }) => ({ slug, label: `${number}. ${heading}`, comments: commentCounts.get(id) ?? 0, votes }))
  const { intro, outro } = article.prose
  const path = `/articles/${article.slug}`
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
        {quotes.size > 0 ? <link rel="stylesheet" href={answersSheet} /> : null}
        {intro ? (
          <div className={intro.replaceAll(pictures, '').length < roomForInitial ? 'intro brief' : 'intro'} id="intro">
            <div className="prose" {...words} dangerouslySetInnerHTML={{ __html: intro }} />
          </div>
        ) : null}
        <Entries
          article={article}
          after={(entry) => (
            <Favourite article={article} entry={entry} results={results} comments={commentCounts.get(entry.id) ?? 0} voting={voting}>
              <BecausePlace list={article.slug} entry={entry} />
              {quotes.has(entry.id) ? <Quote quote={quotes.get(entry.id)!} path={path} /> : null}
            </Favourite>
          )}
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
          quotes={new Map([...quotes].map(([id, quote]) => [id, <QuoteInRow key={id} quote={quote} path={path} />]))}
        />
        <Conversation conversation={conversation} talk={talk} stage={{ slug: article.slug, notes }} choices={choices} />
        <Follow kind="list" id={article.id} what="this talk" />
        <AuthorBox authors={article.authors} bios={new Map(article.authors.map(({ id, bio }) => [id, renderProse(bio, 2, id)]))} />
        <PassOn url={absolute(`/articles/${article.slug}`)} title={article.document.title} />
        <InSeries series={article.series} {...neighbours} />
        <Related cards={related} />
      </div>
    </Main>
  )
}
