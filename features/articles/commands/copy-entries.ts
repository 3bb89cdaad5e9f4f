import type { z } from 'zod'
import { jsonOf, write } from '@/platform/db'
import { conflict, invalid, notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { freeSlug } from '@/platform/text/slugify'
import { applyChanges } from '../document/apply-changes'
import { isTooMany, tooManyEntries } from '../document/do-operations'
import type { DraftChange } from '../document/operations'
import { partsOf } from '../document/parts'
import { mayEdit } from '../policy'
import { savings } from '../rate-limits'
import { draftBounds, entriesOf, isReservedEntrySlug, type copyEntriesInput } from '../schema'
import { loadDraft, loadOwnArticle, refuseToLose } from './load-article'
import { writeDraft } from './write-draft'

/**
 * Copies entries of one list's draft to the end of another list's draft, as new entries: their words, credits and video. Votes and comments stay where they
 * are, and an address that the other list has, or had, becomes another one. One operation of that draft: whoever writes in it gets it with the next answer.
 * Done once for each `once`: sent again, because the answer was lost, it is answered again. The writer must be allowed to edit both. Throws not_found, invalid, conflict and too_many.
 */
export async function copyEntries(
  actor: Actor,
  { from, to, entries: ids, once }: z.output<typeof copyEntriesInput>,
): Promise<{ id: string; title: string; copied: number }> {
  if (actor.account) await limitId(savings, actor.account.id)
  return write(
    async (tx) => {
      await loadOwnArticle(tx, actor, from, mayEdit)
      const article = await loadOwnArticle(tx, actor, to, mayEdit)
      if (from === to) throw conflict('This is the list that they are in: duplicate them there')
      const draft = await loadDraft(tx, to)
      refuseToLose(draft)
      const id = `copied00-${once}`
      const before = await tx.draftOperation.findUnique({ where: { articleId_id: { articleId: to, id } }, select: { changes: true } })
      if (before) return { id: to, title: draft.document.title, copied: jsonOf<DraftChange[]>(before.changes).length }
      const source = await loadDraft(tx, from)
      const wanted = new Set(ids)
      const found = entriesOf(source.document).flatMap(({ entry }) => (wanted.has(entry.id) ? [entry] : []))
      if (found.length < wanted.size) throw notFound('Some of these entries are not in the list any more. Nothing was copied.')
      const taken = new Set(entriesOf(draft.document).map(({ entry }) => entry.slug))
      for (const { slug } of await tx.entrySlug.findMany({ where: { articleId: to }, select: { slug: true } })) taken.add(slug)
      const part = partsOf(draft.document).at(-1)!
      let after = part.entries.at(-1)?.id ?? null
      const changes = found.map((entry): DraftChange => {
        const slug = freeSlug(entry.slug, (one) => taken.has(one) || isReservedEntrySlug(one))
        taken.add(slug)
        const copy = { ...entry, id: newId(), slug }
        const change: DraftChange = { do: 'insert', entry: copy, into: part.id, after }
        after = copy.id
        return change
      })
      const { document, done, inverse } = applyChanges(draft.document, changes)
      if (isTooMany(draft.document, document)) throw invalid(`${tooManyEntries}. Nothing was copied.`)
      if (Buffer.byteLength(JSON.stringify(document)) > draftBounds.maxBytes)
        throw invalid('That list would be larger than 5 MB, which is more than can be kept. Nothing was copied.')
      const operation = { id, changes: done, inverse }
      await writeDraft(tx, article, { draft, document, operations: [operation], base: draft.version, by: actor.account!.id })
      await announce(tx, 'article.saved', { articleId: to })
      return { id: to, title: document.title, copied: found.length }
    },
    { lock: `article:${to}` },
  )
}
