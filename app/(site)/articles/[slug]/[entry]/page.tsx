import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { excerpt } from '@/features/articles/markdown'
import { descriptionOf } from '@/features/articles/reading/description'
import { findEntryPage, type EntryPage } from '@/features/articles/queries/entry-page'
import type { ArticlePage } from '@/features/articles/queries/article-page'
import { entryTitle } from '@/features/articles/reading/edition'
import type { PlacedEntry } from '@/features/articles/schema'
import { NextPrevious } from '@/features/articles/ui/after-list'
import { EntryBody, EntryHeading } from '@/features/articles/ui/entry'
import { PassOn } from '@/features/articles/ui/pass-on'
import { conversationKeys } from '@/features/comments/addresses'
import { findConversation } from '@/features/comments/queries/conversation'
import { listBestBecauses } from '@/features/comments/queries/best-becauses'
import { getTalk, getTalkNotes } from '@/features/comments/queries/talk'
import { BecausePlace } from '@/features/comments/ui/because-place'
import { Conversation } from '@/features/comments/ui/conversation'
import { Quote } from '@/features/comments/ui/quote'
import { Follow } from '@/features/notices/ui/follow'
import { getResults } from '@/features/votes/queries/results'
import { getVotingIn } from '@/features/votes/queries/voting'
import { Favourite } from '@/features/votes/ui/favourite'
import { answersSheet } from '@/ui/answers-sheet'
import { needsSheet, textSheet } from '@/features/media/document/text-sheet'
import { noteOwn } from '@/platform/cache'
import { Breadcrumbs } from '@/ui/breadcrumbs'
import { Words } from '@/ui/name'
import { Notice } from '@/ui/notice'
import { absolute, head } from '../../../_page/metadata'
import { articleAt } from '../load'
import { JsonLd } from '@/features/feeds/ui/json-ld'
import { breadcrumbsLd } from '@/features/feeds/json-ld/breadcrumbs'
import { site } from '@/features/feeds/answer'
import { entryLd, videoLd } from '@/features/feeds/json-ld/entry'
import { shareImageOf, shareUrlOf } from '../../../_page/share-image'
import { Main } from '../../../_page/main'
import { readQuery, type Query } from '../../../_page/query'
import '@/features/articles/ui/article.css'
import '@/features/comments/ui/conversation.css'
import '@/features/votes/ui/votes.css'

export const instant = false

type Props = { params: Promise<{ slug: string; entry: string }>; searchParams: Query }

const find = cache((article: ArticlePage, slug: string) => findEntryPage(article, slug))

async function load(params: Props['params']): Promise<EntryPage> {
  const { slug, entry } = await params
  const article = await articleAt(slug, `/${entry}`)
  const found = await find(article, entry)
  if (!found) notFound()
  if (!found.page) permanentRedirect(`/articles/${article.slug}/${found.slug}`)
  return found.page
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection()
  const { article, placed, removed } = await load(params)
  const { entry } = placed
  return head({
    title: `${entryTitle(article, entry)}: ${article.document.title}`,
    description: excerpt(entry.body) || descriptionOf(article.document),
    path: `/articles/${article.slug}/${entry.slug}`,
    image: await shareImageOf('entry', entry.id),
    type: 'article',
    article: { publishedAt: article.publishedAt, updatedAt: article.updatedAt, authors: article.authors },
    hidden: removed,
  })
}

export default async function EntryRoute({ params, searchParams }: Props) {
  await connection()
  const about = await site()
  const page = await load(params)
  const { article, placed, removed } = page
  const { entry, section, subsection } = placed
  const list = `/articles/${article.slug}`
  noteOwn(`article:${article.id}`)
  const [results, conversation, talk, notes, quotes, voting] = await Promise.all([
    getResults(article.id),
    findConversation({ articleId: article.id, entryId: entry.id }, await readQuery(searchParams, conversationKeys)),
    getTalk(article),
    getTalkNotes(article),
    listBestBecauses(article.id),
    getVotingIn(article),
  ])
  if (!conversation) notFound()
  const quote = quotes.get(entry.id)
  const share = await shareUrlOf('entry', entry.id)
  const trail = [
    { path: '/', name: about.name },
    { path: '/articles', name: 'Lists' },
    { path: list, name: article.document.title },
    { path: `${list}/${entry.slug}`, name: entry.heading },
  ]
  const link = (other: PlacedEntry | null) =>
    other && {
      href: `${list}/${other.entry.slug}`,
      small: `No. ${article.numbers.get(other.entry.id)}`,
      title: other.entry.heading,
    }
  return (
    <Main className="page narrow solo">
      <JsonLd things={[entryLd(article, entry, about), videoLd(article, entry, { site: about, image: share }), breadcrumbsLd(trail, about.url)]} />
      <Breadcrumbs
        trail={[
          { href: '/', label: 'Home' },
          { href: '/articles', label: 'Lists' },
          { href: removed ? list : `${list}#${entry.slug}`, label: <Words text={article.document.title} /> },
        ]}
      />
      {removed ? (
        <Notice tone="warn">
          This entry has left <a href={list}>the list</a>. It stood there as no. {article.numbers.get(entry.id)}; its page, its votes and what was said about it
          stay, and no longer count.
        </Notice>
      ) : null}
      {needsSheet(article.prose.entries.get(entry.id)?.body) ? <link rel="stylesheet" href={textSheet} /> : null}
      {quote ? <link rel="stylesheet" href={answersSheet} /> : null}
      <article className={removed ? 'entry gone' : 'entry'} id={entry.slug} data-entry={entry.id}>
        <EntryHeading article={article} entry={entry} level="h1" />
        <EntryBody article={article} entry={entry} eager>
          {removed ? null : (
            <Favourite article={article} entry={entry} results={results} comments={conversation.total} voting={voting} at="entry">
              <BecausePlace list={article.slug} entry={entry} at="entry" />
            </Favourite>
          )}
          {quote ? <Quote quote={quote} path={`${list}/${entry.slug}`} /> : null}
        </EntryBody>
      </article>
      <p className="where">
        {removed ? 'Once' : 'No.'} {removed ? 'no. ' : null}
        {article.numbers.get(entry.id)} of {article.total} in{' '}
        <a href={removed ? list : `${list}#${entry.slug}`}>
          <Words text={article.document.title} />
        </a>
        {section ? (
          <>
            , under <Words text={subsection ? `${section.heading}, ${subsection.heading}` : section.heading} />
          </>
        ) : null}
      </p>
      <Conversation conversation={conversation} talk={talk} stage={{ slug: article.slug, entry: entry.slug, isRemoved: removed, notes }} />
      <Follow kind="entry" id={entry.id} what="this talk" />
      <PassOn url={absolute(`${list}/${entry.slug}`)} title={entryTitle(article, entry)} />
      <NextPrevious label="In this list" previous={link(page.previous)} next={link(page.next)} />
    </Main>
  )
}
