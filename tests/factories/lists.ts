import { changeDraft } from '@/features/articles/commands/change-draft'
import { createArticle } from '@/features/articles/commands/create-article'
import { deleteArticle } from '@/features/articles/commands/delete-article'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { changesBetween } from '@/features/articles/document/operations-between'
import { readDocument } from '@/features/articles/document/read-document'
import { emptyDocument, type ListDocument, type ListEntry } from '@/features/articles/schema'
import type { RecordKind } from '@/features/records/schema'
import { trashList } from '@/features/trash/commands/trash-list'
import { slugify } from '@/platform/text/slugify'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import type { Actor } from '@/platform/http/request'

export const makeEntry = (heading: string, rest: Partial<ListEntry> = {}): ListEntry => ({
  id: newId(),
  slug: slugify(heading),
  heading,
  subheading: '',
  body: '',
  credits: [],
  video: null,
  ...rest,
})

export const makeDocument = (title: string, entries: ListEntry[], rest: Partial<ListDocument> = {}): ListDocument => ({
  ...emptyDocument(title),
  entries,
  ...rest,
})

/** A list with a saved draft; `version` is the draft's. */
export async function makeList(actor: Actor, document: ListDocument) {
  const { id, slug } = await createArticle(actor, { title: document.title })
  const { version } = await saveDraft(actor, { articleId: id, version: 1, document })
  return { articleId: id, slug, version, document }
}

/** A list that readers see. */
export async function makePublished(actor: Actor, document: ListDocument) {
  const list = await makeList(actor, document)
  await publishArticle(actor, { articleId: list.articleId, version: list.version })
  return list
}

/** Makes the draft this document, by one operation on what it is now. */
export async function saveDraft(actor: Actor, { articleId, document }: { articleId: string; version?: number; document: ListDocument }) {
  const draft = await draftOf(articleId)
  const changes = changesBetween(readDocument(draft.document), document)
  const operations = changes.length > 0 ? [{ id: `factory0-${newId()}`, changes }] : []
  return changeDraft(actor, { id: articleId, base: draft.version, operations })
}

/** Moves a list to the trash, and deletes it there. */
export async function deleteForGood(actor: Actor, { articleId }: { articleId: string }) {
  await trashList(actor, { id: articleId })
  await deleteArticle(actor, { articleId })
}

/** The draft as it is stored. */
export const draftOf = (articleId: string) => read.draft.findUniqueOrThrow({ where: { articleId } })

/** Saves a new draft over the present one and publishes it. */
export async function republish(actor: Actor, articleId: string, document: ListDocument) {
  const before = await draftOf(articleId)
  const { version } = await saveDraft(actor, { articleId, version: before.version, document })
  return publishArticle(actor, { articleId, version })
}

export async function makeRecord(kind: RecordKind, name: string): Promise<string> {
  const id = newId()
  await write((tx) => tx.record.create({ data: { id, kind, name, slug: slugify(name) } }))
  return id
}
