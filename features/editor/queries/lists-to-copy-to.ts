import { read, type Db } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { listForStudio } from './studio-list'

export type ListToCopyTo = { id: string; title: string; entries: number; state: string }

/** The lists that this writer may edit, last saved first, at most 50: all, or those whose title or address has these letters. `from` is not among them. */
export async function listListsToCopyTo(actor: Actor, { search, from }: { search: string; from: string }, db: Db = read): Promise<ListToCopyTo[]> {
  const { rows } = await listForStudio(actor, { state: null, search, page: 1 }, db)
  return rows.filter(({ id }) => id !== from).map(({ id, title, entryCount, state }) => ({ id, title, entries: entryCount, state }))
}
