import { read, type Db } from '@/platform/db'
import { listShownPictures } from '@/features/media/queries/shown-pictures'
import { keepEdition, keptEdition, withPictures, type KeptEdition, type ReadEdition } from '../reading/edition'

/** What is made of an edition and kept by its id: editions never change, and their documents are large. */
type Kept<T> = { find: (id: string) => T | undefined; make: (id: string, document: unknown) => T }

/** What is made of editions, by their ids. Only documents of which nothing is kept are read. One that is gone is not in the map. */
export async function loadOfEditions<T>({ find, make }: Kept<T>, ids: readonly string[], db: Db): Promise<Map<string, T>> {
  const found = new Map<string, T>()
  const missing: string[] = []
  // Looked up before anything is waited for: what is kept may be pushed out meanwhile.
  for (const id of new Set(ids)) {
    const kept = find(id)
    if (kept === undefined) missing.push(id)
    else found.set(id, kept)
  }
  const rows = missing.length > 0 ? await db.edition.findMany({ where: { id: { in: missing } }, select: { id: true, document: true } }) : []
  for (const { id, document } of rows) found.set(id, make(id, document))
  return found
}

/** Editions by their ids, each with its prose rendered. */
export async function loadEditions(ids: readonly string[], db: Db = read): Promise<Map<string, ReadEdition>> {
  const kept = await loadOfEditions({ find: keptEdition, make: keepEdition }, ids, db)
  const pictures = await listShownPictures([...kept.values()].flatMap((edition) => edition.pictures), db) // prettier-ignore
  return new Map([...kept].map(([id, edition]) => [id, withPictures(edition, pictures)]))
}

/** An edition, or a draft under a name for its version, with the pictures that its texts show. */
export async function readEdition(id: string, document: unknown, db: Db = read): Promise<ReadEdition> {
  const kept: KeptEdition = keepEdition(id, document)
  return withPictures(kept, await listShownPictures(kept.pictures, db))
}
