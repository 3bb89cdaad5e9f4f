import { lockRows, write } from '@/platform/db'
import { forbidden, invalid } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { authorTag } from '../tags'
import { mayEdit, maySignAs } from '../policy'
import { countArticlesOf } from './count-articles'
import { refuseAtOnce } from './check-publishing'
import { loadOwnArticle } from './load-article'
import { tagsOf } from './tags-of'

/**
 * Sets the authors of a list, in this order. Readers see it at once: authors are not part of editions. Those that the list has may stay, whoever put
 * them there. Throws forbidden (403) for the name of somebody else's account.
 */
export async function setAuthors(actor: Actor, { articleId, authorIds }: { articleId: string; authorIds: string[] }): Promise<void> {
  const wanted = [...new Set(authorIds)]
  await write(
    async (tx) => {
      // An import that publishes it has no such key, and counts when it does.
      await lockRows(tx, 'Article', [articleId])
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      const found = await tx.author.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true, accountId: true } })
      if (found.length !== wanted.length) throw invalid('One of these authors no longer exists', { authors: 'Choose the authors again' })
      const before = await tx.articleAuthor.findMany({ where: { articleId }, select: { authorId: true }, orderBy: { position: 'asc' } })
      const others = found.filter((author) => !before.some(({ authorId }) => authorId === author.id) && !maySignAs(actor, author))
      if (others.length > 0)
        throw forbidden(`${others.map(({ name }) => `“${name}”`).join(' and ')}: this name belongs to somebody else. Ask an editor to put it under the list.`)
      if (before.map(({ authorId }) => authorId).join() === wanted.join()) return
      await refuseAtOnce(tx, actor, article)
      await tx.articleAuthor.deleteMany({ where: { articleId } })
      await tx.articleAuthor.createMany({ data: wanted.map((authorId, position) => ({ articleId, authorId, position })) })
      if (article.state === 'published') await countArticlesOf(tx, { authorIds: [...before.map(({ authorId }) => authorId), ...wanted] })
      const tags = new Set([...(await tagsOf(tx, articleId)), ...before.map(({ authorId }) => authorTag(authorId))])
      await announce(tx, 'article.changed', { articleId }, { tags: [...tags] })
    },
    { lock: `article:${articleId}` },
  )
}
