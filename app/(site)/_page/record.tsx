import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { excerpt, renderProse } from '@/features/articles/markdown'
import { listAppearances } from '@/features/articles/queries/appearances'
import { Appearances } from '@/features/articles/ui/appearances'
import { counted } from '@/features/articles/ui/card'
import { findMovedRecord, findRecordPage, type RecordPage } from '@/features/records/queries/record-page'
import { kindFolders, type RecordKind } from '@/features/records/schema'
import { RecordHead } from '@/features/records/ui/record-head'
import { RecordLinks } from '@/features/records/ui/record-links'
import { Breadcrumbs } from '@/ui/breadcrumbs'
import { Words } from '@/ui/name'
import { Pager } from '@/ui/pager'
import { head } from './metadata'
import { pageOf, pagePath, pagerOf } from './page-number'
import type { Query } from './query'
import { indexOf, type PagedKind } from './record-words'
import { JsonLd } from '@/features/feeds/ui/json-ld'
import { breadcrumbsLd } from '@/features/feeds/json-ld/breadcrumbs'
import { site } from '@/features/feeds/answer'
import { recordLd } from '@/features/feeds/json-ld/record'
import { shareImageOf } from './share-image'
import { Main } from './main'
import '@/features/records/ui/records.css'
import '@/features/articles/ui/appearances.css'

type Props = { params: Promise<{ slug: string }>; searchParams: Query }

const find = cache((kind: RecordKind, slug: string) => findRecordPage(kind, slug))
/** Asked for once: the head of the page and its body both need it. */
const appearancesOf = cache((record: RecordPage, page: number) => listAppearances(record, { page }))

async function load(kind: PagedKind, params: Props['params']) {
  const { slug } = await params
  const record = await find(kind, slug)
  if (record) return record
  const moved = await findMovedRecord(kind, slug)
  if (moved) permanentRedirect(moved)
  notFound()
}

/** What stands below a record, kind by kind. */
const below = [
  { kind: 'person', words: 'Members' },
  { kind: 'group', words: 'Groups' },
  { kind: 'song', words: 'Songs' },
  { kind: 'place', words: 'Places in it' },
] as const

/** The page of a person, group, song or place, and what its head says: one for all kinds. */
export const recordRoute = (kind: PagedKind) => ({
  async generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
    await connection()
    const record = await load(kind, params)
    const path = `/${kindFolders[kind]}/${record.slug}`
    const page = await pageOf(searchParams)
    const { total } = await appearancesOf(record, page)
    return head({
      title: record.original ? `${record.name} (${record.original.name})` : record.name,
      description: excerpt(record.description) || `${record.name}: ${counted(total, 'appearance')} in our lists.`,
      path: pagePath(path, page),
      image: await shareImageOf('subject', record.id),
      type: kind === 'person' ? 'profile' : 'website',
      hidden: total === 0,
    })
  },
  async Page({ params, searchParams }: Props) {
    await connection()
    const record = await load(kind, params)
    const found = await appearancesOf(record, await pageOf(searchParams))
    if (found.page > found.pages) notFound()
    const description = renderProse(record.description, 2)
    const index = indexOf[kind]
    const trail = [
      { path: '/', name: site().name },
      { path: index.href, name: index.label },
      { path: `/${kindFolders[kind]}/${record.slug}`, name: record.name },
    ]
    return (
      <Main className="page">
        <JsonLd things={[recordLd(record, site()), breadcrumbsLd(trail, site().url)]} />
        <Breadcrumbs trail={[{ href: '/', label: 'Home' }, index, ...(kind === 'place' ? ancestors(record.ancestors) : [])]} />
        <RecordHead record={record} />
        {description ? <div className="prose" dangerouslySetInnerHTML={{ __html: description }} /> : null}
        <section aria-labelledby="appearances">
          <h2 id="appearances">{found.total > 0 ? counted(found.total, 'appearance') : 'No appearance yet'}</h2>
          {found.total > 0 ? <Appearances items={found.items} /> : <p className="empty">No published list has an entry with this name at the moment.</p>}
          <Pager {...pagerOf(`/${kindFolders[kind]}/${record.slug}`, found)} />
        </section>
        {below.map((part) => {
          const links = record.children.filter((child) => child.kind === part.kind)
          return links.length > 0 ? (
            <section key={part.kind} aria-labelledby={`below-${part.kind}`}>
              <h2 id={`below-${part.kind}`}>{part.words}</h2>
              <RecordLinks links={links} />
            </section>
          ) : null
        })}
      </Main>
    )
  },
})

const ancestors = (links: { href: string | null; name: string }[]) => links.flatMap(({ href, name }) => (href ? [{ href, label: <Words text={name} /> }] : []))
