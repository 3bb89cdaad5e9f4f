import { note } from '@/platform/cache'
import { jsonOf, read, type Db } from '@/platform/db'
import type { Prisma } from '@/prisma/generated/sqlite/client'
import { resolveRecords } from '@/features/records/queries/resolve'
import { readDocument } from '../document/read-document'
import { readEdition } from './editions'
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

/**
 * The newest edition that readers saw this entry in, found in one statement: which it is nobody notes, and the database reads editions, the newest first, until one names
 * the entry. Nearly always it is the one before the last.
 */
async function findFormerPage(article: ArticlePage, entryId: string, db: Db): Promise<EntryPage | null> {
  note(articleTag(article.id))
  // An id is letters and digits, and stands in a document in quotes.
  const [found] = await db.$queryRaw<{ id: string; document: unknown }[]>`
    SELECT "id", "document" FROM "Edition" WHERE "articleId" = ${article.id} AND "liveAt" IS NOT NULL AND "id" <> ${article.editionId}
      AND CAST("document" AS TEXT) LIKE ${`%"${entryId}"%`} ORDER BY "number" DESC LIMIT 1`
  if (!found) return null
  const document = jsonOf<Prisma.JsonValue>(found.document)
  const placed = entriesOf(readDocument(document)).find(({ entry }) => entry.id === entryId)
  if (!placed) return null
  const old = await readEdition(found.id, document, db)
  const records = await resolveRecords(recordIdsOf(old.document), db)
  return { article: { ...article, ...old, records }, placed, removed: true, previous: null, next: null }
}
