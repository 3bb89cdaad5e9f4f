import { whereItLed } from '@/features/redirects/queries/find-redirect'
import { read } from '@/platform/db'
import { comparable, type MapRule } from '../format/map-lines'
import { UnreadableFile } from '../format/source'

export type FoundList = { articleId: string; slug: string; entryId: string | null; publishedAt: Date }
/** `unknown`: nothing here belongs to it. `refused`: the map says that it goes nowhere. */
export type Found = FoundList | 'unknown' | 'refused'

const fields = { id: true, slug: true, firstPublishedAt: true, createdAt: true } as const
type Row = { id: string; slug: string; firstPublishedAt: Date | null; createdAt: Date }
const foundAs = (row: Row, entryId: string | null): FoundList => ({
  articleId: row.id,
  slug: row.slug,
  entryId,
  publishedAt: row.firstPublishedAt ?? row.createdAt,
})

/** The list at an address of this site, by its present or a former slug. Drafts count: what moves here may not be published yet. Those in the trash do not. */
async function listAt(slug: string): Promise<Row | null> {
  if (!/^[a-z0-9-]{1,200}$/.test(slug)) return null
  const row = await read.article.findFirst({ where: { slug, trashedAt: null }, select: fields })
  if (row) return row
  const moved = await read.redirect.findUnique({ where: { path: `/articles/${slug}` }, select: { article: { select: { ...fields, trashedAt: true } } } })
  return moved?.article && moved.article.trashedAt === null ? moved.article : null
}

async function entryAt(articleId: string, slug: string): Promise<string | null> {
  const row = await read.entrySlug.findUnique({ where: { articleId_slug: { articleId, slug } }, select: { entryId: true } })
  return row?.entryId ?? null
}

/** What stands at a path of this site: a list, or an entry of one. */
async function atOwnPath(path: string): Promise<FoundList | null> {
  const [, slug, entry] = /^\/articles\/([^/?#]+)(?:\/([^/?#]+))?\/?(?:[?#]|$)/.exec(path) ?? []
  if (!slug) return null
  const list = await listAt(slug)
  return list && foundAs(list, entry ? await entryAt(list.id, entry) : null)
}

/**
 * The list that the comments of an old address belong to: what the map says; the list or entry at this path; where the old address leads from here; the list whose slug is the
 * last part of the path. Nothing is guessed from titles. Throws UnreadableFile when the map names a list or an entry that is not here.
 */
export async function findList(thread: string, map: readonly MapRule[]): Promise<Found> {
  const rule = map.find(({ matches }) => matches(thread))
  if (rule) return rule.target === null ? 'refused' : atTarget(rule.target, rule.line)
  const [path = '/', query = ''] = comparable(thread).split('?')
  if (!path.startsWith('/') && !/^[\w%.-]+$/.test(path)) return 'unknown'
  const direct = await atOwnPath(path)
  if (direct) return direct
  const led = path.startsWith('/') ? await whereItLed(path, query) : null
  const there = led === null ? null : await atOwnPath(led)
  if (there) return there
  const list = await listAt(lastPart(path))
  return list ? foundAs(list, null) : 'unknown'
}

async function atTarget({ list, entry }: { list: string; entry: string | null }, line: number): Promise<FoundList> {
  const row = await listAt(list)
  if (!row) throw new UnreadableFile(`line ${line} of the map: there is no list “${list}” here`)
  const entryId = entry === null ? null : await entryAt(row.id, entry)
  if (entry !== null && entryId === null) throw new UnreadableFile(`line ${line} of the map: the list “${list}” has no entry “${entry}”`)
  return foundAs(row, entryId)
}

/** `/2014/05/best-encores.html` and `/best-encores/amp/index.php` end in “best-encores”. */
function lastPart(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && !/^(?:index\.\w{2,5}|amp)$/i.test(part))
  const part = parts.at(-1)?.replace(/\.(?:html?|php|aspx?)$/i, '') ?? ''
  try {
    return decodeURIComponent(part).toLowerCase()
  } catch {
    return ''
  }
}

/** The entries of a list that comments of our own export name, by their addresses there, former ones too. */
export async function entryOfOwn({ articleId }: FoundList, comments: readonly { entry?: string | null }[]): Promise<Map<string, string>> {
  if (!comments.some(({ entry }) => entry)) return new Map()
  const rows = await read.entrySlug.findMany({ where: { articleId }, select: { slug: true, entryId: true } })
  return new Map(rows.map(({ slug, entryId }) => [slug, entryId]))
}
