import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { resolveRecords } from '@/features/records/queries/resolve'
import { readDocument } from '../document/read-document'
import { readEdition } from '../reading/edition'
import { recordIdsOf } from '../reading/records'
import { entriesOf, type PlacedEntry } from '../schema'
import { articleTag } from '../tags'
import type { ArticlePage } from './article-page'

export type EntryPage = {
  /** The list as it was when it last had this entry, when it has been removed since. */
  article: ArticlePage
  placed: PlacedEntry
  removed: boolean
  previous: PlacedEntry | null
  next: PlacedEntry | null
}

/** An entry of a list by an address that it has or had; null when it never had one. `slug` is the present address. */
export async function findEntryPage(article: ArticlePage, slug: string, db: Db = read): Promise<{ slug: string; page: EntryPage | null } | null> {
  const row = await db.entrySlug.findUnique({
    where: { articleId_slug: { articleId: article.id, slug } },
    select: { entry: { select: { id: true, slug: true } } },
  })
  if (!row) return null
  if (row.entry.slug !== slug) return { slug: row.entry.slug, page: null }
  const all = entriesOf(article.document)
  const at = all.findIndex(({ entry }) => entry.id === row.entry.id)
  const placed = all[at]
  if (placed) return { slug, page: { article, placed, removed: false, previous: all[at - 1] ?? null, next: all[at + 1] ?? null } }
  const former = await findFormerPage(article, row.entry.id, db)
  return former && { slug, page: former }
}

/** The newest edition that readers saw this entry in. Editions are read one by one: it is nearly always the one before the last. */
async function findFormerPage(article: ArticlePage, entryId: string, db: Db): Promise<EntryPage | null> {
  note(articleTag(article.id))
  const editions = await db.edition.findMany({
    where: { articleId: article.id, liveAt: { not: null } },
    select: { id: true },
    orderBy: { number: 'desc' },
    take: 200,
  })
  for (const { id } of editions) {
    if (id === article.editionId) continue
    const edition = await db.edition.findUnique({ where: { id }, select: { document: true } })
    const placed = edition && entriesOf(readDocument(edition.document)).find(({ entry }) => entry.id === entryId)
    if (!placed) continue
    const old = readEdition(id, edition.document)
    const records = await resolveRecords(recordIdsOf(old.document), db)
    return { article: { ...article, ...old, records }, placed, removed: true, previous: null, next: null }
  }
  return null
}
