import { lockRows, write } from '@/platform/db'
import { invalid } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { seriesTag } from '../tags'
import { mayEdit } from '../policy'
import { countArticlesOf } from './count-articles'
import { refuseAtOnce } from './check-publishing'
import { loadOwnArticle } from './load-article'
import { tagsOf } from './tags-of'

/** Sets the series of a list and its place there. Readers see it at once: the series is not part of editions. */
export async function setSeries(
  actor: Actor,
  { articleId, seriesId, position }: { articleId: string; seriesId: string | null; position: number | null },
): Promise<void> {
  await write(
    async (tx) => {
      // An import that publishes it has no such key, and counts when it does.
      await lockRows(tx, 'Article', [articleId])
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      if (seriesId && !(await tx.series.findUnique({ where: { id: seriesId }, select: { id: true } })))
        throw invalid('This series no longer exists', { series: 'Choose another series' })
      const seriesPosition = seriesId ? position : null
      if (article.seriesId === seriesId && article.seriesPosition === seriesPosition) return
      await refuseAtOnce(tx, actor, article)
      await tx.article.update({ where: { id: articleId }, data: { seriesId, seriesPosition } })
      if (article.state === 'published') await countArticlesOf(tx, { seriesIds: [article.seriesId, seriesId] })
      const tags = new Set([...(await tagsOf(tx, articleId)), ...(article.seriesId ? [seriesTag(article.seriesId)] : [])])
      await announce(tx, 'article.changed', { articleId }, { tags: [...tags] })
    },
    { lock: `article:${articleId}` },
  )
}
