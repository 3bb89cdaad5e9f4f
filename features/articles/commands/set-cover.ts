import { lockRows, stayingRows, write } from '@/platform/db'
import { conflict, invalid } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { mayEdit } from '../policy'
import type { CoverChoice } from '../schema'
import { refuseAtOnce } from './check-publishing'
import { loadOwnArticle } from './load-article'
import { tagsOf } from './tags-of'

/**
 * Chooses a picture as the cover of a list, or takes it off (null): then its cover is drawn. Readers see it at once: the cover is not part of editions. Throws conflict (409) when
 * somebody else has chosen another one than was seen (`base`); its data is that one, `{ coverId }`.
 */
export async function setCover(actor: Actor, { articleId, coverId, base }: CoverChoice): Promise<void> {
  await write(
    async (tx) => {
      // An import that sets it has no such key.
      await lockRows(tx, 'Article', [articleId])
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      if (article.coverId === coverId) return
      if (base !== undefined && article.coverId !== base)
        throw conflict('Somebody else has chosen another cover meanwhile. It is shown here: choose again if you still want to', { coverId: article.coverId })
      if (coverId) {
        const [medium] = await tx.$queryRaw<{ file: string | null }[]>`SELECT "file" FROM "Media" WHERE "id" = ${coverId} ${stayingRows()}`
        if (!medium) throw invalid('This picture is not there any more', { coverId: 'Choose another picture' })
        if (!medium.file) throw invalid('Of this picture only its name in files is known', { coverId: 'Upload the picture, or choose another' })
      }
      await refuseAtOnce(tx, actor, article)
      await tx.article.update({ where: { id: articleId }, data: { coverId } })
      await announce(tx, 'article.changed', { articleId }, { tags: await tagsOf(tx, articleId) })
    },
    { lock: `article:${articleId}` },
  )
}
