import { read, type Db } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { listFilter, type ListFilter } from '../schema'

export type ListView = { id: string; name: string; filter: ListFilter }

const nothing: ListFilter = { state: null, search: '', series: '', author: '' }

/** The views of the lists that this account has kept, in the order of their making. */
export async function listViews(actor: Actor, db: Db = read): Promise<ListView[]> {
  const accountId = actor.account?.id
  if (accountId === undefined) return []
  const rows = await db.listView.findMany({ where: { accountId }, select: { id: true, name: true, filter: true }, orderBy: { id: 'asc' } })
  return rows.map(({ id, name, filter }) => ({ id, name, filter: listFilter.safeParse(filter).data ?? nothing }))
}
