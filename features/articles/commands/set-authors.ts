import { lockRows, write } from '@/platform/db'
import { forbidden, invalid } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { maxAuthors } from '../schema'
import { authorTag } from '../tags'
import { mayEdit, maySignAs } from '../policy'
import { countArticlesOf } from './count-articles'
import { refuseAtOnce } from './check-publishing'
import { loadOwnArticle } from './load-article'
import { tagsOf } from './tags-of'

type Input = { articleId: string; authorIds: string[]; base?: string[] }

/**
 * Sets the authors of a list, in this order; where others were set since `base` was seen, only what was changed in it is. Readers see it at once: authors are not part
 * of editions. Those that the list has may stay, whoever put them there. Returns their ids. Throws forbidden (403) for the name of somebody else's account.
 */
export async function setAuthors(actor: Actor, { articleId, authorIds, base }: Input): Promise<string[]> {
  return write(
    async (tx) => {
      // An import that publishes it has no such key, and counts when it does.
      await lockRows(tx, 'Article', [articleId])
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      const rows = await tx.articleAuthor.findMany({ where: { articleId }, select: { authorId: true }, orderBy: { position: 'asc' } })
      const before = rows.map(({ authorId }) => authorId)
      const wanted = changedAs(before, base ?? before, authorIds)
      if (wanted.length > maxAuthors && wanted.length > before.length)
        throw invalid(`At most ${maxAuthors} names can stand under a list`, { authors: 'Take one away first' })
      const found = await tx.author.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true, accountId: true } })
      if (found.length !== wanted.length) throw invalid('One of these authors no longer exists', { authors: 'Choose the authors again' })
      const others = found.filter((author) => !before.includes(author.id) && !maySignAs(actor, author))
      if (others.length > 0)
        throw forbidden(`${others.map(({ name }) => `“${name}”`).join(' and ')}: this name belongs to somebody else. Ask an editor to put it under the list.`)
      if (before.join() === wanted.join()) return wanted
      await refuseAtOnce(tx, actor, article)
      await tx.articleAuthor.deleteMany({ where: { articleId } })
      await tx.articleAuthor.createMany({ data: wanted.map((authorId, position) => ({ articleId, authorId, position })) })
      if (article.state === 'published') await countArticlesOf(tx, { authorIds: [...before, ...wanted] })
      const tags = new Set([...(await tagsOf(tx, articleId)), ...before.map(authorTag)])
      await announce(tx, 'article.changed', { articleId }, { tags: [...tags] })
      return wanted
    },
    { lock: `article:${articleId}` },
  )
}

/** What `now` becomes by the change that made `wanted` of `base`. */
function changedAs(now: readonly string[], base: readonly string[], wanted: readonly string[]): string[] {
  if (now.join() === base.join()) return [...new Set(wanted)]
  const left = now.filter((id) => wanted.includes(id) || !base.includes(id))
  return [...new Set([...left, ...wanted.filter((id) => !base.includes(id))])]
}
