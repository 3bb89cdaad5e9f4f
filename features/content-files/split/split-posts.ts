import { printList } from '../format/print-list'
import { printRecords } from '../format/print-records'
import { slug as slugShape } from '@/features/records/schema'
import { freeSlug, slugify } from '@/platform/text/slugify'
import type { ContentFile } from '../format/content-folder'
import type { FileRecord } from '../format/records-file'
import type { ExportedPost } from './exported-posts'
import { splitArticle, type Split } from './split-article'

/** What became of a post. `list`: its file, or null when no entry was found in it. */
export type SplitPost = { title: string; list: string | null; result: Split['result'] }

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Splits each post of an export into a list. The files are the lists and one of the records that they need and that are not known; a record is proposed once for all. */
export function splitPosts(posts: readonly ExportedPost[], given: readonly FileRecord[]): { files: ContentFile[]; posts: SplitPost[] } {
  const known = [...given]
  const made: FileRecord[] = []
  const taken = new Set<string>()
  const lists: ContentFile[] = []
  const split = posts.map(({ title, slug, excerpt, html, published }): SplitPost => {
    const front = `<h1>${escaped(title)}</h1>${excerpt.trim() ? `<p><em>${escaped(excerpt.trim())}</em></p>` : ''}`
    const { list, newRecords, result } = splitArticle(front + html, 'html', known)
    if (!result.parts.some(({ part }) => /^entry \d+$/.test(part))) return { title, list: null, result }
    known.push(...newRecords)
    made.push(...newRecords)
    const wanted = slugShape.safeParse(slug).success ? slug : slugify(slug) || list.slug
    const own = freeSlug(wanted, (one) => taken.has(one))
    taken.add(own)
    const name = `${own}.md`
    lists.push({ name, text: printList({ ...list, slug: own, published }) })
    return { title, list: name, result }
  })
  const records = made.length > 0 ? [{ name: 'records.yaml', text: printRecords({ records: made, series: [], authors: [] }) }] : []
  return { files: [...records, ...lists], posts: split }
}
