import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { excerpt } from '@/features/articles/markdown'
import { findMovedAuthor, findAuthor } from '@/features/articles/queries/authors'
import { listArticles } from '@/features/articles/queries/cards'
import { counted } from '@/platform/text/counted'
import { Follow } from '@/features/notices/ui/follow'
import { Rows } from '@/features/articles/ui/rows'
import { Breadcrumbs } from '@/ui/breadcrumbs'
import { Words } from '@/ui/name'
import { Pager } from '@/ui/pager'
import { head } from '../../_page/metadata'
import { pageOf, pagePath, pagerOf } from '../../_page/page-number'
import type { Query } from '../../_page/query'
import { JsonLd } from '@/features/feeds/ui/json-ld'
import { site } from '@/features/feeds/answer'
import { authorLd } from '@/features/feeds/json-ld/pages'
import { shareImageOf } from '../../_page/share-image'
import { Main } from '../../_page/main'
import '@/features/articles/ui/rows.css'

export const instant = false

type Props = { params: Promise<{ slug: string }>; searchParams: Query }

const find = cache((slug: string) => findAuthor(slug))

/** A former address leads to the present one (308). */
async function load(params: Props['params']) {
  const { slug } = await params
  const author = await find(slug)
  if (author) return author
  const moved = await findMovedAuthor(slug)
  if (moved) permanentRedirect(moved)
  notFound()
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  await connection()
  const author = await load(params)
  const path = `/authors/${author.slug}`
  return head({
    title: author.name,
    description: excerpt(author.plain) || `Lists by ${author.name}.`,
    path: pagePath(path, await pageOf(searchParams)),
    image: await shareImageOf('author', author.id),
    type: 'profile',
    feed: { path: `${path}/feed`, title: author.name },
  })
}

export default async function Author({ params, searchParams }: Props) {
  await connection()
  const about = await site()
  const author = await load(params)
  const path = `/authors/${author.slug}`
  const lists = await listArticles({ authorId: author.id, page: await pageOf(searchParams) })
  if (lists.page > lists.pages) notFound()
  return (
    <Main className="page">
      <JsonLd things={[authorLd(author, about)]} />
      <header className="head">
        <Breadcrumbs
          trail={[
            { href: '/', label: 'Home' },
            { href: '/authors', label: 'Writers' },
          ]}
        />
        <h1>
          <Words text={author.name} />
        </h1>
        <div className="stand" dangerouslySetInnerHTML={{ __html: author.bio }} />
        <p className="by">
          <span>{counted(lists.total, 'list')}</span>
          <a href={`${path}/feed.xml`}>RSS of this writer</a>
        </p>
        <Follow kind="author" id={author.id} what="this writer" />
      </header>
      {lists.items.length > 0 ? <Rows cards={lists.items} /> : <p className="empty">Nothing by this writer is published at the moment.</p>}
      <Pager {...pagerOf(path, lists)} />
    </Main>
  )
}
