import type { Tx } from '@/platform/db'
import { conflict, invalid, notFound } from '@/platform/errors'
import { newId } from '@/platform/id'
import { announce } from '@/platform/outbox'
import { subjectTag } from '@/features/subjects/tags'
import { listDocument } from '../schema'
import { articlesTag, articleTag, authorTag, seriesTag } from '../tags'
import { projectEdition } from './project-edition'

export type Publication = {
  articleId: string
  /** Who publishes; null for the command line. */
  accountId: string | null
  note?: string
  now?: Date
  /** For an article that first appeared elsewhere: when. Only the first publication heeds it. */
  firstPublishedAt?: Date | null
}

/** Makes the draft the article's current edition, at once, in the given transaction. Who may is asked before. */
export async function publishArticle(
  tx: Tx,
  { articleId, accountId, note = '', now = new Date(), firstPublishedAt = null }: Publication,
): Promise<{ editionId: string; number: number }> {
  const article = await tx.article.findUnique({ where: { id: articleId }, select: { draft: true, draftVersion: true } })
  if (!article) throw notFound('There is no such article')
  const draft = listDocument.safeParse(article.draft)
  if (!draft.success) throw invalid(`The draft cannot be published: ${draft.error.issues[0]?.message}`)
  if (draft.data.title.trim() === '') throw invalid('Give the list a title before it is published', { title: 'Give it a title' })
  const { _max } = await tx.edition.aggregate({ where: { articleId }, _max: { number: true } })
  const number = (_max.number ?? 0) + 1
  const editionId = newId()
  await tx.edition.create({
    data: { id: editionId, articleId, number, document: draft.data, ofVersion: article.draftVersion, publishAt: now, note, createdById: accountId },
  })
  await makeCurrent(tx, editionId, { now, firstPublishedAt })
  return { editionId, number }
}

/** Moves an article to an edition that exists: what readers see is this edition after the commit. The only place that does so. */
export async function makeCurrent(
  tx: Tx,
  editionId: string,
  { now = new Date(), firstPublishedAt = null }: { now?: Date; firstPublishedAt?: Date | null } = {},
): Promise<void> {
  const edition = await tx.edition.findUnique({ where: { id: editionId } })
  if (!edition || edition.cancelledAt) throw conflict('This edition is not to be published')
  const document = listDocument.parse(edition.document)
  const { articleId } = edition
  const before = await tx.article.findUniqueOrThrow({
    where: { id: articleId },
    select: { firstPublishedAt: true, seriesId: true, authors: { select: { authorId: true } } },
  })
  const subjects = await projectEdition(tx, articleId, document)
  const { _sum } = await tx.tally.aggregate({ where: { articleId, entry: { listed: true } }, _sum: { counted: true } })
  await tx.edition.update({ where: { id: editionId }, data: { liveAt: now } })
  await tx.article.update({
    where: { id: articleId },
    data: {
      state: 'published',
      currentEditionId: editionId,
      publishedVersion: edition.ofVersion,
      publishedAt: now,
      firstPublishedAt: before.firstPublishedAt ?? firstPublishedAt ?? now,
      title: document.title,
      standfirst: document.standfirst,
      entryCount: await tx.entry.count({ where: { articleId, listed: true } }),
      voteCount: _sum.counted ?? 0,
    },
  })
  await announce(tx, {
    type: 'article.published',
    tags: [
      articleTag(articleId),
      articlesTag,
      ...(before.seriesId ? [seriesTag(before.seriesId)] : []),
      ...before.authors.map(({ authorId }) => authorTag(authorId)),
      ...subjects.map(subjectTag),
    ],
    payload: { articleId, editionId },
  })
}
