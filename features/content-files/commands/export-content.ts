import { read, type Db } from '@/platform/db'
import { exportRecords } from './export-records'
import { printRecords } from '../format/print-records'
import type { ContentFile } from '../format/content-folder'
import { printList } from '../format/print-list'
import { exportList } from './export-list'
import { exportSeriesAndAuthors } from './export-series-and-authors'

export type ExportOptions = {
  /** What readers see instead of the draft. */
  published?: boolean
  /** The shared records that the lists need, all there are, or none. */
  records?: 'needed' | 'all' | 'none'
}

/** `notes`: what of these lists is not in the files, in whole sentences. */
export type ExportedContent = { files: ContentFile[]; notes: string[] }

/** Articles as files: `<slug>.md` for each, and `records.yaml`. `all` leaves out what is in the trash, and what is not published when `published` is asked. */
export async function exportContent(
  which: readonly string[] | 'all',
  { published = false, records = 'needed' }: ExportOptions = {},
  db: Db = read,
): Promise<ExportedContent> {
  const slugs = which === 'all' ? await allSlugs(db, published) : [...new Set(which)]
  const files: ContentFile[] = []
  const notes: string[] = []
  const needed = new Set<string>()
  for (const slug of slugs) {
    const { list, recordIds, note } = await exportList(db, slug, { published })
    files.push({ name: `${slug}.md`, text: printList(list) })
    recordIds.forEach((id) => needed.add(id))
    if (note) notes.push(note)
  }
  if (records !== 'none') {
    const every = records === 'all'
    const seriesAndAuthors = await exportSeriesAndAuthors(db, every ? 'all' : slugs)
    files.push({ name: 'records.yaml', text: printRecords({ records: await exportRecords(db, [...needed], { all: every }), ...seriesAndAuthors }) })
  }
  return { files, notes }
}

async function allSlugs(db: Db, published: boolean): Promise<string[]> {
  const rows = await db.article.findMany({
    where: published ? { currentEditionId: { not: null } } : { trashedAt: null },
    select: { slug: true },
    orderBy: { slug: 'asc' },
  })
  return rows.map(({ slug }) => slug)
}
