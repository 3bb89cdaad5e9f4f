import { isUniqueViolation } from '@/platform/db/unique-violation'
import type { Tx } from '@/platform/db'
import { AppError } from '@/platform/errors'
import { pathOf, type Addressed } from '../addresses'

const words = { article: 'list', series: 'series', author: 'author' } as const
const owners = { article: 'articleId', series: 'seriesId', author: 'authorId' } as const

const addressTaken = (kind: Addressed) => refused(`Another ${words[kind]} has this address: choose another`)
const inTheTrash = () => refused('A list in the trash has this address: choose another, or restore that list')
const stillLeads = (kind: Addressed) => refused(`This was the address of another ${words[kind]} and still leads there: choose another`)
const refused = (message: string) => new AppError('conflict', message, { fields: { slug: message } })

type Change = {
  id: string
  slug: string
  /** The address until now, if readers may know it: it leads to the new one for ever. Null when nobody does. */
  former: string | null
}

/**
 * Prepares the rows of addresses for a thing that gets another one, or its first. What a thing gave up stays its own, so it may take it back, and
 * no other of its kind may have it; the target is looked up, so there are no chains. Throws a conflict for an address that is or was another's.
 */
export async function keepAddress(tx: Tx, kind: Addressed, { id, slug, former }: Change): Promise<void> {
  if (former === slug) return
  const holder = await holderOf(tx, kind, slug)
  if (holder && holder.id !== id) throw holder.trashedAt ? inTheTrash() : addressTaken(kind)
  const path = pathOf(kind, slug)
  const reserved = await tx.redirect.findUnique({ where: { path } })
  if (reserved && reserved[owners[kind]] !== id) throw stillLeads(kind)
  if (reserved) await tx.redirect.delete({ where: { path } })
  if (former !== null) await tx.redirect.create({ data: { path: pathOf(kind, former), [owners[kind]]: id } })
}

function holderOf(tx: Tx, kind: Addressed, slug: string): Promise<{ id: string; trashedAt?: Date | null } | null> {
  const query = { where: { slug }, select: { id: true } }
  if (kind === 'article') return tx.article.findUnique({ where: { slug }, select: { id: true, trashedAt: true } })
  return kind === 'series' ? tx.series.findUnique(query) : tx.author.findUnique(query)
}

/** Of two who want one address at the same moment, one gets it; the other is told as if it had come later. */
export async function orTaken<T>(kind: Addressed, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isUniqueViolation(error)) throw addressTaken(kind)
    throw error
  }
}
