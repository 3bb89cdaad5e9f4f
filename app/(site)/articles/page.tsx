import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { listArticles } from '@/features/articles/queries/cards'
import { counted } from '@/platform/text/counted'
import { Rows } from '@/features/articles/ui/rows'
import { siteShareImage } from '@/features/artwork/queries/share-images'
import { Breadcrumbs } from '@/ui/breadcrumbs'
import { Pager } from '@/ui/pager'
import { head } from '../_page/metadata'
import { pageOf, pagePath, pagerOf } from '../_page/page-number'
import type { Query } from '../_page/query'
import { JsonLd } from '@/features/feeds/ui/json-ld'
import { site } from '@/features/feeds/answer'
import { collectionLd } from '@/features/feeds/json-ld/pages'
import { Main } from '../_page/main'
import '@/features/articles/ui/rows.css'

export const instant = false

type Props = { searchParams: Query }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  await connection()
  const page = await pageOf(searchParams)
  return head({
    title: page > 1 ? `All lists, page ${page}` : 'All lists',
    description: 'Every list on this site, the newest first.',
    path: pagePath('/articles', page),
    image: await siteShareImage('alllists'),
  })
}

export default async function Articles({ searchParams }: Props) {
  await connection()
  const about = await site()
  const lists = await listArticles({ page: await pageOf(searchParams) })
  if (lists.page > lists.pages) notFound()
  return (
    <Main className="page">
      <JsonLd things={[collectionLd({ path: pagePath('/articles', lists.page), name: 'All lists', cards: lists.items }, about)]} />
      <header className="head">
        <Breadcrumbs trail={[{ href: '/', label: 'Home' }]} />
        <h1>All lists</h1>
        <p className="stand">{lists.total > 0 ? `${counted(lists.total, 'list')}, the newest first.` : 'Nothing has been published yet.'}</p>
      </header>
      <Rows cards={lists.items} />
      <Pager {...pagerOf('/articles', lists)} />
    </Main>
  )
}
