import { isMap } from '@/features/articles/cover'
import { readDocument } from '@/features/articles/document/read-document'
import { visibleTo } from '@/features/articles/policy'
import { coverDataOfDraft } from '@/features/articles/queries/covers'
import { listShownPictures } from '@/features/media/queries/shown-pictures'
import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import type { Card } from '../share-image/card'
import { articleCard, signed } from './share-images'

/** What others will show beside a link to a list when its draft is published: what is drawn, or the address of the cover. Throws “not found” for a list of somebody else's. */
export async function getDraftShareImage(actor: Actor, articleId: string): Promise<{ card: Card } | { src: string }> {
  const article = await read.article.findFirst({
    where: { AND: [{ id: articleId }, visibleTo(actor)] },
    select: { coverId: true, seriesPosition: true, series: { select: { title: true } }, draft: { select: { document: true } } },
  })
  if (!article?.draft) throw notFound('There is no such list, or it is not yours')
  const picture = article.coverId ? (await listShownPictures([article.coverId])).get(article.coverId) : undefined
  if (picture) return { src: picture.src }
  const document = readDocument(article.draft.document)
  const cover = await coverDataOfDraft(articleId, document)
  const card = articleCard(articleId, {
    title: document.title,
    standfirst: document.standfirst,
    series: article.series,
    seriesPosition: article.seriesPosition,
    entries: cover.entries,
    pins: isMap(cover) ? cover.pins : [],
  })
  return { card: await signed(card, read) }
}
