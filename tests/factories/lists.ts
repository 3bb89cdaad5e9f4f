import { createArticle } from '@/features/articles/commands/create-article'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { saveDraft } from '@/features/articles/commands/save-draft'
import { emptyDocument, type ListDocument, type ListEntry } from '@/features/articles/schema'
import type { RecordKind } from '@/features/records/schema'
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
