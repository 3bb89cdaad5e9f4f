import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { excerpt } from '@/features/articles/markdown'
import { findMovedSeries, findSeries } from '@/features/articles/queries/series'
import { counted } from '@/platform/text/counted'
import { Follow } from '@/features/notices/ui/follow'
import { Rows } from '@/features/articles/ui/rows'
import { Pager } from '@/ui/pager'
import { Breadcrumbs } from '@/ui/breadcrumbs'
import { Words } from '@/ui/name'
import { head } from '../../_page/metadata'
import { pageOf, pagePath, pagerOf } from '../../_page/page-number'
import type { Query } from '../../_page/query'
import { JsonLd } from '@/features/feeds/ui/json-ld'
import { breadcrumbsLd } from '@/features/feeds/json-ld/breadcrumbs'
import { site } from '@/features/feeds/answer'
import { collectionLd } from '@/features/feeds/json-ld/pages'
import { shareImageOf } from '../../_page/share-image'
import { Main } from '../../_page/main'
import '@/features/articles/ui/rows.css'

export const instant = false

type Props = { params: Promise<{ slug: string }>; searchParams: Query }

const find = cache((slug: string, page: number) => findSeries(slug, { page }))

/** A former address leads to the present one (308). */
async function load({ params, searchParams }: Props) {
  const { slug } = await params
  const series = await find(slug, await pageOf(searchParams))
  if (series && series.page > series.pages) notFound()
  if (series) return series
  const moved = await findMovedSeries(slug)
  if (moved) permanentRedirect(moved)
  notFound()
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  await connection()
  const { series, page } = await load(props)
  return head({
    title: series.title,
    description: excerpt(series.plain) || `A series of ${counted(series.count, 'list')}.`,
    path: pagePath(`/series/${series.slug}`, page),
    image: await shareImageOf('series', series.id),
    feed: { path: `/series/${series.slug}/feed`, title: series.title },
  })
}

export default async function Series(props: Props) {
  await connection()
  const about = await site()
  const { series, cards, page, pages, size } = await load(props)
  const path = `/series/${series.slug}`
  return (
    <Main className="page">
      <JsonLd
        things={[
          collectionLd({ path: pagePath(path, page), name: series.title, cards }, about),
          breadcrumbsLd(
            [
              { path: '/', name: about.name },
              { path: '/series', name: 'Series' },
              { path, name: series.title },
            ],
            about.url,
          ),
        ]}
      />
      <header className="head">
        <Breadcrumbs
          trail={[
            { href: '/', label: 'Home' },
            { href: '/series', label: 'Series' },
          ]}
        />
        <h1>
          <Words text={series.title} />
        </h1>
        <div className="stand" dangerouslySetInnerHTML={{ __html: series.description }} />
        <p className="by">
          <span>{counted(series.count, 'list')}</span>
          <a href={`/series/${series.slug}/feed.xml`}>RSS of this series</a>
        </p>
        <Follow kind="series" id={series.id} what="this series" />
      </header>
      {cards.length > 0 ? (
        <Rows cards={cards} numbered={(page - 1) * size + 1} />
      ) : (
        <p className="empty">The first list of this series is still being written.</p>
      )}
      <Pager {...pagerOf(path, { page, pages })} order="places" />
    </Main>
  )
}
