import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { coverSize, placeMapAddress } from '@/features/articles/cover'
import { excerpt, renderProse } from '@/features/articles/markdown'
import { listAppearances, type Appearance } from '@/features/articles/queries/appearances'
import { listEntryFacts, listOtherEntries, type CreditedAs, type EntryFacts } from '@/features/articles/queries/credited'
import { creditRoles } from '@/features/articles/schema'
import { Appearances, MoreEntries } from '@/features/articles/ui/appearances'
import { counted } from '@/platform/text/counted'
import { findMovedRecord, findRecordPage, type RecordPage } from '@/features/records/queries/record-page'
import { kindFolders, type RecordKind } from '@/features/records/schema'
import { Follow } from '@/features/notices/ui/follow'
import { Portrait } from '@/features/records/ui/portrait'
import { RecordHead } from '@/features/records/ui/record-head'
import { Members, RecordLinks } from '@/features/records/ui/record-links'
import { listResults } from '@/features/votes/queries/results'
import { getVotingOf } from '@/features/votes/queries/voting'
import { Favourite } from '@/features/votes/ui/favourite'
import { noteOwn } from '@/platform/cache'
import { Breadcrumbs } from '@/ui/breadcrumbs'
import { Words } from '@/ui/name'
import { Pager } from '@/ui/pager'
import { head } from './metadata'
import { pageOf, pagePath, pagerOf } from './page-number'
import type { Query } from './query'
import { appearancesOfPage, indexOf, type PagedKind } from './record-words'
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
const findAppearances = cache((record: RecordPage, page: number) => listAppearances(record, { page, size: appearancesOfPage }))

async function load(kind: PagedKind, params: Props['params']) {
  const { slug } = await params
  const record = await find(kind, slug)
  if (record) return record
  const moved = await findMovedRecord(kind, slug)
  if (moved) permanentRedirect(moved)
  notFound()
}

/** What stands below a record, kind by kind; members have a form of their own. */
const below = [
  { kind: 'group', words: 'Groups' },
  { kind: 'song', words: 'Songs' },
  { kind: 'place', words: 'Places in it' },
] as const

const seen = ['lead', 'cast', 'cameo', 'with']

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve']

/** A group's entries in the order of time, with what to call them and those without a date, when enough have one to say something together; else null. */
function timeline(kind: PagedKind, { items, pages }: { items: Appearance[]; pages: number }, facts: Map<string, EntryFacts>) {
  const dateOf = ({ entry }: Appearance) => facts.get(entry.id)?.date ?? ''
  const dated = items.filter(dateOf)
  if (kind !== 'group' || pages > 1 || dated.length < 3) return null
  const inOrder = dated.toSorted((one, other) => dateOf(one).localeCompare(dateOf(other)))
  const [from, to] = [inOrder[0]!, inOrder.at(-1)!].map((item) => dateOf(item).slice(0, 4))
  const videos = dated.every(({ entry }) => facts.get(entry.id)?.video) ? 'videos' : 'entries'
  const words = `${numbers[dated.length] ?? dated.length} ${videos}, ${from === to ? from : `${from} to ${to}`}`
  return { items: inOrder, undated: items.filter((item) => !dateOf(item)), words }
}

/** The heading above the appearances. */
const appearancesOf = (kind: PagedKind, name: string) =>
  ({ person: `Where ${name} appears`, group: `Where ${name} appear`, song: 'What was written about it', place: 'Filmed here' })[kind]

/**
 * The page of a person, group, song or place, and what its head says: one for all kinds. Where no list has an entry of it, or of what is below it, there is
 * nothing to read, and so no page.
 */
export const recordRoute = (kind: PagedKind) => ({
  async generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
    await connection()
    const record = await load(kind, params)
    const page = await pageOf(searchParams)
    const { total } = await findAppearances(record, page)
    if (total === 0) notFound()
    return head({
      title: record.original ? `${record.name} (${record.original.name})` : record.name,
      description: excerpt(record.description) || `${record.name}: ${counted(total, 'appearance')} in our lists.`,
      path: pagePath(`/${kindFolders[kind]}/${record.slug}`, page),
      image: await shareImageOf('subject', record.id),
      type: kind === 'person' ? 'profile' : 'website',
    })
  },
  async Page({ params, searchParams }: Props) {
    await connection()
    const about = await site()
    const record = await load(kind, params)
    const found = await findAppearances(record, await pageOf(searchParams))
    if (found.total === 0 || found.page > found.pages) notFound()
    const lists = [...new Map(found.items.map(({ article }) => [article.id, article])).values()]
    const artist = kind === 'song' ? record.parent : null
    const others = artist ? await listOtherEntries(artist.id, { without: found.items.map(({ entry }) => entry.id) }) : []
    const counts = new Map(record.children.flatMap(({ id, appearances }) => (appearances > 0 ? [[id, appearances]] : [])))
    const [facts, resultsOf, votingOf] = await Promise.all([
      listEntryFacts([...found.items, ...others].map(({ entry, article }) => ({ id: entry.id, articleId: article.id }))),
      listResults(lists.map(({ id }) => id)),
      getVotingOf(),
    ])
    for (const { id } of lists) noteOwn(`votes:${id}`)
    const votes = found.items.reduce((sum, { entry, article }) => sum + (resultsOf.get(article.id)?.entries.find(({ id }) => id === entry.id)?.votes ?? 0), 0)
    const credits = found.items.flatMap(({ entry }) => facts.get(entry.id)?.credits ?? [])
    const description = renderProse(record.description, 2)
    const index = indexOf[kind]
    const path = `/${kindFolders[kind]}/${record.slug}`
    const trail = [
      { path: '/', name: about.name },
      { path: index.href, name: index.label },
      { path, name: record.name },
    ]
    const { id, latitude, longitude } = record
    const map = kind === 'place' && latitude !== null && longitude !== null ? placeMapAddress({ id, latitude, longitude }) : null
    const time = timeline(kind, found, facts)
    const members = record.children.filter((child) => child.kind === 'person')
    const after = ({ entry, article }: Appearance) => (
      <Favourite
        article={article}
        entry={entry}
        results={resultsOf.get(article.id)!}
        comments={facts.get(entry.id)?.comments ?? 0}
        voting={votingOf(article)}
      />
    )
    return (
      <Main className="page">
        <JsonLd things={[recordLd(record, about, (id) => counts.has(id)), breadcrumbsLd(trail, about.url)]} />
        <Breadcrumbs trail={[{ href: '/', label: 'Home' }, index, ...(kind === 'place' ? ancestors(record.ancestors) : [])]} />
        <RecordHead
          record={record}
          facts={
            kind === 'song'
              ? [
                  { words: 'Seen in it', links: once(credits.filter(({ role }) => seen.includes(role))) },
                  { words: 'Filmed in', links: once(credits.filter(({ role }) => role === 'filmed-in')) },
                ]
              : []
          }
        >
          <p className="line">
            <span>
              <b>{counted(found.total, 'entry', 'entries')}</b>
              {found.pages === 1 ? (
                <>
                  {' '}
                  in <b>{counted(lists.length, 'list')}</b>
                </>
              ) : null}
            </span>{' '}
            {found.pages === 1 && votes > 0 ? (
              <span>
                <b>{counted(votes, 'reader')}</b> named {found.total === 1 ? 'it' : 'one of them'} their favourite
              </span>
            ) : null}
          </p>
          {kind === 'person' || kind === 'group' ? <Follow kind="record" id={record.id} what={record.name} /> : null}
        </RecordHead>
        {map ? <img className="cover map" src={map} alt="" {...coverSize} /> : null}
        {record.picture ? <Portrait picture={record.picture} wide={map !== null} /> : null}
        {description ? <div className="prose" dangerouslySetInnerHTML={{ __html: description }} /> : null}
        <section aria-labelledby="appearances">
          <h2 id="appearances">
            <Words text={time?.words ?? appearancesOf(kind, record.name)} />
          </h2>
          <Appearances items={time?.items ?? found.items} facts={facts} years={time !== null} after={after} />
          <Pager {...pagerOf(path, found)} />
        </section>
        {time && time.undated.length > 0 ? (
          <section aria-labelledby="undated">
            <h2 id="undated">Without a date</h2>
            <Appearances items={time.undated} facts={facts} after={after} />
          </section>
        ) : null}
        {members.length > 0 ? (
          <section aria-labelledby="members">
            <h2 id="members">Members</h2>
            <Members links={members} counts={counts} />
          </section>
        ) : null}
        {below.map((part) => {
          const links = record.children.filter((child) => child.kind === part.kind)
          return links.length > 0 ? (
            <section key={part.kind} aria-labelledby={`below-${part.kind}`}>
              <h2 id={`below-${part.kind}`}>{part.words}</h2>
              <RecordLinks links={links} linked={(id) => counts.has(id)} />
            </section>
          ) : null
        })}
        {artist && others.length > 0 ? (
          <section aria-labelledby="more">
            <h2 id="more">
              More by <Words text={artist.name} />
            </h2>
            <MoreEntries items={others} facts={facts} />
          </section>
        ) : null}
        {kind === 'person' ? <Beside credits={credits} record={record} /> : null}
      </Main>
    )
  },
})

/** Who else is credited in the same entries. */
function Beside({ credits, record }: { credits: CreditedAs[]; record: RecordPage }) {
  const others = credits.filter(({ record: { id, kind } }) => !record.family.has(id) && (kind === 'person' || kind === 'group'))
  const links = once(others).slice(0, 24)
  if (links.length === 0) return null
  return (
    <section aria-labelledby="beside">
      <h2 id="beside">In the same entries</h2>
      <RecordLinks links={links} linked={() => true} />
    </section>
  )
}

/** Each record once, with the role that it is named in first. */
const once = (credits: CreditedAs[]) => [
  ...new Map(credits.toReversed().map(({ role, record }) => [record.id, { ...record, role: creditRoles[role] }])).values(),
].toReversed() // prettier-ignore

const ancestors = (links: { href: string | null; name: string }[]) => links.flatMap(({ href, name }) => (href ? [{ href, label: <Words text={name} /> }] : []))
