import { mayDelete, visibleTo } from '@/features/articles/policy'
import { mayAddRecord, mayChangeRecord } from '@/features/records/policy'
import type { RecordKind } from '@/features/records/schema'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { placeText, type TrashPlace } from '../schema'

export type TrashRow = {
  id: string
  /** A list, or what kind of record. */
  is: 'list' | RecordKind
  name: string
  at: Date
  /** Who moved it there, by name: “You”; '' somebody who has left. */
  by: string
  mayRestore: boolean
  /** Of a list: whether readers saw it, who keep it there. */
  wasSeen: boolean
  /** Of a list: for good. */
  mayDelete: boolean
}

const pageSize = 50

const newestFirst = [{ trashedAt: 'desc' as const }, { id: 'desc' as const }]
const behind = (place: TrashPlace | null) => (place ? { OR: [{ trashedAt: { lt: place.at } }, { trashedAt: place.at, id: { lt: place.id } }] } : {})
const who = { select: { id: true, name: true } }

/** What is in the trash, newest first: the lists that this writer may edit, and the records, which are everybody’s. `next`: where the next page begins. */
export async function listTrash(actor: Actor, after: TrashPlace | null, size = pageSize): Promise<{ rows: TrashRow[]; next: string | null }> {
  const order = { orderBy: newestFirst, take: size + 1 }
  const trashed = { trashedAt: { not: null } }
  const [lists, records, mayRestore] = await Promise.all([
    read.article.findMany({
      where: { AND: [visibleTo(actor), trashed, behind(after)] },
      ...order,
      select: {
        id: true,
        title: true,
        trashedAt: true,
        firstPublishedAt: true,
        trashedBy: who,
        createdById: true,
        authors: { select: { author: { select: { accountId: true } } } },
      },
    }),
    mayAddRecord(actor)
      ? read.record.findMany({
          where: { AND: [trashed, { mergedIntoId: null }, behind(after)] },
          ...order,
          select: { id: true, name: true, kind: true, trashedAt: true, trashedBy: who },
        })
      : [],
    getSiteSettings().then((settings) => mayChangeRecord(actor, { authorsChange: settings['authors-change-records'] })),
  ])
  const byOf = (one: { id: string; name: string } | null) => (one === null ? '' : one.id === actor.account?.id ? 'You' : one.name)
  const rows = [
    ...lists.map((list): TrashRow => {
      const wasSeen = list.firstPublishedAt !== null
      const may = { mayRestore: true, mayDelete: !wasSeen && mayDelete(actor, list) }
      return { id: list.id, is: 'list', name: list.title, at: list.trashedAt!, by: byOf(list.trashedBy), wasSeen, ...may }
    }),
    ...records.map(({ id, name, kind, trashedAt, trashedBy }): TrashRow => {
      return { id, is: kind, name, at: trashedAt!, by: byOf(trashedBy), mayRestore, wasSeen: false, mayDelete: false }
    }),
  ].sort((one, other) => other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1))
  const last = rows.length > size ? rows[size - 1] : undefined
  return { rows: rows.slice(0, size), next: last ? placeText(last) : null }
}

/** What a page says of a list, or of a record, that was moved to the trash a moment ago; null when it is not there, or not one’s own. */
export async function findTrashed(actor: Actor, is: 'list' | 'record', id: string): Promise<{ id: string; name: string } | null> {
  if (id === '') return null
  if (is === 'list') {
    const list = await read.article.findFirst({ where: { AND: [{ id, trashedAt: { not: null } }, visibleTo(actor)] }, select: { id: true, title: true } })
    return list && { id: list.id, name: list.title }
  }
  return mayAddRecord(actor) ? read.record.findFirst({ where: { id, trashedAt: { not: null }, mergedIntoId: null }, select: { id: true, name: true } }) : null
}
