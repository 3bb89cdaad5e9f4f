import type { Tx } from '@/platform/db'
import { newId } from '@/platform/id'
import { entriesOf, type ListDocument, type RemovedListEntry } from '../schema'

type Kept = { articleId: string; /** The list as it is without them. */ document: ListDocument; removed: RemovedListEntry[]; at: Date; by: string | null }

/**
 * Keeps entries that left a list before it came to this site, with their pages and addresses: an edition is made in which they still stand at their
 * numbers, as one that readers saw at `at`. Entries that are known here are left as they are. Returns how many were added.
 */
export async function keepRemovedEntries(tx: Tx, { articleId, document, removed, at, by }: Kept): Promise<number> {
  const known = await tx.entry.findMany({ where: { id: { in: removed.map(({ entry }) => entry.id) } }, select: { id: true } })
  const missing = removed.filter(({ entry }) => !known.some(({ id }) => id === entry.id))
  if (missing.length === 0) return 0
  const { version } = await tx.draft.findUniqueOrThrow({ where: { articleId }, select: { version: true } })
  const { _max } = await tx.edition.aggregate({ where: { articleId }, _max: { number: true } })
  await tx.edition.create({
    data: {
      id: newId(),
      articleId,
      number: (_max.number ?? 0) + 1,
      document: withRemoved(document, missing),
      ofVersion: version,
      publishAt: at,
      liveAt: at,
      note: 'Imported, with the entries that had left the list',
      createdById: by,
    },
  })
  for (const { entry } of missing) await tx.entry.create({ data: { id: entry.id, articleId, slug: entry.slug, heading: entry.heading } })
  const slugs = missing.flatMap(({ entry, formerly }) => [entry.slug, ...formerly].map((slug) => ({ articleId, slug, entryId: entry.id })))
  await tx.entrySlug.createMany({ data: slugs })
  await tx.tally.createMany({ data: missing.map(({ entry }) => ({ entryId: entry.id, articleId })) })
  return missing.length
}

/** The list as it was: each entry that left stands where it gets its number again, as far as the list is long enough. */
function withRemoved(document: ListDocument, removed: Pick<RemovedListEntry, 'entry' | 'number'>[]): ListDocument {
  const whole = structuredClone(document)
  const total = entriesOf(whole).length + removed.length
  const placed = removed.map(({ entry, number }) => ({ entry, position: number === null ? total : whole.order === 'countdown' ? total - number : number - 1 }))
  for (const { entry, position } of placed.toSorted((a, b) => a.position - b.position)) {
    const all = entriesOf(whole)
    const after = all[position]
    const home = homeOf(after ?? all.at(-1)) ?? whole.sections.at(-1) ?? whole
    home.entries.splice(after ? home.entries.indexOf(after.entry) : home.entries.length, 0, entry)
  }
  return whole

  function homeOf(one: ReturnType<typeof entriesOf>[number] | undefined) {
    return one && (one.subsection ?? one.section ?? whole)
  }
}
