import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { listSeries } from '@/features/articles/queries/series'
import { counted } from '@/platform/text/counted'
import { siteShareImage } from '@/features/artwork/queries/share-images'
import { Breadcrumbs } from '@/ui/breadcrumbs'
import { Words } from '@/ui/name'
import { Pager } from '@/ui/pager'
import { head } from '../_page/metadata'
import { pageOf, pagePath, pagerOf } from '../_page/page-number'
import type { Query } from '../_page/query'
import { Main } from '../_page/main'
import '@/features/articles/ui/rows.css'

export const instant = false

type Props = { searchParams: Query }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  await connection()
  return head({
    title: 'Series',
    description: 'Lists that belong together, in order.',
    path: pagePath('/series', await pageOf(searchParams)),
    image: await siteShareImage('allseries'),
  })
}

export default async function AllSeries({ searchParams }: Props) {
  await connection()
  const series = await listSeries({ page: await pageOf(searchParams) })
  if (series.page > series.pages) notFound()
  return (
    <Main className="page">
      <header className="head">
        <Breadcrumbs trail={[{ href: '/', label: 'Home' }]} />
        <h1>Series</h1>
        <p className="stand">{series.total > 0 ? 'Lists that belong together, in order.' : 'No list belongs to a series yet.'}</p>
      </header>
      <ul className="rows">
        {series.items.map((one) => (
          <li key={one.id}>
            <div>
              <h2>
                <a href={`/series/${one.slug}`}>
                  <Words text={one.title} />
                </a>
              </h2>
              <div className="about" dangerouslySetInnerHTML={{ __html: one.description }} />
              <p className="meta">{counted(one.count, 'list')}</p>
            </div>
          </li>
        ))}
      </ul>
      <Pager {...pagerOf('/series', series)} />
    </Main>
  )
}
