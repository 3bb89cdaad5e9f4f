import { readDocument } from '@/features/articles/document/read-document'
import { refusedInTrash } from '@/features/articles/in-trash'
import { isEditor, visibleTo } from '@/features/articles/policy'
import { findCover } from '@/features/articles/queries/covers'
import { madeBy } from '@/features/articles/queries/made-by'
import { recordIdsOf } from '@/features/articles/reading/records'
import type { ListDocument } from '@/features/articles/schema'
import { proseOf } from './prose-of'
import { listRecordsById, type FoundRecord } from '@/features/records/queries/find-records-by-name'
import { listShownPictures, type ShownPicture } from '@/features/media/queries/shown-pictures'
import { listNotes, type NoteView } from '@/features/reviews/queries/notes'
import { listReviewers } from '@/features/reviews/queries/reviewers'
import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { getPublication, type PublicationData } from './publication'
import { listSeriesAndAuthors, type SeriesAndAuthors } from './series-and-authors'

/** What stands at the top of the list: the picture that was chosen, or else what is drawn, which only a published list has. */
export type CoverShown = { picture: Pick<ShownPicture, 'src' | 'width' | 'height' | 'sources' | 'alt'> | null; drawn: string | null }

export type EditorData = {
  id: string
  /** Whose words the browser keeps: no other account gets them. */
  accountId: string
  /** The address of that account: whose sign-in ends while they write need not type it again. */
  email: string
  /** As it stands beside what they decide: a waived check. */
  name: string
  publication: PublicationData
  version: number
  /** The operation that made that version. */
  madeBy: string | null
  savedAt: string
  document: ListDocument
  /** The first of its texts as the page shows them: safe HTML by the place of the text (document/prose-places.ts). The others are asked for when they are seen. */
  prose: Record<string, string>
  cover: CoverShown
  records: FoundRecord[]
  /** Every address that entries have or had: slug → entry id. */
  reserved: Record<string, string>
  /** Votes and comments by entry id: removing the entry would hide them. */
  given: Record<string, { votes: number; comments: number }>
  isEditor: boolean
  seriesAndAuthors: SeriesAndAuthors
  /** Whoever can be asked for a review. */
  reviewers: { id: string; name: string }[]
  notes: NoteView[]
}

/** Everything that the editor of one list shows. Throws “not found” for a list of somebody else's. */
export async function getEditor(actor: Actor, articleId: string): Promise<EditorData> {
  const article = await read.article.findFirst({
    where: { AND: [{ id: articleId }, visibleTo(actor)] },
    include: {
      draft: { select: { document: true, version: true, savedAt: true } },
      entries: { select: { id: true, commentCount: true, tally: { select: { counted: true } }, slugs: { select: { slug: true } } } },
    },
  })
  if (!article?.draft) throw notFound('There is no such list, or it is not yours')
  if (article.trashedAt) throw refusedInTrash()
  const document = readDocument(article.draft.document)
  return {
    id: article.id,
    accountId: actor.account!.id,
    email: (await read.account.findUnique({ where: { id: actor.account!.id }, select: { email: true } }))?.email ?? '',
    name: actor.account!.name,
    publication: await getPublication(actor, articleId),
    version: article.draft.version,
    madeBy: await madeBy(read, articleId, article.draft.version),
    savedAt: article.draft.savedAt.toISOString(),
    document,
    prose: await proseOf(document),
    cover: await coverShown(article),
    records: await listRecordsById(read, [...recordIdsOf(document)]),
    reserved: Object.fromEntries(article.entries.flatMap(({ id, slugs }) => slugs.map(({ slug }) => [slug, id]))),
    given: Object.fromEntries(article.entries.map(({ id, commentCount, tally }) => [id, { votes: tally?.counted ?? 0, comments: commentCount }])),
    isEditor: isEditor(actor),
    seriesAndAuthors: await listSeriesAndAuthors(actor),
    notes: await listNotes(actor, articleId),
    reviewers: (await listReviewers()).filter(({ id }) => id !== actor.account!.id),
  }
}

async function coverShown({ id, coverId }: { id: string; coverId: string | null }): Promise<CoverShown> {
  const [cover, pictures] = await Promise.all([findCover(id), listShownPictures([coverId])])
  return { picture: (coverId && pictures.get(coverId)) || null, drawn: cover?.src ?? null }
}
