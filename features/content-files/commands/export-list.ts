import { isDeepStrictEqual } from 'node:util'
import type { Db } from '@/platform/db'
import { conflict, notFound } from '@/platform/errors'
import { listReferences } from '../queries/references'
import { recordIdsOf } from '@/features/articles/reading/records'
import { fromDocument, fromEntry, type FormerOf } from '../format/document'
import type { ListFile } from '../format/list-file'
import { entriesOf, numberOf, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { slugsOf } from './export-records'
import { isNewer, isReadable, readDocument } from '@/features/articles/document/read-document'

export type ExportedList = {
  list: ListFile
  /** The shared records that it names. */
  recordIds: string[]
  /** What of it is not in the file, in a sentence; null when nothing is missing that a file can have. */
  note: string | null
}

/** An article as a list file: its draft, or what readers see. Throws not-found; and a conflict when `published` is asked of an article that is not. */
export async function exportList(db: Db, slug: string, { published = false } = {}): Promise<ExportedList> {
  const article = await db.article.findUnique({
    where: { slug },
    select: {
      slug: true,
      state: true,
      draft: { select: { document: true } },
      firstPublishedAt: true,
      seriesPosition: true,
      id: true,
      trashedAt: true,
      redirects: { select: { path: true } },
      currentEdition: { select: { document: true } },
      series: { select: { slug: true } },
      cover: { select: { hash: true } },
      authors: { select: { author: { select: { slug: true } } }, orderBy: { position: 'asc' } },
    },
  })
  if (!article) throw notFound(`There is no article “${slug}”`)
  if (article.trashedAt) throw conflict(`The article “${slug}” is in the trash. Restore it first`)
  if (published && !article.currentEdition) throw conflict(`The article “${slug}” is not published`)
  const stored = (published ? article.currentEdition : article.draft)?.document
  if (!isReadable(stored)) throw conflict(`What is kept of “${slug}” cannot be read. Bring an edition of it back into the draft, in its history in the studio.`)
  if (isNewer(stored)) throw conflict(`A newer version of this site wrote “${slug}”, and a file would lose what it added. Update the site, and export it then.`)
  const document = readDocument(stored)
  const addresses = await entryAddresses(db, article.id, document)
  const gone = await listRemoved(db, article.id, document)
  const named = [...recordIdsOf(document)]
  const references = await listReferences(db, [...named, ...gone.flatMap(({ entry }) => recordsOfEntry(entry))])
  const recordIds = [...references.keys()]
  const lost = named.filter((id) => !references.has(id))
  if (lost.length > 0) throw conflict(`The article “${slug}” names records that are no longer there: ${lost.join(', ')}. Mend its credits first.`)
  const list: ListFile = {
    slug: article.slug,
    formerly: slugsOf(article.redirects),
    ...fromDocument(document, (id) => references.get(id)!, addresses),
    removed: gone.map(({ entry, number }) => ({ ...fromEntry(withKnown(entry, references), (id) => references.get(id)!, addresses), number })),
    series: article.series && { slug: article.series.slug, position: article.seriesPosition },
    authors: article.authors.map(({ author }) => author.slug),
    cover: article.cover?.hash ?? null,
    ...(await publicationOf(db, article, document)),
  }
  return { list, recordIds, note: await noteOf(db, article, document) }
}

const waitingOf = (db: Db, articleId: string) =>
  db.edition.findFirst({ where: { articleId, liveAt: null, cancelledAt: null }, select: { publishAt: true, document: true } })

type Dated = { id: string; slug: string; state: string; firstPublishedAt: Date | null }

/** What a file says of when its list appears. A list that waits for its first publication keeps its time when the file has the words that wait. */
async function publicationOf(db: Db, { id, state, firstPublishedAt }: Dated, document: ListDocument): Promise<Pick<ListFile, 'state' | 'published'>> {
  if (state === 'published' || firstPublishedAt) return { state: state === 'published' ? 'ready' : 'draft', published: firstPublishedAt?.toISOString() ?? null }
  const waiting = await waitingOf(db, id)
  if (!waiting) return { state: 'draft', published: null }
  return { state: isDeepStrictEqual(readDocument(waiting.document), document) ? 'ready' : 'draft', published: waiting.publishAt.toISOString() }
}

async function noteOf(db: Db, { id, slug, firstPublishedAt }: Dated, document: ListDocument): Promise<string | null> {
  const waiting = await waitingOf(db, id)
  if (!waiting) return null
  const at = waiting.publishAt.toISOString()
  if (firstPublishedAt)
    return `${slug}: the edition that is to replace what readers see at ${at} has no place in a file; schedule it again where you import this.`
  if (isDeepStrictEqual(readDocument(waiting.document), document)) return null
  return `${slug}: its draft has other words than the edition that waits for ${at}. The file has the draft, and an import does not publish it (state: draft).`
}

/** The addresses that each entry had before, without those that another entry of the document has. */
async function entryAddresses(db: Db, articleId: string, document: ListDocument): Promise<FormerOf> {
  const rows = await db.entrySlug.findMany({
    where: { articleId },
    select: { slug: true, entryId: true, entry: { select: { slug: true } } },
    orderBy: { slug: 'asc' },
  })
  const now = new Map(entriesOf(document).map(({ entry }) => [entry.id, entry.slug]))
  const used = new Set(now.values())
  const former = new Map<string, string[]>()
  for (const { slug, entryId, entry } of rows) {
    if (used.has(slug) || slug === (now.get(entryId) ?? entry.slug)) continue
    former.set(entryId, [...(former.get(entryId) ?? []), slug])
  }
  return (entryId) => former.get(entryId) ?? []
}

/** The entries that readers saw in this list and that are not in the document, as the newest edition that has them shows them. */
async function listRemoved(db: Db, articleId: string, document: ListDocument): Promise<{ entry: ListEntry; number: number | null }[]> {
  const rows = await db.entry.findMany({ where: { articleId }, select: { id: true, slug: true, heading: true }, orderBy: { id: 'asc' } })
  const there = new Set(entriesOf(document).map(({ entry }) => entry.id))
  const gone = rows.filter(({ id }) => !there.has(id))
  const found = new Map<string, { entry: ListEntry; number: number }>()
  const editions =
    gone.length > 0 ? await db.edition.findMany({ where: { articleId, liveAt: { not: null } }, select: { id: true }, orderBy: { number: 'desc' } }) : []
  for (const { id } of editions) {
    if (gone.every((row) => found.has(row.id))) break
    const edition = await db.edition.findUnique({ where: { id }, select: { document: true } })
    const old = readDocument(edition?.document)
    const placed = entriesOf(old)
    for (const { entry, position } of placed) if (!found.has(entry.id)) found.set(entry.id, { entry, number: numberOf(position, placed.length, old.order) })
  }
  const removed = gone.map(({ id, slug, heading }) => {
    const { entry, number } = found.get(id) ?? { entry: { id, heading, subheading: '', body: '', credits: [], video: null }, number: null }
    return { entry: { ...entry, slug }, number }
  })
  // By what the file says itself, so that the same list makes the same file everywhere.
  return removed.toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || (a.entry.slug < b.entry.slug ? -1 : 1))
}

const recordsOfEntry = ({ credits, video }: ListEntry) => [...credits.map(({ subject }) => subject), ...(video ? [video] : [])]

/** Without credits of records that are no longer there: pages leave them out too. */
const withKnown = (entry: ListEntry, references: Map<string, unknown>): ListEntry => ({
  ...entry,
  credits: entry.credits.filter(({ subject }) => references.has(subject)),
  video: entry.video && references.has(entry.video) ? entry.video : null,
})
