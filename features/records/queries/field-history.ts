import { nameOf } from '@/features/media/ui/words.client'
import { isStaff, mayEditAny } from '@/features/accounts/policy'
import { read } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { fieldChanges, idsIn, type FieldChange } from '../field-changes'
import { listRevisions, type FieldsOf, type StoredRevision } from './field-revisions'

/** One line of a history: what this saving changed, and how what is there now differs from it. */
export type FieldsLine = Omit<StoredRevision, 'values'> & { changes: FieldChange[]; toNow: FieldChange[] }

const shortPage = 20

/** What a record, a series or an author was, newest first: the last 20 lines, or all. Writers only. */
export async function getFieldHistory(actor: Actor, of: FieldsOf, { all = false } = {}): Promise<{ lines: FieldsLine[]; more: number; newest: number | null }> {
  if (!isStaff(actor)) throw forbidden()
  const stored = await listRevisions(of, actor.account!.id)
  // Whose account a byline belongs to is for editors, who say so.
  const hides = 'authorId' in of && !mayEditAny(actor)
  const revisions = hides ? stored.map((one) => ({ ...one, values: { ...one.values, accountId: null } })) : stored
  const names = await namesOf([...new Set(revisions.flatMap(({ values }) => idsIn(values)))])
  const nameOf = (id: string) => names.get(id) ?? 'something that is gone'
  const shown = all ? revisions : revisions.slice(0, shortPage)
  const now = revisions[0]?.values ?? {}
  const lines = shown.map(({ values, ...line }, index): FieldsLine => {
    const before = revisions[index + 1]?.values
    return { ...line, changes: before ? fieldChanges(before, values, nameOf) : [], toNow: fieldChanges(now, values, nameOf) }
  })
  return { lines, more: revisions.length - shown.length, newest: revisions[0]?.number ?? null }
}

/** The names of records, media and accounts by id. */
async function namesOf(ids: string[]): Promise<Map<string, string>> {
  const where = { where: { id: { in: ids } }, select: { id: true, name: true } }
  const pictures = (await read.media.findMany(where)).map(({ id, name }) => ({ id, name: nameOf({ name }) }))
  const found = [...(await read.record.findMany(where)), ...(await read.account.findMany(where)), ...pictures]
  return new Map(found.map(({ id, name }) => [id, name]))
}
