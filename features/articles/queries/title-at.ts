import { read, type Db } from '@/platform/db'
import { entriesOf } from '../schema'
import { isPublished } from './cards'
import { loadEditions } from './editions'
import { findPublishedArticles } from './published-article'

/** What readers call the page at a path: the list's title, or the entry's and its list's. */
export type TitleAt = { title: string; within: { number: number; title: string } | null; question: string }

/** The published list or entry that a path of this site leads to, by a present or a former address; null for every other path. Its query and fragment do not count. */
export async function findTitleAt(path: string, db: Db = read): Promise<TitleAt | null> {
  const match = /^\/articles\/([^/?#]+)(?:\/([^/?#]+))?\/?(?:[?#]|$)/.exec(path)
  const [slug, entrySlug] = [decoded(match?.[1]), decoded(match?.[2])]
  if (!slug || (match?.[2] && !entrySlug)) return null
  const article = (await findPublishedArticles([slug], db)).get(slug)
  const row = article && (await db.article.findFirst({ where: { id: article.id, ...isPublished }, select: { id: true, currentEditionId: true } }))
  const edition = row?.currentEditionId ? (await loadEditions([row.currentEditionId], db)).get(row.currentEditionId) : undefined
  if (!row || !edition) return null
  const { title, question } = edition.document
  if (!entrySlug) return { title, within: null, question }
  const where = { articleId_slug: { articleId: row.id, slug: entrySlug } }
  const id = (await db.entrySlug.findUnique({ where, select: { entryId: true } }))?.entryId
  if (!id) return null
  const entry = entriesOf(edition.document).find((placed) => placed.entry.id === id)?.entry
  // An entry that has left the list keeps its page, but its words are in an older edition.
  return entry ? { title: entry.heading, within: { number: edition.numbers.get(entry.id)!, title }, question } : { title, within: null, question }
}

/** A part of a path as text that the databases can be asked about; null for anything else. */
function decoded(part: string | undefined): string | null {
  try {
    const text = decodeURIComponent(part ?? '')
    return text.length > 0 && text.length <= 200 && !/[\u0000-\u001f]/.test(text) && text.isWellFormed() ? text : null
  } catch {
    return null
  }
}
