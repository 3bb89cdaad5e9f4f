import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { excerpt, renderProse } from '@/features/articles/markdown'
import { listAppearances } from '@/features/articles/queries/appearances'
import { Appearances } from '@/features/articles/ui/appearances'
import { counted } from '@/features/articles/ui/card'
import { findMovedSubject, findSubjectPage, type SubjectPage } from '@/features/subjects/queries/subject-page'
import { kindFolders, type SubjectKind } from '@/features/subjects/schema'
import { SubjectHead } from '@/features/subjects/ui/subject-head'
import { SubjectLinks } from '@/features/subjects/ui/subject-links'
import { Breadcrumbs } from '@/ui/breadcrumbs'
import { Words } from '@/ui/name'
import { Pager } from '@/ui/pager'
import { head } from './metadata'
import { pageOf, pagePath, pagerOf } from './page-number'
import type { Query } from './query'
import { indexOf, type PagedKind } from './subject-words'
import { JsonLd } from '@/features/feeds/ui/json-ld'
import { breadcrumbsLd } from '@/features/feeds/json-ld/breadcrumbs'
import { site } from '@/features/feeds/answer'
import { subjectLd } from '@/features/feeds/json-ld/subject'
import { shareImageOf } from './share-image'
import { Main } from './main'
import '@/ui/styles/indexes.css'

type Props = { params: Promise<{ slug: string }>; searchParams: Query }

const find = cache((kind: SubjectKind, slug: string) => findSubjectPage(kind, slug))
/** Asked for once: the head of the page and its body both need it. */
const appearancesOf = cache((subject: SubjectPage, page: number) => listAppearances(subject, { page }))

async function load(kind: PagedKind, params: Props['params']) {
  const { slug } = await params
  const subject = await find(kind, slug)
  if (subject) return subject
  const moved = await findMovedSubject(kind, slug)
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
export const subjectRoute = (kind: PagedKind) => ({
  async generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
    await connection()
    const subject = await load(kind, params)
    const path = `/${kindFolders[kind]}/${subject.slug}`
    const page = await pageOf(searchParams)
    const { total } = await appearancesOf(subject, page)
    return head({
      title: subject.original ? `${subject.name} (${subject.original.name})` : subject.name,
      description: excerpt(subject.description) || `${subject.name}: ${counted(total, 'appearance')} in our lists.`,
      path: pagePath(path, page),
      image: await shareImageOf('subject', subject.id),
      type: kind === 'person' ? 'profile' : 'website',
      hidden: total === 0,
    })
  },
  async Page({ params, searchParams }: Props) {
    await connection()
    const subject = await load(kind, params)
    const found = await appearancesOf(subject, await pageOf(searchParams))
    if (found.page > found.pages) notFound()
    const description = renderProse(subject.description, 2)
    const index = indexOf[kind]
    const trail = [
      { path: '/', name: site().name },
      { path: index.href, name: index.label },
      { path: `/${kindFolders[kind]}/${subject.slug}`, name: subject.name },
    ]
    return (
      <Main className="page">
        <JsonLd things={[subjectLd(subject, site()), breadcrumbsLd(trail, site().url)]} />
        <Breadcrumbs trail={[{ href: '/', label: 'Home' }, index, ...(kind === 'place' ? ancestors(subject.ancestors) : [])]} />
        <SubjectHead subject={subject} />
        {description ? <div className="prose" dangerouslySetInnerHTML={{ __html: description }} /> : null}
        <section aria-labelledby="appearances">
          <h2 id="appearances">{found.total > 0 ? counted(found.total, 'appearance') : 'No appearance yet'}</h2>
          {found.total > 0 ? <Appearances items={found.items} /> : <p className="empty">No published list has an entry with this name at the moment.</p>}
          <Pager {...pagerOf(`/${kindFolders[kind]}/${subject.slug}`, found)} />
        </section>
        {below.map((part) => {
          const links = subject.children.filter((child) => child.kind === part.kind)
          return links.length > 0 ? (
            <section key={part.kind} aria-labelledby={`below-${part.kind}`}>
              <h2 id={`below-${part.kind}`}>{part.words}</h2>
              <SubjectLinks links={links} />
            </section>
          ) : null
        })}
      </Main>
    )
  },
})

const ancestors = (links: { href: string | null; name: string }[]) => links.flatMap(({ href, name }) => (href ? [{ href, label: <Words text={name} /> }] : []))
