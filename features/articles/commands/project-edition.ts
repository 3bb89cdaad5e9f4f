import { isDeepStrictEqual } from 'node:util'
import { lockRows, type Tx } from '@/platform/db'
import { countAppearances } from '@/features/records/commands/count-appearances'
import { insertRows, updateRows } from '@/platform/db/insert-rows'
import { entriesOf, numberOf, type ListDocument } from '../schema'
import { dropCredits } from './drop-credits'

/**
 * Writes the entry, slug, tally and credit rows of an article as a document has them; the document has been checked (`check-edition.ts`).
 * Entries that it lacks stay, no longer listed; slugs stay reserved for ever. Returns the ids of every record credited now or before.
 */
export async function projectEdition(tx: Tx, articleId: string, document: ListDocument): Promise<string[]> {
  const placed = entriesOf(document)
  const known = await tx.entry.findMany({ where: { articleId } })
  const slugs = await tx.entrySlug.findMany({ where: { articleId }, select: { slug: true } })
  const tallies = await tx.tally.findMany({ where: { articleId }, select: { entryId: true } })
  const old = new Map(known.map((row) => [row.id, row]))
  const kept = new Set(placed.map(({ entry }) => entry.id))

  const added: EntryRow[] = []
  const changed = known.filter((row) => row.listed && !kept.has(row.id)).map((row): EntryRow => ({ ...rowOf(row), listed: false }))
  for (const { entry, position } of placed) {
    const { id, slug, heading } = entry
    const row: EntryRow = { id, slug, listed: true, position, rank: numberOf(position, placed.length, document.order), heading }
    const was = old.get(id)
    if (!was) added.push(row)
    else if (!isDeepStrictEqual(row, rowOf(was))) changed.push(row)
  }
  // An entry that is put at the top moves all others: changed one by one, a long list would hold everybody's votes.
  await lockRows(tx, 'Entry', changed.map(({ id }) => id)) // prettier-ignore
  await updateRows(tx, 'Entry', changed)
  // Nobody can wait for rows that are not there yet.
  await insertRows(
    tx,
    'Entry',
    added.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((row) => ({ ...row, articleId })),
  )
  const reserved = new Set(slugs.map(({ slug }) => slug))
  await insertRows(
    tx,
    'EntrySlug',
    placed.filter(({ entry }) => !reserved.has(entry.slug)).map(({ entry }) => ({ articleId, slug: entry.slug, entryId: entry.id })),
  )
  const counted = new Set(tallies.map(({ entryId }) => entryId))
  await insertRows(
    tx,
    'Tally',
    placed.filter(({ entry }) => !counted.has(entry.id)).map(({ entry }) => ({ entryId: entry.id, articleId })),
  )

  const before = await dropCredits(tx, articleId)
  const credits = await creditsThatExist(tx, document)
  await insertRows(
    tx,
    'Credit',
    credits.map(({ entryId, position, recordId, role, namedId }) => ({ entryId, position, articleId, subjectId: recordId, role, namedId })),
  )
  await countAppearances(tx, before, credits)
  // A record was merged, or a merge undone, after its row was read and before the credit held it: now nothing of that can happen any more.
  const again = (await leadElsewhere(tx, articleId)) ? await projectEdition(tx, articleId, document) : []
  return [...new Set([...again, ...[...credits, ...before].map(({ recordId }) => recordId)])]
}

/** What an edition says of an entry, by the columns of its table. */
type EntryRow = { id: string; slug: string; listed: boolean; position: number; rank: number; heading: string }

const rowOf = ({ id, slug, listed, position, number, heading }: Omit<EntryRow, 'rank'> & { number: number }): EntryRow => ({
  ...{ id, slug, listed, position, rank: number, heading },
})

/** The credits whose record still exists. A record can be deleted after the edition was checked; only its own credits are then left out. */
async function creditsThatExist(tx: Tx, document: ListDocument) {
  const credits = creditsOf(document)
  const ids = [...new Set(credits.map(({ recordId }) => recordId))]
  const known = new Map<string, string | null>()
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await tx.record.findMany({ where: { id: { in: ids.slice(start, start + 500) } }, select: { id: true, mergedIntoId: true } })
    for (const { id, mergedIntoId } of rows) known.set(id, mergedIntoId)
  }
  return credits
    .filter(({ recordId }) => known.has(recordId))
    .map((credit) => {
      const into = known.get(credit.recordId)
      return into ? { ...credit, recordId: into, namedId: credit.recordId } : { ...credit, namedId: null }
    })
}

/** Whether a credit of a list is not of the record to which the one that its edition names leads. */
async function leadElsewhere(tx: Tx, articleId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 AS "found" FROM "Credit" c JOIN "Subject" s ON s."id" = COALESCE(c."namedId", c."subjectId")
    WHERE c."articleId" = ${articleId} AND COALESCE(s."mergedIntoId", s."id") <> c."subjectId" LIMIT 1`
  return rows.length > 0
}

/**
 * The credit rows of a document. An entry's video is credited in the role `video`, and the place of the section that it stands in
 * (else of the section around that) in the role `place`, unless the entry credits that record itself.
 */
function creditsOf(document: ListDocument): { entryId: string; position: number; recordId: string; role: string }[] {
  return entriesOf(document).flatMap(({ entry, section, subsection }) => {
    const credits: { role: string; subject: string }[] = [...entry.credits]
    if (entry.video) credits.push({ role: 'video', subject: entry.video })
    const place = subsection?.place ?? section?.place
    if (place && !entry.credits.some(({ subject }) => subject === place)) credits.push({ role: 'place', subject: place })
    return credits.map(({ role, subject }, position) => ({ entryId: entry.id, position, recordId: subject, role }))
  })
}
