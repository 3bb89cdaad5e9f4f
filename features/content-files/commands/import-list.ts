import { isDeepStrictEqual } from 'node:util'
import type { Prisma } from '@/prisma/generated/sqlite/client'
import type { Tx } from '@/platform/db'
import { conflict, isAppError } from '@/platform/errors'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import { FormatError, gatherProblems } from '../format/problems'
import { listRecordIds } from '../queries/references'
import { referencesOf, toDocument, type Known } from '../format/document'
import type { ParsedList } from '../format/parse-list'
import { readDocument } from '@/features/articles/document/read-document'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import { changePlacement, findPlacement, type Placement } from './import-placement'
import { loadDraft, refuseToLose } from '@/features/articles/commands/load-article'
import { publishEdition } from '@/features/articles/commands/publish-edition'
import { shownOf, writeDraft } from '@/features/articles/commands/write-draft'

export type ImportOptions = {
  /** Publish what the file says; without it only the draft changes. A file with `state: draft`, and an article that was unpublished, are left. */
  publish?: boolean
  /** Write over edits in the draft that nobody published, and publish again what was unpublished. */
  force?: boolean
  /** Who does it; null for the command line. */
  accountId?: string | null
}

/** `draft`: what happened to the draft or to what stands beside it (authors, series, cover). */
export type ImportedList = { slug: string; articleId: string; draft: 'created' | 'changed' | 'unchanged'; published: boolean; note: string | null }

const current = {
  id: true,
  slug: true,
  state: true,
  draft: { select: { document: true, version: true, importedVersion: true } },
  currentEditionId: true,
  currentEdition: { select: { document: true } },
} satisfies Prisma.ArticleSelect

/**
 * Makes the draft of an article what a list file says; the article is found by its slug (a former one too) or created. Entries keep their identity
 * by slug. When nothing differs nothing is written or announced. Throws a `FormatError` for names that mean nothing here, and a conflict over
 * edits that nobody published.
 */
export async function importList(tx: Tx, parsed: ParsedList, { publish = false, force = false, accountId = null }: ImportOptions = {}): Promise<ImportedList> {
  const { list } = parsed
  const found = await findArticle(tx, list.slug)
  const known = await findKnown(tx, parsed, found)
  let placement: Placement | undefined
  let document: ListDocument | undefined
  await gatherProblems<unknown>([async () => (placement = await findPlacement(tx, parsed)), () => (document = toDocument(parsed, known))])
  if (!placement || !document) throw new Error('A list without problems has a document')

  if (!found) {
    const article = await createArticle(tx, parsed, document, accountId)
    await changePlacement(tx, article.id, placement)
    const published = publish && list.state === 'ready'
    if (published) await publishFrom(tx, parsed, article.id, accountId)
    else await announce(tx, 'article.drafted', { articleId: article.id })
    return { slug: list.slug, articleId: article.id, draft: 'created', published, note: publish && !published ? 'its file says state: draft' : null }
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
    await writeDraft(tx, found, { document, version: found.draft.version + 1, imported: true })
    await announce(tx, 'article.drafted', { articleId: found.id })
  }
  const beside = await changePlacement(tx, found.id, placement)
  const unlike = found.state !== 'published' || !isDeepStrictEqual(found.published, document)
  const withdrawn = found.state === 'unpublished' && !force
  const publishes = publish && unlike && list.state === 'ready' && !withdrawn
  if (publishes) await publishFrom(tx, parsed, found.id, accountId)
  const why = list.state === 'draft' ? 'its file says state: draft' : withdrawn ? 'it was unpublished here: import with --force to publish it again' : null
  const note = publish && unlike && !publishes ? why : found.slug !== list.slug ? `it has the address “${found.slug}” now` : null
  return { slug: found.slug, articleId: found.id, draft: drafts || beside ? 'changed' : 'unchanged', published: publishes, note }
}

/** Publishes the draft; what stands in the way is told by the lines of the file. */
async function publishFrom(tx: Tx, { list, file, lineOf }: ParsedList, articleId: string, by: string | null) {
  try {
    await publishEdition(tx, { articleId, by, note: 'Imported', firstPublishedAt: list.published ? new Date(list.published) : null })
  } catch (error) {
    const problems = isAppError(error) && Array.isArray(error.data) ? (error.data as { path: (string | number)[]; message: string }[]) : []
    if (problems.length === 0) throw error
    throw new FormatError(problems.map(({ path, message }) => ({ file, line: lineOf(path), message })))
  }
}

async function findArticle(tx: Tx, slug: string) {
  const moved = () => tx.redirect.findUnique({ where: { path: `/articles/${slug}` }, select: { article: { select: current } } })
  const article = (await tx.article.findUnique({ where: { slug }, select: current })) ?? (await moved())?.article
  if (!article?.draft) return null
  const { draft, currentEdition, ...rest } = article
  return {
    ...rest,
    draft: { ...draft, document: readDocument(draft.document) },
    /** What readers see; null when they see nothing. */
    published: currentEdition && readDocument(currentEdition.document),
  }
}

type Found = NonNullable<Awaited<ReturnType<typeof findArticle>>>

/** What the database knows under the names in the file. */
async function findKnown(tx: Tx, { list }: ParsedList, found: Found | null): Promise<Known> {
  const references = referencesOf(list).map(({ reference }) => reference)
  const records = await listRecordIds(tx, references)
  const draft = found?.draft.document
  const drafted = new Map(draft ? entriesOf(draft).map(({ entry }) => [entry.slug, entry.id]) : [])
  const slugs = found ? await tx.entrySlug.findMany({ where: { articleId: found.id }, select: { slug: true, entryId: true } }) : []
  const former = new Map(slugs.map(({ slug, entryId }) => [slug, entryId]))
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
  return tx.article.create({
    data: { id: newId(), slug: list.slug, ...shownOf(document), createdById: accountId, draft: { create: { document, importedVersion: 1 } } },
    select: { id: true },
  })
}
