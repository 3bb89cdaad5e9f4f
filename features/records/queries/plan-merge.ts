import { nameOf } from '@/features/media/ui/words.client'
import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { makePace } from '@/platform/pace'
import { accountOfChange } from '../commands/account-of-change'
import { maxNames, mergedValues, whatIsTaken } from '../merge'
import { kindFolders } from '../schema'
import { findPair, parentOfBoth, type Pair } from './merge-pair'

/** What a merge would do, before somebody does it. */
export type MergePlan = {
  from: { name: string; address: string }
  into: { name: string; address: string }
  /** Entries of published lists that credit the one that goes, and in how many lists. */
  entries: number
  lists: number
  /** Other lists whose draft names it. */
  drafts: number
  /** Names that the record which stays gets. */
  names: string[]
  /** Labels of its empty fields that it gets. */
  taken: string[]
  /** What the one that goes says and the other one says otherwise. */
  left: { field: string; value: string }[]
  /** How much stands under the one that goes. */
  below: number
  /** Why it cannot be done; null when it can. */
  refusal: string | null
}

/** Tells what `mergeRecords` would do. Throws what that would throw. */
export async function planMerge(actor: Actor, pair: Pair): Promise<MergePlan> {
  await accountOfChange(read, actor)
  const { from, into } = await findPair(read, pair)
  const values = { from: from.values, into: into.values }
  const parentId = await parentOfBoth(read, pair, values)
  const before = { ...values.into, parentId }
  const after = mergedValues(before, { ...values.from, parentId: null })
  const credits = await read.credit.findMany({ where: { recordId: pair.from }, select: { entryId: true, articleId: true } })
  const lists = new Set(credits.map(({ articleId }) => articleId))
  const address = ({ kind, slug }: typeof values.from) => `/${kindFolders[kind]}/${slug}`
  const { taken, left } = whatIsTaken(values.into, { ...values.from, parentId: values.into.parentId === null ? parentId : values.from.parentId })
  return {
    from: { name: values.from.name, address: address(values.from) },
    into: { name: values.into.name, address: address(values.into) },
    entries: new Set(credits.map(({ entryId }) => entryId)).size,
    lists: lists.size,
    drafts: await countOtherDrafts(pair.from, lists),
    names: after.names.slice(before.names.length).map(({ name }) => name),
    taken,
    left: await Promise.all(left.map(inWords)),
    below: await read.record.count({ where: { parentId: pair.from, trashedAt: null, id: { not: pair.into } } }),
    refusal: after.names.length > maxNames ? `Together they have more than ${maxNames} other names. Take some away that nobody needs first.` : null,
  }
}

/** What another one is, by its name and not its id. */
async function inWords({ key, field, value }: { key: string; field: string; value: string }): Promise<MergePlan['left'][number]> {
  const named = { where: { id: value }, select: { name: true } }
  if (key === 'parentId') return { field, value: (await read.record.findUnique(named))?.name ?? '' }
  if (key === 'pictureId') return { field, value: nameOf((await read.media.findUnique(named)) ?? { name: '' }) }
  return { field, value }
}

const perStep = 100

/** Lists, but these, whose draft names a record. Drafts are large, so they are looked through some at a time, and others have their turn between. */
async function countOtherDrafts(recordId: string, without: ReadonlySet<string>): Promise<number> {
  const rest = makePace()
  let count = 0
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: { articleId: string; named: boolean | number | bigint }[] = await read.$queryRaw`
      SELECT d."articleId", CAST(d."document" AS TEXT) LIKE ${`%"${recordId}"%`} AS "named" FROM "Draft" d JOIN "Article" a ON a."id" = d."articleId"
      WHERE d."articleId" > ${after} AND a."trashedAt" IS NULL ORDER BY d."articleId" LIMIT ${perStep}`
    count += rows.filter(({ articleId, named }) => Boolean(Number(named)) && !without.has(articleId)).length
    after = rows.length === perStep ? rows.at(-1)!.articleId : undefined
    await rest()
  }
  return count
}
