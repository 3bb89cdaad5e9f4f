import { kindFolders, type RecordKind } from '@/features/records/schema'
import { read, type Db } from '@/platform/db'
import { pathOf, type Addressed } from '../addresses'
import { isPublished } from './cards'

type Found = { id: string } | null
const find: Record<Addressed, (slug: string, db: Db) => Promise<Found>> = {
  article: (slug, db) => db.article.findFirst({ where: { slug, ...isPublished }, select: { id: true } }),
  series: (slug, db) => db.series.findUnique({ where: { slug }, select: { id: true } }),
  author: (slug, db) => db.author.findUnique({ where: { slug }, select: { id: true } }),
}
const named = new Map<string, (slug: string, db: Db) => Promise<Found>>([
  ...(['article', 'series', 'author'] as const).map((kind) => [pathOf(kind, '').slice(1, -1), find[kind]] as const),
  ...Object.entries(kindFolders).map(([kind, folder]) => [folder, (slug: string, db: Db) => findRecord(kind as RecordKind, slug, db)] as const),
])
const findRecord = (kind: RecordKind, slug: string, db: Db) => db.record.findUnique({ where: { kind_slug: { kind, slug } }, select: { id: true } })

/**
 * Whether readers can find anything at a path, or be led on from it: one small look-up or two, where a page is a dozen and has to be rendered. Of paths that name
 * nothing in the database it is always true. A page below a list that is no entry has to be named here.
 */
export async function isThere(path: string, db: Db = read): Promise<boolean> {
  const [folder = '', slug, below] = path.slice(1).split('/').map(decodeURIComponent)
  const findNamed = named.get(folder)
  if (!findNamed || !slug) return true
  const found = await findNamed(slug, db)
  // Whatever stood below a list that moved is led on from there.
  if (!found) return hasMoved(folder, slug, db)
  return folder !== 'articles' || below === undefined || hasEntry(found.id, below, db)
}

const hasEntry = async (articleId: string, slug: string, db: Db) =>
  (await db.entrySlug.findUnique({ where: { articleId_slug: { articleId, slug } }, select: { slug: true } })) !== null

const hasMoved = async (folder: string, slug: string, db: Db) =>
  (await db.redirect.findUnique({ where: { path: `/${folder}/${slug}` }, select: { path: true } })) !== null
