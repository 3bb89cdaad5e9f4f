import { write } from '@/platform/db'
import { withdraw } from '@/platform/jobs/queue'
import type { Actor } from '@/platform/http/request'
import { publicationKey } from '../jobs'
import { mayEdit } from '../policy'
import { draftAt } from '../queries/revisions'
import { refuseUnreviewed } from './check-publishing'
import { loadOwnArticle, loadDraft, refuseStale } from './load-article'
import { publishEdition, refuseOther, type MadeEdition } from './publish-edition'
import { refuseUnseen, type Seen } from './refuse-unseen'

/**
 * Publishes the draft that the writer has seen, at once. When somebody has changed it since, that is a conflict; `asRead` publishes what was read all the same, as the draft's operations tell it,
 * and what came since stays in the draft. Throws forbidden for one that an editor has to approve first. Replaces an edition that was waiting for its
 * time.
 */
export async function publishArticle(
  actor: Actor,
  { articleId, version, note = '', seen, asRead = false }: { articleId: string; version: number; note?: string; seen?: Seen; asRead?: boolean },
): Promise<MadeEdition & { slug: string }> {
  return write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      await refuseUnreviewed(tx, actor, article, version)
      await refuseUnseen(tx, article, seen)
      const draft = await loadDraft(tx, articleId)
      const document = asRead && draft.version > version ? await draftAt(tx, articleId, version) : null
      if (!document) refuseStale(draft, version)
      const made = await publishEdition(tx, { articleId, by: actor.account!.id, note, words: document && { document, version } })
      refuseOther(made, version)
      await withdraw(tx, publicationKey(articleId))
      return { ...made, slug: article.slug }
    },
    { lock: `article:${articleId}` },
  )
}
