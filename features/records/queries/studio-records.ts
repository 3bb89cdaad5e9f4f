import { isStaff } from '@/features/accounts/policy'
import { getMedium } from '@/features/media/queries/media'
import { read, type Db } from '@/platform/db'
import { forbidden, notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import type { RecordKind } from '../schema'
import { recordFields } from './record-fields'
import { listsThatCredit } from './lists-that-credit'
import { findRecordsByName, type FoundRecord } from './find-records-by-name'

const pageSize = 60

/** Records of a kind by name, without the trash, or those that `search` may mean. `page` is from 1. Writers only. */
export async function listStudioRecords(actor: Actor, { kind, search, page }: { kind: RecordKind; search: string; page: number }, db: Db = read) {
  if (!isStaff(actor)) throw forbidden()
  if (search.trim()) return { rows: await findRecordsByName(db, search, { kinds: [kind], take: pageSize }), pages: 1 }
  const [rows, all, trashed] = await Promise.all([
    db.record.findMany({
      where: { kind, trashedAt: null },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      select: {
        id: true,
        kind: true,
        slug: true,
        name: true,
        date: true,
        url: true,
        parent: { select: { name: true } },
        names: { orderBy: { position: 'asc' } },
      },
    }),
    // An index counts all, and another one has the few in the trash: which are not in it would be asked of each record.
    db.record.count({ where: { kind } }),
    db.record.findMany({ where: { trashedAt: { gt: new Date(0) } }, select: { kind: true } }),
  ])
  const found = rows.map(({ names, parent, ...row }): FoundRecord => {
    const original = names.find(({ lang, alias }) => lang !== 'en' && !alias)
    return { ...row, under: parent?.name ?? null, original: original ? { name: original.name, lang: original.lang } : null }
  })
  const total = all - trashed.filter((one) => one.kind === kind).length
  return { rows: found, pages: Math.max(1, Math.ceil(total / pageSize)) }
}

/** A record with all that its form shows, and the lists that credit it. Throws “not found”. */
export async function getRecord(actor: Actor, id: string, db: Db = read) {
  if (!isStaff(actor)) throw forbidden()
  const record = await db.record.findUnique({
    where: { id },
    select: {
      id: true,
      ...recordFields,
      trashedAt: true,
      mergedInto: { select: { id: true, name: true } },
      parent: { select: { id: true, name: true, kind: true } },
    },
  })
  if (!record) throw notFound('There is no such record')
  const picture = record.pictureId ? await getMedium(actor, record.pictureId, db) : null
  return { ...record, picture, lists: await listsThatCredit(db, id, 50) }
}
