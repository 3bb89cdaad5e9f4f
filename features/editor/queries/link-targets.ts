import { isStaff } from '@/features/accounts/policy'
import { findNames } from '@/features/records/queries/find-names'
import { recordKinds } from '@/features/records/schema'
import { kindWords, recordHref } from '@/features/records/view'
import { read } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'

/** A page of this site that a writer may want to lead to; `note` says what it is. */
export type LinkTarget = { href: string; name: string; note: string }

const most = { records: 5, lists: 4, entries: 4 } as const

/** Pages whose names a text begins: records and published lists by all that they are called, and entries of published lists that credit those records. Writers only. */
export async function findLinkTargets(actor: Actor, { text }: { text: string }): Promise<LinkTarget[]> {
  if (!isStaff(actor)) throw forbidden()
  const kinds = recordKinds.filter((kind) => kind !== 'video')
  const found = await findNames(read, text, { kinds: [...kinds, 'list'], take: 40 })
  const idsOf = (isList: boolean) => found.filter(({ kind }) => (kind === 'list') === isList).map(({ targetId }) => targetId)
  const [recordIds, listIds] = [idsOf(false).slice(0, most.records), idsOf(true).slice(0, most.lists)]
  const [records, lists, credits] = await Promise.all([
    read.record.findMany({ where: { id: { in: recordIds }, trashedAt: null }, select: { id: true, kind: true, slug: true, name: true } }),
    read.article.findMany({ where: { id: { in: listIds }, state: 'published', trashedAt: null }, select: { id: true, slug: true, title: true } }),
    read.credit.findMany({
      where: { recordId: { in: recordIds }, entry: { listed: true }, article: { state: 'published', trashedAt: null } },
      select: { entry: { select: { id: true, slug: true, heading: true, number: true } }, article: { select: { slug: true, title: true } } },
      orderBy: [{ articleId: 'desc' }, { entryId: 'asc' }],
      take: most.entries * 3,
    }),
  ])
  const inOrder = <T extends { id: string }>(rows: T[], ids: string[]) => rows.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
  const entries = new Map(
    credits.map(({ entry, article }) => [
      entry.id,
      { href: `/articles/${article.slug}/${entry.slug}`, name: entry.heading, note: `Entry ${entry.number} of ${article.title}` },
    ]),
  )
  return [
    ...inOrder(records, recordIds).map(({ kind, slug, name }) => ({ href: recordHref(kind, slug), name, note: kindWords[kind] })),
    ...inOrder(lists, listIds).map(({ slug, title }) => ({ href: `/articles/${slug}`, name: title, note: 'List' })),
    ...[...entries.values()].slice(0, most.entries),
  ]
}
