import { currentTime } from '@/platform/clock'
import type { Tx } from '@/platform/db'
import { conflict, notFound } from '@/platform/errors'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import { isReadable, readDocument } from '../document/read-document'
import type { ListDocument } from '../schema'
import { checkAddresses, checkEdition } from './check-edition'
import { countArticlesBeside } from './count-articles'
import { endReview, useUpApproval } from './end-review'
import { loadDraft, refuseToLose } from './load-article'
import { projectEdition } from './project-edition'
import { tagsOf } from './tags-of'

export type Publication = {
  articleId: string
  /** The account that publishes; null for the command line. */
  by: string | null
  /** Why: shown in the history. */
  note?: string
  /** The draft of an earlier version, when that is published. */
  words?: { document: ListDocument; version: number } | null
  /** When it goes live; of the first publication this is also the date that readers see. */
  at?: Date
  /** For an article that first appeared elsewhere: when. Only the first publication heeds it. */
  firstPublishedAt?: Date | null
}

/** `version`: that of the draft which it is a copy of. */
export type MadeEdition = { editionId: string; number: number; version: number }

/**
 * Makes the draft the article's current edition, at once, in the given transaction: what the publish command, the scheduled job and the
 * import share. Who may is asked before. Withdraws an edition that was waiting: it was made from older words.
 * Throws `invalid` with `data: { path, message }[]` when the draft cannot be published.
 */
export async function publishEdition(
  tx: Tx,
  { articleId, by, note = '', words = null, at = currentTime(), firstPublishedAt = null }: Publication,
): Promise<MadeEdition> {
  const made = await makeEdition(tx, { articleId, by, note, words, publishAt: at })
  await makeCurrent(tx, made.editionId, { at, firstPublishedAt })
  await endReview(tx, { articleId, version: made.version, by })
  return made
}

/** Throws a conflict for a copy of other words than the writer read and an editor approved: an import may have written a draft since it was looked at. */
export function refuseOther({ version }: MadeEdition, read: number): void {
  if (version !== read) throw conflict('Somebody else changed this list just now: look at it, and try again')
}

/** Keeps a copy of the draft as the article's next edition, checked, and not yet live. */
export async function makeEdition(
  tx: Tx,
  { articleId, by, note, publishAt, words = null }: Pick<Publication, 'articleId' | 'by' | 'words'> & { note: string; publishAt: Date },
): Promise<MadeEdition> {
  if (!(await tx.article.findUnique({ where: { id: articleId }, select: { id: true } }))) throw notFound('There is no such list')
  const draft = await loadDraft(tx, articleId)
  // What stands in for a draft that was written by newer code, or cannot be read, is not what its writer wrote.
  refuseToLose(draft)
  const { document, version } = words ?? draft
  await checkEdition(tx, articleId, document)
  const { _max } = await tx.edition.aggregate({ where: { articleId }, _max: { number: true } })
  const number = (_max.number ?? 0) + 1
  const editionId = newId()
  await tx.edition.create({ data: { id: editionId, articleId, number, document, ofVersion: version, publishAt, note, createdById: by } })
  return { editionId, number, version }
}

/**
 * Moves an article to an edition that exists: after the commit readers see it. The only place that does so. The edition was checked when it was
 * made and its writer was told that it will go live, so the rules for writing of today are not asked again; what would take an address from
 * another entry is refused all the same, and so is what cannot be read.
 */
export async function makeCurrent(
  tx: Tx,
  editionId: string,
  { at = currentTime(), firstPublishedAt = null }: { at?: Date; firstPublishedAt?: Date | null } = {},
): Promise<void> {
  const edition = await tx.edition.findUnique({ where: { id: editionId } })
  if (!edition || edition.cancelledAt) throw conflict('This edition is not to be published')
  const { articleId } = edition
  if (!isReadable(edition.document)) throw conflict('This edition cannot be read: publish the list again')
  const document = readDocument(edition.document)
  await checkAddresses(tx, articleId, document)
  const before = await tx.article.findUniqueOrThrow({ where: { id: articleId }, select: { state: true, firstPublishedAt: true } })
  const records = await projectEdition(tx, articleId, document)
  const { _sum } = await tx.tally.aggregate({ where: { articleId, entry: { listed: true } }, _sum: { counted: true } })
  await tx.edition.update({ where: { id: editionId }, data: { liveAt: at } })
  await tx.edition.updateMany({ where: { articleId, id: { not: editionId }, liveAt: null, cancelledAt: null }, data: { cancelledAt: at } })
  await tx.article.update({
    where: { id: articleId },
    data: {
      state: 'published',
      currentEditionId: editionId,
      publishedVersion: edition.ofVersion,
      publishedAt: at,
      firstPublishedAt: before.firstPublishedAt ?? firstPublishedAt ?? at,
      title: document.title,
      standfirst: document.standfirst,
      entryCount: await tx.entry.count({ where: { articleId, listed: true } }),
      voteCount: _sum.counted ?? 0,
    },
  })
  await useUpApproval(tx, articleId, edition.ofVersion)
  if (before.state !== 'published') await countArticlesBeside(tx, articleId)
  await announce(tx, 'article.published', { articleId, editionId }, { tags: await tagsOf(tx, articleId, records) })
}
