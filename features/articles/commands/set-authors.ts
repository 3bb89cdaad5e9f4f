import { write } from '@/platform/db'
import { invalid } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { authorTag } from '../tags'
import { mayEdit } from '../policy'
import { loadOwnArticle } from './load-article'
import { tagsOf } from './tags-of'

/** Sets the authors of a list, in this order. Readers see it at once: authors are not part of editions. */
export async function setAuthors(actor: Actor, { articleId, authorIds }: { articleId: string; authorIds: string[] }): Promise<void> {
  const wanted = [...new Set(authorIds)]
  await write(
    async (tx) => {
      await loadOwnArticle(tx, actor, articleId, mayEdit)
      const found = await tx.author.count({ where: { id: { in: wanted } } })
      if (found !== wanted.length) throw invalid('One of these authors no longer exists', { authors: 'Choose the authors again' })
      const before = await tx.articleAuthor.findMany({ where: { articleId }, select: { authorId: true }, orderBy: { position: 'asc' } })
      if (before.map(({ authorId }) => authorId).join() === wanted.join()) return
      await tx.articleAuthor.deleteMany({ where: { articleId } })
      await tx.articleAuthor.createMany({ data: wanted.map((authorId, position) => ({ articleId, authorId, position })) })
      const tags = new Set([...(await tagsOf(tx, articleId)), ...before.map(({ authorId }) => authorTag(authorId))])
      await announce(tx, 'article.changed', { articleId }, { tags: [...tags] })
    },
    { lock: `article:${articleId}` },
  )
}
