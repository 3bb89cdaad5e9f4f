import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { listAuthors } from '@/features/articles/queries/authors'
import { counted } from '@/platform/text/counted'
import { siteShareImage } from '@/features/artwork/queries/share-images'
import { Breadcrumbs } from '@/ui/breadcrumbs'
import { Words } from '@/ui/name'
import { Pager } from '@/ui/pager'
import { head } from '../_page/metadata'
import { Main } from '../_page/main'
import { pageOf, pagePath, pagerOf } from '../_page/page-number'
import type { Query } from '../_page/query'
import '@/features/articles/ui/rows.css'

export const instant = false

type Props = { searchParams: Query }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  await connection()
  return head({
    title: 'Writers',
    description: 'Who writes the lists on this site.',
    path: pagePath('/authors', await pageOf(searchParams)),
    image: await siteShareImage('allwriters'),
  })
}

export default async function Authors({ searchParams }: Props) {
  await connection()
  const authors = await listAuthors({ page: await pageOf(searchParams) })
  if (authors.page > authors.pages) notFound()
  return (
    <Main className="page">
      <header className="head">
        <Breadcrumbs trail={[{ href: '/', label: 'Home' }]} />
        <h1>Writers</h1>
        <p className="stand">{authors.total > 0 ? 'Who writes the lists on this site.' : 'Nothing has been published yet.'}</p>
      </header>
      <ul className="rows">
        {authors.items.map((author) => (
          <li key={author.id}>
            <div>
              <h2>
                <a href={`/authors/${author.slug}`}>
                  <Words text={author.name} />
                </a>
              </h2>
              <div className="about" dangerouslySetInnerHTML={{ __html: author.bio }} />
              <p className="meta">{counted(author.count, 'list')}</p>
            </div>
          </li>
        ))}
      </ul>
      <Pager {...pagerOf('/authors', authors)} order="places" />
    </Main>
  )
}
