import { isDeepStrictEqual } from 'node:util'
import { currentTime } from '@/platform/clock'
import type { Tx } from '@/platform/db'
import { newId } from '@/platform/id'
import type { FieldsOf } from '../queries/field-revisions'
import { revisionsToDrop } from '../thin-out'

type Values = Record<string, unknown>

type Kept = {
  of: FieldsOf
  /** Every field as it was, and since when; null for what is new. */
  before: { values: Values; since: Date } | null
  after: Values
  /** The account; null is the command line. */
  by: string | null
  kind: 'written' | 'imported' | 'restored'
  /** The number of the revision that was brought back. */
  source?: number
}

/** The number of the revision that a saving made, and of the one before it, which its Undo leads back to: null when there is none, or when nothing changed. */
export type KeptFields = { revision: number; before: number | null }

/**
 * Keeps what a record, a series or an author is after a saving, in the transaction of that. What was there before and is no revision becomes one first: it was
 * saved before there was a history, or before there was a field that is changed now. A saving that changes nothing makes none.
 */
export async function keepFields(tx: Tx, { of, before, after, by, kind, source }: Kept): Promise<KeptFields> {
  const last = await tx.fieldsRevision.findFirst({ where: of, orderBy: { number: 'desc' }, select: { number: true, values: true } })
  let number = last?.number ?? 0
  const add = async (
    values: Values,
    more: { kind: 'begun' | 'written' | 'imported' | 'restored'; accountId: string | null; createdAt: Date; source?: number },
  ) => {
    await tx.fieldsRevision.create({ data: { id: newId(), ...of, number: ++number, values: values as object, ...more } })
  }
  if (before && !(last && says(last.values as Values, before.values, after)))
    await add(before.values, { kind: 'begun', accountId: null, createdAt: before.since })
  if (before && isDeepStrictEqual(before.values, after)) return { revision: number, before: null }
  const previous = number
  await add(after, { kind, accountId: by, createdAt: currentTime(), ...(source !== undefined && { source }) })
  await thinOut(tx, of)
  return { revision: number, before: before ? previous : null }
}

/**
 * Whether a revision says what was there before a saving. One that is older than a field has nothing in it, and leaves that field alone when it is brought back (docs/decisions/0065-pictures-of-records.md): so it
 * is not where the Undo of a saving leads that changed this field.
 */
function says(revision: Values, before: Values, after: Values): boolean {
  const unknown = Object.keys(before).filter((key) => !(key in revision))
  const asNow = { ...Object.fromEntries(unknown.map((key) => [key, null])), ...revision }
  return isDeepStrictEqual(asNow, before) && unknown.every((key) => isDeepStrictEqual(before[key], after[key]))
}

async function thinOut(tx: Tx, of: FieldsOf): Promise<void> {
  const all = await tx.fieldsRevision.findMany({ where: of, orderBy: { number: 'asc' }, select: { id: true, createdAt: true } })
  const dropped = revisionsToDrop(all)
  if (dropped.length > 0) await tx.fieldsRevision.deleteMany({ where: { id: { in: dropped } } })
}
