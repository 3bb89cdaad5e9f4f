import type { Tx } from '@/platform/db'
import { conflict } from '@/platform/errors'
import { entriesOf, rankOf, type ListDocument } from '../schema'

/**
 * Writes the entry, slug and credit rows of an article as a document has them. Entries that it lacks stay, no longer listed; slugs stay
 * reserved for ever. Returns the ids of every subject that is credited now or was before: their pages change.
 */
export async function projectEdition(tx: Tx, articleId: string, document: ListDocument): Promise<string[]> {
  const placed = entriesOf(document)
  const ids = placed.map(({ entry }) => entry.id)
  const [known, slugs, credited] = await Promise.all([
    tx.entry.findMany({ where: { OR: [{ articleId }, { id: { in: ids.slice(0, 500) } }] }, select: { id: true, articleId: true } }),
    tx.entrySlug.findMany({ where: { articleId }, select: { slug: true, entryId: true } }),
    tx.credit.findMany({ where: { articleId }, select: { subjectId: true } }),
  ])
  const homes = new Map(known.map((entry) => [entry.id, entry.articleId]))
  const owners = new Map(slugs.map(({ slug, entryId }) => [slug, entryId]))

  await tx.entry.updateMany({ where: { articleId, listed: true, id: { notIn: ids } }, data: { listed: false } })
  for (const { entry, position } of placed) {
    const home = homes.get(entry.id)
    if (home && home !== articleId) throw conflict(`The entry “${entry.slug}” belongs to another article: copy it as a new entry`)
    const owner = owners.get(entry.slug)
    if (owner && owner !== entry.id) throw conflict(`The address “${entry.slug}” is reserved for another entry of this list: choose another`)
    const row = { slug: entry.slug, listed: true, position, rank: rankOf(position, placed.length, document.order), heading: entry.heading }
    if (home) await tx.entry.update({ where: { id: entry.id }, data: row })
    else await tx.entry.create({ data: { id: entry.id, articleId, ...row } })
    if (!owner) await tx.entrySlug.create({ data: { articleId, slug: entry.slug, entryId: entry.id } })
  }
  await tx.credit.deleteMany({ where: { articleId } })
  const credits = placed.flatMap(({ entry }) =>
    entry.credits.map(({ role, subject }, position) => ({ entryId: entry.id, position, articleId, subjectId: subject, role })),
  )
  for (let start = 0; start < credits.length; start += 500) await tx.credit.createMany({ data: credits.slice(start, start + 500) })
  return [...new Set([...credits, ...credited].map(({ subjectId }) => subjectId))]
}
