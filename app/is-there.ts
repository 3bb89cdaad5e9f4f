import { isThere as isListThere } from '@/features/articles/queries/is-there'
import { isCoverThere, isPosterThere, isShareImageThere } from '@/features/artwork/queries/is-there'
import { isSitemapPartThere } from '@/features/feeds/queries/sitemap'

/** By the first part of the path: files that are made when they are asked for, so anybody could make up names for them. */
const files = new Map<string, (file: string) => Promise<boolean>>([
  ['covers', isCoverThere],
  ['posters', isPosterThere],
  ['share', isShareImageThere],
  ['sitemap', isSitemapPartThere],
])

/** Whether readers can find anything at the path of a shared page. Asked before it is rendered: what is made up costs a small look-up, or none, and no render. */
export async function isThere(path: string): Promise<boolean> {
  const [folder = '', file, ...below] = path.slice(1).split('/').map(decodeURIComponent)
  const findFile = files.get(folder)
  return findFile && file !== undefined && below.length === 0 ? findFile(file) : isListThere(path)
}
