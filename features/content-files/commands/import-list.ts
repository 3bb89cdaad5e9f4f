import { isDeepStrictEqual } from 'node:util'
import { currentTime } from '@/platform/clock'
import type { Prisma } from '@/prisma/generated/sqlite/client'
import type { Tx } from '@/platform/db'
import { conflict, isAppError } from '@/platform/errors'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import { FormatError, gatherProblems, type Problem } from '../format/problems'
import { listLikelyReferences, listRecordIds } from '../queries/references'
import { placedEntries, publicationProblems, referencesOf, toDocument, unknownRecords, type Known } from '../format/document'
import type { ParsedList, ReadList } from '../format/parse-list'
import { reference } from '../format/reference'
import { readDocument } from '@/features/articles/document/read-document'
import { entriesOf, type ListDocument, type RemovedListEntry } from '@/features/articles/schema'
import { pathOf } from '@/features/articles/addresses'
import { moveArticle } from '@/features/articles/commands/change-slug'
import { keepRemovedEntries } from '@/features/articles/commands/keep-removed-entries'
import { articlesTag, articleTag } from '@/features/articles/tags'
import { keepFormerAddresses, settleAddress, takenAddress } from './keep-former-addresses'
import { changePlacement, findPlacement, type Placement } from './import-placement'
import { loadDraft, refuseToLose } from '@/features/articles/commands/load-article'
import { publishEdition } from '@/features/articles/commands/publish-edition'
import { recordIdsOf } from '@/features/articles/reading/records'
import { takeNamedFromTrash } from '@/features/records/commands/take-from-trash'
import { refusedTime, scheduleEdition } from '@/features/articles/commands/schedule-article'
import { keepFirstRevision } from '@/features/articles/commands/keep-revisions'
import { replaceDraft, shownOf } from '@/features/articles/commands/write-draft'

export type ImportOptions = {
  /** Publish what the file says; without it only the draft changes. A file with `state: draft`, and an article that was unpublished, are left. */
  publish?: boolean
  /**
   * Write over edits in the draft that nobody published, publish again what was unpublished, and make another list of one whose entries are not
   * those of the file.
   */
  force?: boolean
  /** Who does it; null for the command line. */
  accountId?: string | null
}

/** `draft`: what happened to the draft or to what stands beside it (authors, series, cover). */
export type ImportedList = {
  slug: string
  articleId: string
  draft: 'created' | 'changed' | 'unchanged'
  published: boolean
  scheduled: Date | null
  note: string | null
}

const current = {
  id: true,
  slug: true,
  state: true,
  trashedAt: true,
  draft: { select: { document: true, version: true, savedAt: true, importedVersion: true } },
  currentEditionId: true,
  firstPublishedAt: true,
  currentEdition: { select: { document: true } },
} satisfies Prisma.ArticleSelect

/**
 * Makes the draft of an article what a list file says; the article is found by its slug (a former one too) or created. Entries keep their identity
 * by slug. When nothing differs nothing is written or announced. Throws a `FormatError` for names that mean nothing here, for an address that belongs
 * to another list and for a time that cannot be scheduled; and a conflict over edits that nobody published. A list in the trash stays there, as it is.
 */
export async function importList(tx: Tx, parsed: ParsedList, { publish = false, force = false, accountId = null }: ImportOptions = {}): Promise<ImportedList> {
  const { list } = parsed
  const found = await findArticle(tx, list)
  if (found?.trashedAt)
    return { slug: found.slug, articleId: found.id, draft: 'unchanged', published: false, scheduled: null, note: 'it is in the trash: left alone' }
  const known = await findKnown(tx, parsed, found)
  let placement: Placement | undefined
  let words: ReturnType<typeof toDocument> | undefined
  await gatherProblems<unknown>([
    async () => (found && !force ? refuseOtherList(parsed, found, await listAddresses(tx, found.id)) : null),
    async () => (placement = await findPlacement(tx, parsed)),
    () => refuseNames(tx, parsed),
    () => (words = toDocument(parsed, known)),
  ]).catch((error: unknown) => {
    // What publishing it would find is told along with that: nobody wants to import once more to hear it.
    throw error instanceof FormatError && publish ? new FormatError([...error.problems, ...refusedByPublishing({ ...parsed, rest: list })]) : error
  })
  if (!placement || !words) throw new Error('A list without problems has a document')
  const { document, removed } = words
  const back = await takeNamedFromTrash(tx, [...recordIdsOf(document)])

  if (!found) {
    const article = await createArticle(tx, parsed, document, accountId)
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
  const unlike = found.state !== 'published' || !isDeepStrictEqual(found.published, document)
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

/**
 * A file means the list at its address when that has at least half of its entries from the file, by addresses that they have or had. Otherwise it is
 * another list that happens to have the address: importing it would take the votes and comments of the first out of sight.
 */
function refuseOtherList({ list, file, lineOf }: ParsedList, found: Found, owners: Map<string, string>) {
  const there = entriesOf(found.published ?? found.draft.document).map(({ entry }) => entry.id)
  const drafted = entriesOf(found.draft.document).map(({ entry }) => [entry.slug, entry.id] as const)
  const known = new Map([...owners, ...drafted])
  const meant = new Set(placedEntries(list).flatMap(({ entry }) => [entry.slug, ...entry.formerly].map((slug) => known.get(slug))))
  const shared = there.filter((id) => meant.has(id)).length
  if (there.length === 0 || shared * 2 >= there.length) return
  const title = (found.published ?? found.draft.document).title
  const address = found.bySlug ? list.slug : (list.formerly.find((slug) => slug === found.slug) ?? list.formerly[0]!)
  const message = `The address “${address}” ${found.slug === address ? 'is' : 'was'} that of “${title}”, and of its ${there.length} entries the file has ${shared || 'none'}. If it is another list, ${found.bySlug ? 'give it another slug' : 'take that address out'}; if it is to take this one’s place, import with --force`
  throw new FormatError([{ file, line: lineOf([found.bySlug ? 'slug' : 'formerly']), message }])
}

/** What can be found out about a list file that has faults: what it names and nobody knows, and what would stand in the way of publishing it. */
export async function findMoreProblems(tx: Tx, read: ReadList, { publish = false }: ImportOptions): Promise<Problem[]> {
  const { rest, file, lineOf } = read
  const shape = reference()
  const named = referencesOf(rest).filter((one) => shape.safeParse(one.reference).success)
  const records = await listRecordIds(tx, named.map((one) => one.reference)) // prettier-ignore
  const problems = unknownRecords({ file, lineOf }, named, records.has.bind(records))
  // The reader of the text may have said the same already, in its own words.
  if (publish) problems.push(...refusedByPublishing(read, read.hasProblem))
  const placement = { series: rest.series ?? null, authors: rest.authors ?? [], cover: rest.cover ?? null }
  await gatherProblems<unknown>([() => findPlacement(tx, { list: placement, file, lineOf }), () => refuseNames(tx, read)]).catch((error: unknown) => {
    if (!(error instanceof FormatError)) throw error
    problems.push(...error.problems)
  })
  const told = new Set(read.problems.map(({ message }) => message))
  return problems.filter(({ message }) => !told.has(message))
}

function refusedByPublishing({ rest, file, lineOf }: Pick<ReadList, 'rest' | 'file' | 'lineOf'>, isTold: ReadList['hasProblem'] = () => false): Problem[] {
  if (rest.state === 'draft') return []
  const problems = publicationProblems(rest).map(({ path, message }) => ({ file, line: lineOf(path), message, field: String(path.findLast((step) => typeof step === 'string')) })) // prettier-ignore
  return problems.filter(({ line, field }) => !isTold(line, field)).map(({ field: _, ...problem }) => problem)
}

/** A credit by name is refused, with the record that it may mean. */
async function refuseNames(tx: Tx, { byName, file }: Pick<ParsedList, 'byName' | 'file'>) {
  if (byName.length === 0) return
  const likely = await listLikelyReferences(tx, byName.map(({ name }) => name)) // prettier-ignore
  throw new FormatError(
    byName.map(({ line, name }) => {
      const meant = likely.get(name)
      const cure = meant ? `did you mean ${meant}?` : 'a record such as groups/bigbang, in records.yaml'
      return { file, line, message: `Expected a reference, not the name “${name}”: ${cure} A bullet of the prose needs a backslash before it` }
    }),
  )
}

/** Entries of a list by the addresses that they have or had. */
async function listAddresses(tx: Tx, articleId: string): Promise<Map<string, string>> {
  const rows = await tx.entrySlug.findMany({ where: { articleId }, select: { slug: true, entryId: true } })
  return new Map(rows.map(({ slug, entryId }) => [slug, entryId]))
}

/** When a file says that the list is to appear later: only a first publication has a date of its own. */
const dateToCome = ({ list }: ParsedList, firstPublishedAt: Date | null) => {
  const at = list.published && !firstPublishedAt ? new Date(list.published) : null
  return at && at > currentTime() ? at : null
}

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
  const at = dateToCome(parsed, firstPublishedAt)
  const refused = at && refusedTime(at)
  if (refused)
    throw new FormatError([{ file, line: lineOf(['published']), message: `published: ${refused}` }, ...refusedByPublishing({ ...parsed, rest: list })])
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

async function findArticle(tx: Tx, { slug, formerly }: Pick<ParsedList['list'], 'slug' | 'formerly'>) {
  const at = async (address: string) => {
    const moved = () => tx.redirect.findUnique({ where: { path: pathOf('article', address) }, select: { article: { select: current } } })
    return (await tx.article.findUnique({ where: { slug: address }, select: current })) ?? (await moved())?.article ?? null
  }
  let article = await at(slug)
  const bySlug = article !== null
  for (const former of formerly) article ??= await at(former)
  if (!article?.draft) return null
  const { draft, currentEdition, ...rest } = article
  return {
    ...rest,
    /** Found by the address of the file, and not by one that the file calls a former one. */
    bySlug,
    draft: { ...draft, document: readDocument(draft.document) },
    /** What readers see; null when they see nothing. */
    published: currentEdition && readDocument(currentEdition.document),
  }
}

/** Gives an article its address and its former ones. Returns the address when anything changed, else null. */
async function keepAddresses(tx: Tx, { list, file, lineOf }: ParsedList, articleId: string, found: Found | null): Promise<string | null> {
  const { slug, former } = settleAddress(found, list)
  const moves = found !== null && slug !== found.slug
  if (moves) await moveArticle(tx, found, slug)
  const shown = former.filter((one) => one !== found?.slug || found.firstPublishedAt)
  const { added, taken } = await keepFormerAddresses(tx, { articleId }, shown.map((one) => pathOf('article', one))) // prettier-ignore
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
  const former = placedEntries(list).flatMap(({ entry, path }) => entry.formerly.map((slug) => ({ slug, entryId: ids.get(entry.slug)!, path })))
  const taken = former.filter(({ slug, entryId }) => (owners.get(slug) ?? entryId) !== entryId)
  if (taken.length > 0)
    throw new FormatError(
      taken.map(({ slug, path }) => ({ file, line: lineOf(path), message: `{#${slug}} is or was the address of another entry of this list` })),
    )
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

type Found = NonNullable<Awaited<ReturnType<typeof findArticle>>>

/** What the database knows under the names in the file. */
async function findKnown(tx: Tx, { list }: ParsedList, found: Found | null): Promise<Known> {
  const references = referencesOf(list).map(({ reference }) => reference)
  const records = await listRecordIds(tx, references)
  const draft = found?.draft.document
  const drafted = new Map(draft ? entriesOf(draft).map(({ entry }) => [entry.slug, entry.id]) : [])
  const former = found ? await listAddresses(tx, found.id) : new Map<string, string>()
  return {
    recordId: (reference) => records.get(reference),
    entryId: (slug) => drafted.get(slug),
    formerEntryId: (slug) => former.get(slug),
    previous: draft,
  }
}

/** True when the draft holds words that are in no edition and came from no import: writing over it would lose them. */
async function hasUnpublishedEdits(tx: Tx, article: Found): Promise<boolean> {
  const { draft, published } = article
  if (draft.importedVersion === draft.version || isDeepStrictEqual(draft.document, published)) return false
  return (await tx.edition.count({ where: { articleId: article.id, ofVersion: draft.version } })) === 0
}

async function createArticle(tx: Tx, { list }: ParsedList, document: ListDocument, accountId: string | null) {
  const article = await tx.article.create({
    data: { id: newId(), slug: list.slug, ...shownOf(document), createdById: accountId, draft: { create: { document, importedVersion: 1 } } },
    select: { id: true },
  })
  await keepFirstRevision(tx, { articleId: article.id, document, by: accountId, kind: 'imported' })
  return article
}
