import type { Db } from '@/platform/db'
import { conflict, notFound } from '@/platform/errors'
import { listReferences } from '../queries/references'
import { recordIdsOf } from '@/features/articles/reading/records'
import { fromDocument } from '../format/document'
import type { ListFile } from '../format/list-file'
import { isNewer, isReadable, readDocument } from '@/features/articles/document/read-document'

export type ExportedList = {
  list: ListFile
  /** The shared records that it names. */
  recordIds: string[]
}

/** An article as a list file: its draft, or what readers see. Throws not-found; and a conflict when `published` is asked of an article that is not. */
export async function exportList(db: Db, slug: string, { published = false } = {}): Promise<ExportedList> {
  const article = await db.article.findUnique({
    where: { slug },
    select: {
      slug: true,
      state: true,
      draft: { select: { document: true } },
      firstPublishedAt: true,
      seriesPosition: true,
      currentEdition: { select: { document: true } },
      series: { select: { slug: true } },
      cover: { select: { hash: true } },
      authors: { select: { author: { select: { slug: true } } }, orderBy: { position: 'asc' } },
    },
  })
  if (!article) throw notFound(`There is no article “${slug}”`)
  if (published && !article.currentEdition) throw conflict(`The article “${slug}” is not published`)
  const stored = (published ? article.currentEdition : article.draft)?.document
  if (!isReadable(stored)) throw conflict(`What is kept of “${slug}” cannot be read. Bring an edition of it back into the draft, in its history in the studio.`)
  if (isNewer(stored)) throw conflict(`A newer version of this site wrote “${slug}”, and a file would lose what it added. Update the site, and export it then.`)
  const document = readDocument(stored)
  const recordIds = [...recordIdsOf(document)]
  const references = await listReferences(db, recordIds)
  const lost = recordIds.filter((id) => !references.has(id))
  if (lost.length > 0) throw conflict(`The article “${slug}” names records that are no longer there: ${lost.join(', ')}. Mend its credits first.`)
  const list: ListFile = {
    slug: article.slug,
    ...fromDocument(document, (id) => references.get(id)!),
    series: article.series && { slug: article.series.slug, position: article.seriesPosition },
    authors: article.authors.map(({ author }) => author.slug),
    cover: article.cover?.hash ?? null,
    state: article.state === 'published' ? 'ready' : 'draft',
    published: article.firstPublishedAt?.toISOString() ?? null,
  }
  return { list, recordIds }
}
