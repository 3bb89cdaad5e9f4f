import { read, type Db } from '@/platform/db'
import { keptEdition, readEdition, type ReadEdition } from '../reading/edition'

/** Editions by their ids, each with its prose rendered. What was read a while ago is not asked for again: editions never change, and documents are large. */
export async function loadEditions(ids: readonly string[], db: Db = read): Promise<Map<string, ReadEdition>> {
  const found = new Map<string, ReadEdition>()
  const missing: string[] = []
  for (const id of new Set(ids)) {
    const kept = keptEdition(id)
    if (kept) found.set(id, kept)
    else missing.push(id)
  }
  const rows = missing.length > 0 ? await db.edition.findMany({ where: { id: { in: missing } }, select: { id: true, document: true } }) : []
  for (const { id, document } of rows) found.set(id, readEdition(id, document))
  return found
}
