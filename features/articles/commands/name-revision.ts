import { write } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayEdit } from '../policy'
import { draftAt, lastRevision } from '../queries/revisions'
import { closeStretch } from './keep-revisions'
import { loadDraft, loadOwnArticle } from './load-article'

type Named = { articleId: string; /** A version of the draft. */ revision: number; /** '' takes the name away. */ name: string }

/** Gives what the draft was a name, by which it is found again: it is kept for as long as it has one. Throws not_found for what is not kept any more. */
export async function nameRevision(actor: Actor, { articleId, revision, name }: Named): Promise<void> {
  await write(
    async (tx) => {
      await loadOwnArticle(tx, actor, articleId, mayEdit)
      const last = await lastRevision(tx, articleId)
      if (revision > (last?.version ?? 0)) {
        const draft = await loadDraft(tx, articleId)
        const document = revision === draft.version ? draft.document : revision < draft.version ? await draftAt(tx, articleId, revision) : null
        if (document) await closeStretch(tx, articleId, { version: revision, document, savedAt: draft.savedAt })
      }
      const data = { name: name || null, namedById: name ? actor.account!.id : null }
      const { count } = await tx.draftRevision.updateMany({ where: { articleId, version: revision }, data })
      if (count === 0) throw notFound('What the draft was then is not kept any more')
    },
    { lock: `article:${articleId}` },
  )
}
