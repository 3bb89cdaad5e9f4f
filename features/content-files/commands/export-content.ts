import { read, type Db } from '@/platform/db'
import { exportRecords } from './export-records'
import { printRecords } from '../format/print-records'
import { referenceTo } from '../format/reference'
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
  {
    published = false,
    records = 'needed',
    without = new Set(),
  }: ExportOptions & { /** Hashes of media that no file is to name. */ without?: ReadonlySet<string> } = {},
  db: Db = read,
): Promise<ExportedContent> {
  const slugs = which === 'all' ? await allSlugs(db, published) : [...new Set(which)]
  const files: ContentFile[] = []
  const notes: string[] = []
  const needed = new Set<string>()
  const named = (hash: string | null | undefined, whose: string) => {
    if (!hash || !without.has(hash)) return hash ?? null
    notes.push(`${whose} is left out: of that picture there is no file here, only its name in files.`)
    return null
  }
  for (const slug of slugs) {
    const { list, recordIds, note } = await exportList(db, slug, { published })
    files.push({ name: `${slug}.md`, text: printList({ ...list, cover: named(list.cover, `${slug}: its cover`) }) })
    recordIds.forEach((id) => needed.add(id))
    if (note) notes.push(note)
  }
  if (records !== 'none') {
    const every = records === 'all'
    const seriesAndAuthors = await exportSeriesAndAuthors(db, every ? 'all' : slugs)
    const shared = await exportRecords(db, [...needed], { all: every })
    const kept = shared.map((one) => ({ ...one, picture: named(one.picture, `${referenceTo(one.kind, one.slug)}: its picture`) }))
    files.push({ name: 'records.yaml', text: printRecords({ records: kept, ...seriesAndAuthors }) })
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
