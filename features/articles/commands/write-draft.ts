import { currentTime } from '@/platform/clock'
import type { Tx } from '@/platform/db'
import { newId } from '@/platform/id'
import { applyChanges } from '../document/apply-changes'
import type { DoneOperation } from '../document/do-operations'
import { replacementId } from '../document/operations'
import { changesBetween } from '../document/operations-between'
import { entriesOf, type ListDocument } from '../schema'
import { keepReplaced } from './keep-revisions'

type WrittenArticle = { id: string; currentEditionId: string | null }
type Written = {
  /** The draft as it was read: `version` is the one before these operations, each of which makes the next one. */
  draft: { version: number }
  document: ListDocument
  operations: DoneOperation[]
  /** The version that the writer had seen, and the account that wrote; null is the command line. */
  base: number
  by: string | null
  /** Whether an import wrote it: its words are then in a file, and a later import may write over them. */
  imported?: boolean
}

/** Writes the draft that operations have made, and keeps them. Until readers see an edition, lists of articles show the draft's words. */
export async function writeDraft(tx: Tx, article: WrittenArticle, written: Written): Promise<{ version: number; savedAt: string }> {
  const { draft, document, operations, base, by, imported = false } = written
  const savedAt = currentTime()
  const version = draft.version + operations.length
  const rows = operations.map(({ id, changes, inverse }, index) => ({
    articleId: article.id,
    version: draft.version + index + 1,
    id,
    accountId: by,
    base,
    changes,
    inverse,
    createdAt: savedAt,
  }))
  await tx.draftOperation.createMany({ data: rows })
  const data = { document, version, savedAt, ...(imported && { importedVersion: version }) }
  // Without `select` the whole document would be read back.
  await tx.draft.update({ where: { articleId: article.id }, data, select: { version: true } })
  if (article.currentEditionId === null) await tx.article.update({ where: { id: article.id }, data: shownOf(document) })
  return { version, savedAt: savedAt.toISOString() }
}

type Replacement = Pick<Written, 'by' | 'imported' | 'document'> & {
  draft: { version: number; document: ListDocument; savedAt: Date }
  /** What was brought back, when it was no file: “e3” is edition 3, “v120” the draft of that version. */
  source?: string
}

/**
 * Puts a whole document in the place of the draft, by one operation: so it is merged into what others write meanwhile. What it replaced is a revision, which
 * stays.
 */
export async function replaceDraft(tx: Tx, article: WrittenArticle, replacement: Replacement): Promise<{ version: number; savedAt: string }> {
  const { draft, document, by, imported, source } = replacement
  const changes = changesBetween(draft.document, document)
  const operation = { id: replacementId(newId()), changes, inverse: applyChanges(draft.document, changes).inverse }
  const saved = await writeDraft(tx, article, { draft, document, operations: [operation], base: draft.version, by, imported })
  const after = { version: saved.version, document }
  await keepReplaced(tx, { articleId: article.id, before: draft, after, by, kind: imported ? 'imported' : 'restored', source })
  return saved
}

/** What lists of articles show of a document. */
export const shownOf = (document: ListDocument) => ({ title: document.title, standfirst: document.standfirst, entryCount: entriesOf(document).length })
