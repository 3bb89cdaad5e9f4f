import { write } from '@/platform/db'
import { AppError } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { loadOwnArticle } from './load-article'
import { creditedRecords, tagsOf } from './tags-of'

const taken = (message: string) => new AppError('conflict', message, { fields: { slug: message } })

/**
 * Gives a list another address. Once readers have seen it the old one leads to the new one for ever; an address that a list gave up stays
 * its own, so it may take it back, and no other list may have it.
 */
export async function changeSlug(actor: Actor, { articleId, slug }: { articleId: string; slug: string }): Promise<{ slug: string }> {
  const path = `/articles/${slug}`
  try {
    return await write(async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId)
      if (article.slug === slug) return { slug }
      if (await tx.article.findUnique({ where: { slug }, select: { id: true } })) throw taken('Another list has this address: choose another')
      const reserved = await tx.redirect.findUnique({ where: { path } })
      if (reserved && reserved.articleId !== articleId) throw taken('This was the address of another list and still leads there: choose another')
      if (reserved) await tx.redirect.delete({ where: { path } })
      if (article.firstPublishedAt) await tx.redirect.create({ data: { path: `/articles/${article.slug}`, articleId } })
      await tx.article.update({ where: { id: articleId }, data: { slug } })
      const tags = article.state === 'published' ? await tagsOf(tx, articleId, await creditedRecords(tx, articleId)) : []
      await announce(tx, 'article.moved', { articleId, from: article.slug, to: slug }, { tags })
      return { slug }
    })
  } catch (error) {
    if ((error as { code?: string }).code === 'P2002') throw taken('Another list has this address: choose another')
    throw error
  }
}
