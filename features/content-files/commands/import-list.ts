import { isDeepStrictEqual } from 'node:util'
import { currentTime } from '@/platform/clock'
import type { Tx } from '@/platform/db'
import { conflict, isAppError } from '@/platform/errors'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import { FormatError, gatherProblems } from '../format/problems'
import { listRecordIds } from '../queries/references'
import { placedEntries, referencesOf, toDocument, type Known } from '../format/document'
import type { ParsedList } from '../format/parse-list'
import { readDocument } from '@/features/articles/document/read-document'
import { entriesOf, type ListDocument, type RemovedListEntry } from '@/features/articles/schema'
import { moveArticle } from '@/features/articles/commands/change-slug'
import { keepRemovedEntries } from '@/features/articles/commands/keep-removed-entries'
import { articlesTag, articleTag } from '@/features/articles/tags'
import { keepFormerAddresses, settleAddress, takenAddress } from './keep-former-addresses'
import { changePlacement, findPlacement, type Placement } from './import-placement'
import { findArticle, listAddresses, type Found } from './find-article'
import type { ImportOptions } from './import-options'
import { dateToCome, formerPaths, idsBySlug, refusedByPublishing, stepsThatLook, takenEntries } from './list-faults'
import { loadDraft, refuseToLose } from '@/features/articles/commands/load-article'
import { publishEdition } from '@/features/articles/commands/publish-edition'
import { recordIdsOf } from '@/features/articles/reading/records'
import { takeNamedFromTrash } from '@/features/records/commands/take-from-trash'
import { refusedTime, scheduleEdition } from '@/features/articles/commands/schedule-article'
import { keepFirstRevision } from '@/features/articles/commands/keep-revisions'
import { replaceDraft, shownOf } from '@/features/articles/commands/write-draft'

/** `draft`: what happened to the draft or to what stands beside it (authors, series, cover). */
export type ImportedList = {
  slug: string
  articleId: string
  draft: 'created' | 'changed' | 'unchanged'
  published: boolean
  scheduled: Date | null
  note: string | null
}

/**
 * Makes the draft of an article what a list file says; the article is found by its slug (a former one too) or created. Entries keep their identity
 * by slug. When nothing differs nothing is written or announced. Throws a `FormatError` for names that mean nothing here, for an address that belongs
 * to another list and for a time that cannot be scheduled; and a conflict over edits that nobody published. A list in the trash stays there, as it is.
 */
export async function importList(
  tx: Tx,
  parsed: ParsedList,
  { publish = false, force = false, accountId = null, newId: id = newId() }: ImportOptions = {},
): Promise<ImportedList> {
  const { list } = parsed
  const found = await findArticle(tx, list)
  if (found?.trashedAt)
    return { slug: found.slug, articleId: found.id, draft: 'unchanged', published: false, scheduled: null, note: 'it is in the trash: left alone' }
  const here = { found, addresses: found ? await listAddresses(tx, found.id) : new Map<string, string>() }
  const known = await findKnown(tx, parsed, here)
  const readable = { ...parsed, rest: list }
  let placement: Placement | undefined
  let words: ReturnType<typeof toDocument> | undefined
  await gatherProblems<unknown>([
    async () => (placement = await findPlacement(tx, parsed)),
    () => (words = toDocument(parsed, known)),
    ...stepsThatLook(tx, readable, here, { publish, force }),
  ]).catch((error: unknown) => {
    // What publishing it would find is told along with that: nobody wants to import once more to hear it.
    throw error instanceof FormatError && publish ? new FormatError([...error.problems, ...refusedByPublishing(readable, found)]) : error
  })
  if (!placement || !words) throw new Error('A list without problems has a document')
  const { document, removed } = words
  const back = await takeNamedFromTrash(tx, [...recordIdsOf(document)])

  if (!found) {
    const article = await createArticle(tx, parsed, document, { id, accountId })
    await changePlacement(tx, article.id, placement)
    await keepAddresses(tx, parsed, article.id, null)
    const goes = publish && list.state === 'ready'
    const scheduled = goes ? await publishFrom(tx, parsed, { id: article.id, state: 'draft', firstPublishedAt: null }, accountId) : null
    if (goes && !scheduled) await keepPast(tx, parsed, { id: article.id, document, removed, by: accountId })
    if (!goes) await announce(tx, 'article.drafted', { articleId: article.id })
    const note = publish && !goes ? 'its file says state: draft' : !goes || scheduled ? await notYet(tx, list, article.id) : null
    return { slug: list.slug, articleId: article.id, draft: 'created', published: goes && !scheduled, scheduled, note }
  }

  const drafts = !isDeepStrictEqual(found.draft.document, document)
  // Also with --force: nobody has seen what would be lost.
  if (drafts) refuseToLose(await loadDraft(tx, found.id))
  if (drafts && !force && (await hasUnpublishedEdits(tx, found))) {
    throw conflict(
      `${parsed.file}: the draft of “${found.slug}” has edits that nobody published. Publish or export them first, or import with --force to write over them.`,
    )
  }
  if (drafts) {
    await replaceDraft(tx, found, { draft: found.draft, document, by: accountId, imported: true })
    await announce(tx, 'article.drafted', { articleId: found.id })
  }
  const moved = await keepAddresses(tx, parsed, found.id, found)
  const beside = (await changePlacement(tx, found.id, placement)) || moved !== null || back.length > 0
  const unlike = found.state !== 'published' || found.published === null || !isDeepStrictEqual(readersPart(found.published), readersPart(document))
  const waits = await isScheduled(tx, parsed, found.id, document)
  const withdrawn = found.state === 'unpublished' && !force
  const publishes = publish && unlike && !waits && list.state === 'ready' && !withdrawn
  const scheduled = publishes ? await publishFrom(tx, parsed, found, accountId) : null
  const live = (publishes && !scheduled) || (publish && found.state === 'published' && !unlike)
  const past = live && (await keepPast(tx, parsed, { id: found.id, document, removed, by: accountId }))
  if (past && !publishes) await announce(tx, 'article.changed', { articleId: found.id }, { tags: [articleTag(found.id)] })
  const slug = moved ?? found.slug
  const why = list.state === 'draft' ? 'its file says state: draft' : withdrawn ? 'it was unpublished here: import with --force to publish it again' : null
  const note =
    publish && unlike && !publishes && !waits ? why : slug !== list.slug ? `it has the address “${slug}” now` : live ? null : await notYet(tx, list, found.id)
  return { slug, articleId: found.id, draft: drafts || beside || past ? 'changed' : 'unchanged', published: publishes && !scheduled, scheduled, note }
}

/** A document without what is for its writers alone: with other waivers or another template it is no new edition. */
const readersPart = (document: ListDocument): ListDocument => ({ ...document, template: null, waived: [] })

/** Whether this very document waits for this very time already. */
async function isScheduled(tx: Tx, { list }: ParsedList, articleId: string, document: ListDocument): Promise<boolean> {
  const waiting = await tx.edition.findFirst({ where: { articleId, liveAt: null, cancelledAt: null }, select: { publishAt: true, document: true } })
  if (!waiting || !list.published || waiting.publishAt.getTime() !== Date.parse(list.published)) return false
  return isDeepStrictEqual(readDocument(waiting.document), document)
}

type Dated = { id: string; state: string; firstPublishedAt: Date | null }

/** Publishes the draft, or schedules it for the date in the file, which comes back; what stands in the way is told by the lines of the file. */
async function publishFrom(tx: Tx, parsed: ParsedList, { id: articleId, state, firstPublishedAt }: Dated, by: string | null): Promise<Date | null> {
  const { list, file, lineOf } = parsed
  const at = dateToCome(list, firstPublishedAt)
  if (at && refusedTime(at)) throw new FormatError(refusedByPublishing({ ...parsed, rest: list }, null))
  try {
    if (at) await scheduleEdition(tx, { articleId, state, by, note: 'Imported', at })
    else await publishEdition(tx, { articleId, by, note: 'Imported', firstPublishedAt: list.published ? new Date(list.published) : null })
    return at
  } catch (error) {
    const problems = isAppError(error) && Array.isArray(error.data) ? (error.data as { path: (string | number)[]; message: string }[]) : []
    if (problems.length === 0) throw error
    throw new FormatError(problems.map(({ path, message }) => ({ file, line: lineOf(path), message })))
  }
}

/** Gives an article its address and its former ones. Returns the address when anything changed, else null. */
async function keepAddresses(tx: Tx, { list, file, lineOf }: ParsedList, articleId: string, found: Found | null): Promise<string | null> {
  const { slug, former } = settleAddress(found, list)
  const moves = found !== null && slug !== found.slug
  if (moves) await moveArticle(tx, found, slug)
  const { added, taken } = await keepFormerAddresses(tx, { articleId }, formerPaths(found, former))
  if (taken[0]) throw new FormatError([{ file, line: lineOf(['formerly']), message: takenAddress(taken[0]) }])
  if (added > 0) await announce(tx, 'article.changed', { articleId }, { tags: [articleTag(articleId), articlesTag] })
  return moves || added > 0 ? slug : null
}

type Past = { id: string; document: ListDocument; removed: RemovedListEntry[]; by: string | null }

/** What a list that readers see has behind it: entries that left it, and former addresses of those that it has. Returns whether any of it was new. */
async function keepPast(tx: Tx, { list, file, lineOf }: ParsedList, { id: articleId, document, removed, by }: Past): Promise<boolean> {
  const at = list.published ? new Date(list.published) : currentTime()
  const entries = await keepRemovedEntries(tx, { articleId, document, removed, at: at > currentTime() ? currentTime() : at, by })
  const owners = await listAddresses(tx, articleId)
  const ids = new Map(entriesOf(document).map(({ entry }) => [entry.slug, entry.id]))
  const taken = takenEntries({ list, file, lineOf }, { ids, owners })
  if (taken.length > 0) throw new FormatError(taken)
  const former = placedEntries(list).flatMap(({ entry }) => entry.formerly.map((slug) => ({ slug, entryId: ids.get(entry.slug)! })))
  const missing = former.filter(({ slug }) => !owners.has(slug))
  await tx.entrySlug.createMany({ data: missing.map(({ slug, entryId }) => ({ articleId, slug, entryId })) })
  return entries > 0 || missing.length > 0
}

/** What is kept of a file only when readers see the list. */
async function notYet(tx: Tx, list: ParsedList['list'], articleId: string): Promise<string | null> {
  const named = [...placedEntries(list).flatMap(({ entry }) => entry.formerly), ...list.removed.map(({ slug }) => slug)]
  if (named.length === 0) return null
  const known = await listAddresses(tx, articleId)
  if (named.every((slug) => known.has(slug))) return null
  return 'former addresses of its entries and the entries that left it are kept when it is published by an import'
}

/** What the database knows under the names in the file. */
async function findKnown(tx: Tx, { list }: ParsedList, here: { found: Found | null; addresses: Map<string, string> }): Promise<Known> {
  const references = referencesOf(list).map(({ reference }) => reference)
  const records = await listRecordIds(tx, references)
  return { recordId: (reference) => records.get(reference), ...idsBySlug(here), previous: here.found?.draft.document }
}

/** True when the draft holds words that are in no edition and came from no import: writing over it would lose them. */
async function hasUnpublishedEdits(tx: Tx, article: Found): Promise<boolean> {
  const { draft, published } = article
  if (draft.importedVersion === draft.version || isDeepStrictEqual(draft.document, published)) return false
  return (await tx.edition.count({ where: { articleId: article.id, ofVersion: draft.version } })) === 0
}

async function createArticle(tx: Tx, { list }: ParsedList, document: ListDocument, { id, accountId }: { id: string; accountId: string | null }) {
  const article = await tx.article.create({
    data: { id, slug: list.slug, ...shownOf(document), createdById: accountId, draft: { create: { document, importedVersion: 1 } } },
    select: { id: true },
  })
  await keepFirstRevision(tx, { articleId: article.id, document, by: accountId, kind: 'imported' })
  return article
}
