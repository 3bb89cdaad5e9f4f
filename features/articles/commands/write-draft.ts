import { currentTime } from '@/platform/clock'
import type { Tx } from '@/platform/db'
import { entriesOf, type ListDocument } from '../schema'

type Written = {
  document: ListDocument
  /** The version that the draft has from now on. */
  version: number
  /** Whether an import wrote it: its words are then in a file, and a later import may write over them. */
  imported?: boolean
}

/** Replaces the draft of an article. Until readers see an edition, lists of articles show the draft's words. */
export async function writeDraft(
  tx: Tx,
  article: { id: string; currentEditionId: string | null },
  { document, version, imported = false }: Written,
): Promise<{ version: number; savedAt: string }> {
  const savedAt = currentTime()
  const data = { document, version, savedAt, ...(imported && { importedVersion: version }) }
  await tx.draft.update({ where: { articleId: article.id }, data })
  if (article.currentEditionId === null) await tx.article.update({ where: { id: article.id }, data: shownOf(document) })
  return { version, savedAt: savedAt.toISOString() }
}

/** What lists of articles show of a document. */
export const shownOf = (document: ListDocument) => ({ title: document.title, standfirst: document.standfirst, entryCount: entriesOf(document).length })
