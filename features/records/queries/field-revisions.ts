import { read, type Db } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { RevisionKind } from '@/prisma/generated/sqlite/enums'

/** What has a history of its fields. */
export type FieldsOf = { recordId: string } | { seriesId: string } | { authorId: string }

export type StoredRevision = {
  number: number
  kind: RevisionKind
  at: Date
  /** Who saved it, by name: “You”; null is the command line or, of what was there before, nobody known; '' somebody who has left. */
  by: string | null
  source: number | null
  values: Record<string, unknown>
}

/** The revisions of a record, a series or an author, newest first. */
export async function listRevisions(of: FieldsOf, viewer: string, db: Db = read): Promise<StoredRevision[]> {
  const rows = await db.fieldsRevision.findMany({ where: of, orderBy: { number: 'desc' } })
  const ids = [...new Set(rows.flatMap(({ accountId }) => accountId ?? []))]
  const accounts = await db.account.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  return rows.map(({ number, kind, createdAt, accountId, source, values }) => ({
    number,
    kind,
    at: createdAt,
    by: accountId === null ? null : accountId === viewer ? 'You' : (names.get(accountId) ?? ''),
    source,
    values: values as Record<string, unknown>,
  }))
}

/** Every field of one revision. Throws not_found when it is not kept any more. */
export async function findRevision(of: FieldsOf, number: number, db: Db = read): Promise<Record<string, unknown>> {
  const row = await db.fieldsRevision.findFirst({ where: { ...of, number }, select: { values: true } })
  if (!row) throw notFound('What it was then is not kept any more')
  return row.values as Record<string, unknown>
}
