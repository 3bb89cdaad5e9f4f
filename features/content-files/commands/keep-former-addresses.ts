import type { Tx } from '@/platform/db'
import { kindFolders, recordKinds } from '@/features/records/schema'
import { pathOf } from '@/features/articles/addresses'

/** What former addresses lead to: one of them. */
export type AddressOwner = { articleId: string } | { recordId: string } | { seriesId: string } | { authorId: string }

/**
 * The address that a thing gets from a file, and the others that are to lead to it. A thing that is here under an address which the file calls a former
 * one is renamed; one that is here under another keeps that.
 */
export function settleAddress(here: { slug: string; bySlug: boolean } | null, file: { slug: string; formerly: string[] }): { slug: string; former: string[] } {
  const slug = here && (here.bySlug || !file.formerly.includes(here.slug)) ? here.slug : file.slug
  const former = new Set([...file.formerly, file.slug, ...(here ? [here.slug] : [])])
  former.delete(slug)
  return { slug, former: [...former] }
}

/**
 * Makes paths that a thing had elsewhere lead to it, for ever. Returns how many are new, and the paths that cannot be had: they are, or were, those of
 * something else here.
 */
export async function keepFormerAddresses(tx: Tx, owner: AddressOwner, paths: string[]): Promise<{ added: number; taken: string[] }> {
  const [[field, id]] = Object.entries(owner) as [[string, string]]
  const { wanted, taken } = await sortAddresses(tx, owner, paths)
  if (taken.length > 0) return { added: 0, taken }
  await tx.redirect.createMany({ data: wanted.map((path) => ({ path, [field]: id })) })
  return { added: wanted.length, taken }
}

/** Which of these paths would lead to a thing from now on, and which cannot, because they are, or were, those of something else here. */
export async function sortAddresses(tx: Tx, owner: AddressOwner, paths: string[]): Promise<{ wanted: string[]; taken: string[] }> {
  if (paths.length === 0) return { wanted: [], taken: [] }
  const [[field, id]] = Object.entries(owner) as [[string, string]]
  const rows = await tx.redirect.findMany({ where: { path: { in: paths } } })
  const owners = new Map(rows.map((row) => [row.path, (row as Record<string, unknown>)[field]]))
  const taken: string[] = []
  const wanted: string[] = []
  for (const path of new Set(paths)) {
    const holder = owners.has(path) ? owners.get(path) : await holderOf(tx, path)
    if (holder === undefined) wanted.push(path)
    else if (holder !== id) taken.push(path)
  }
  return { wanted, taken }
}

/** What a file is told of a former address that leads to another thing. */
export const takenAddress = (path: string) => `${path} is or was the address of something else here and leads there`

/** The id of what has this path now; undefined when nothing has. */
async function holderOf(tx: Tx, path: string): Promise<string | undefined> {
  const slug = path.slice(path.lastIndexOf('/') + 1)
  const query = { where: { slug }, select: { id: true } }
  if (path === pathOf('article', slug)) return (await tx.article.findUnique(query))?.id
  if (path === pathOf('series', slug)) return (await tx.series.findUnique(query))?.id
  if (path === pathOf('author', slug)) return (await tx.author.findUnique(query))?.id
  const kind = recordKinds.find((one) => path === `/${kindFolders[one]}/${slug}`)
  return kind && (await tx.record.findUnique({ where: { kind_slug: { kind, slug } }, select: { id: true } }))?.id
}
