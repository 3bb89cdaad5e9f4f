import { write } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { sortedWaivers } from '../document/waivers'
import { mayEdit, maySignAs } from '../policy'
import { savings } from '../rate-limits'
import { entriesOf, limits, type ListDocument, type ListEntry } from '../schema'
import { findFreeAddress } from './create-article'
import { keepFirstRevision } from './keep-revisions'
import { loadDraft, loadOwnArticle, refuseToLose, writerOf } from './load-article'
import { shownOf } from './write-draft'

/**
 * A new draft with the words of another list's draft, its entries, cover and series. Votes, comments, notes and editions stay with that one. Of the names under it those
 * are taken that this writer may sign with. Throws not_found (404) for somebody else's list, conflict (409) for one in the trash.
 */
export async function duplicateArticle(actor: Actor, { articleId }: { articleId: string }): Promise<{ id: string; title: string }> {
  const account = writerOf(actor)
  await limitId(savings, account.id)
  return write(async (tx) => {
    const source = await loadOwnArticle(tx, actor, articleId, mayEdit)
    const draft = await loadDraft(tx, articleId)
    refuseToLose(draft)
    const title = [...`Copy of ${draft.document.title || 'a list without a title'}`].slice(0, limits.title).join('')
    const document = withNewEntries({ ...draft.document, title })
    const signed = await tx.articleAuthor.findMany({
      where: { articleId },
      orderBy: { position: 'asc' },
      select: { author: { select: { id: true, accountId: true } } },
    })
    const own = await tx.author.findUnique({ where: { accountId: account.id }, select: { id: true } })
    const names = signed.flatMap(({ author }) => (maySignAs(actor, author) ? [author.id] : []))
    const authorIds = names.length > 0 || !own ? names : [own.id]
    const id = newId()
    await tx.article.create({
      data: {
        id,
        slug: await findFreeAddress(tx, title),
        createdById: account.id,
        seriesId: source.seriesId,
        coverId: source.coverId,
        ...shownOf(document),
        draft: { create: { document } },
        authors: { create: authorIds.map((authorId, position) => ({ authorId, position })) },
      },
    })
    await keepFirstRevision(tx, { articleId: id, document, by: account.id, kind: 'begun' })
    await announce(tx, 'article.created', { articleId: id })
    return { id, title }
  })
}

/** The same document with entries of its own: the ids of those that readers know belong to their list. */
function withNewEntries(document: ListDocument): ListDocument {
  const ids = new Map(entriesOf(document).map(({ entry }) => [entry.id, newId()]))
  const copied = (entries: ListEntry[]) => entries.map((entry) => ({ ...entry, id: ids.get(entry.id)! }))
  return {
    ...document,
    waived: sortedWaivers(document.waived.map((waiver) => ({ ...waiver, at: waiver.at && (ids.get(waiver.at) ?? waiver.at) }))),
    entries: copied(document.entries),
    sections: document.sections.map((section) => ({
      ...section,
      entries: copied(section.entries),
      sections: section.sections.map((part) => ({ ...part, entries: copied(part.entries) })),
    })),
  }
}
