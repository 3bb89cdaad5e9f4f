import { lockRows, write } from '@/platform/db'
import { conflict, invalid } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import type { SeriesPlace } from '../schema'
import { seriesTag } from '../tags'
import { mayEdit } from '../policy'
import { countArticlesOf } from './count-articles'
import { refuseAtOnce } from './check-publishing'
import { loadOwnArticle } from './load-article'
import { tagsOf } from './tags-of'

type Input = SeriesPlace & { articleId: string; base?: SeriesPlace }

/**
 * Sets the series of a list and its place there. Readers see it at once: the series is not part of editions. Throws conflict (409) when somebody else has set another
 * place than the one that was seen (`base`); its data is that place, `{ seriesId, position }`.
 */
export async function setSeries(actor: Actor, { articleId, seriesId, position, base }: Input): Promise<void> {
  await write(
    async (tx) => {
      // An import that publishes it has no such key, and counts when it does.
      await lockRows(tx, 'Article', [articleId])
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      if (seriesId && !(await tx.series.findUnique({ where: { id: seriesId }, select: { id: true } })))
        throw invalid('This series no longer exists', { series: 'Choose another series' })
      const seriesPosition = seriesId ? position : null
      if (article.seriesId === seriesId && article.seriesPosition === seriesPosition) return
      if (base && (article.seriesId !== base.seriesId || article.seriesPosition !== base.position))
        throw conflict('Somebody else has put this list elsewhere meanwhile. Its place now is shown here: change it again if you still want to', {
          seriesId: article.seriesId,
          position: article.seriesPosition,
        })
      await refuseAtOnce(tx, actor, article)
      await tx.article.update({ where: { id: articleId }, data: { seriesId, seriesPosition } })
      if (article.state === 'published') await countArticlesOf(tx, { seriesIds: [article.seriesId, seriesId] })
      const tags = new Set([...(await tagsOf(tx, articleId)), ...(article.seriesId ? [seriesTag(article.seriesId)] : [])])
      await announce(tx, 'article.changed', { articleId }, { tags: [...tags] })
    },
    { lock: `article:${articleId}` },
  )
}
