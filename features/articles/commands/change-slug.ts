import { write, type Tx } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { mayEdit } from '../policy'
import { keepAddress, orTaken } from './keep-address'
import { refuseAtOnce } from './check-publishing'
import { loadOwnArticle } from './load-article'
import { creditedRecords, tagsOf } from './tags-of'

/** Gives a list another address. Once readers have seen it the old one leads to the new one for ever. Throws a conflict for one that is taken. */
export async function changeSlug(actor: Actor, { articleId, slug }: { articleId: string; slug: string }): Promise<{ slug: string }> {
  return orTaken('article', () =>
    write(async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      if (article.slug === slug) return { slug }
      await refuseAtOnce(tx, actor, article)
      await moveArticle(tx, article, slug)
      return { slug }
    }),
  )
}

/** The same in the given transaction, for the import too: who may is asked before. */
export async function moveArticle(tx: Tx, article: { id: string; slug: string; state: string; firstPublishedAt: Date | null }, slug: string): Promise<void> {
  await keepAddress(tx, 'article', { id: article.id, slug, former: article.firstPublishedAt ? article.slug : null })
  await tx.article.update({ where: { id: article.id }, data: { slug } })
  const tags = article.state === 'published' ? await tagsOf(tx, article.id, await creditedRecords(tx, article.id)) : []
  await announce(tx, 'article.moved', { articleId: article.id, from: article.slug, to: slug }, { tags })
}
