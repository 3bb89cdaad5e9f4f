import { write, type Tx } from '@/platform/db'
import { AppError, forbidden, notFound } from '@/platform/errors'
import { newId } from '@/platform/id'
import { mergeFields, othersIn, type Saved } from '@/platform/merge-fields'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { isEditor, maySaveAuthor } from '../policy'
import { articlesTag, authorsTag, authorTag } from '../tags'
import { refuseReservedName } from '@/features/accounts/check-name'
import { forgetStaffNames } from '@/features/accounts/queries/staff-names'
import { keepFields } from '@/features/records/commands/keep-fields'
import { keepAddress, orTaken } from './keep-address'
import { writerOf } from './load-article'

/** `base`: what its writer saw, of an author that there was. */
export type AuthorInput = {
  id: string | null
  slug: string
  name: string
  bio: string
  accountId: string | null
  base?: Readonly<Record<string, unknown>>
}

/**
 * Makes or changes an author. Editors may change every author and its account; authors only their own, and not to the name of somebody else who writes here. Former
 * addresses lead to it. What it is now becomes a revision; `source` is the number of one that this brings back.
 */
export async function saveAuthor(actor: Actor, { id, base = {}, ...mine }: AuthorInput, { source }: { source?: number } = {}): Promise<Saved> {
  const account = writerOf(actor)
  const saved = await orTaken('author', () =>
    write(async (tx) => {
      const old = id ? await tx.author.findUnique({ where: { id } }) : null
      if (id && !old) throw notFound('There is no such author')
      const stored = old && { slug: old.slug, name: old.name, bio: old.bio, accountId: old.accountId }
      const data = stored ? mergeFields(base, mine, stored) : mine
      const { slug, name, accountId } = data
      if (!maySaveAuthor(actor, old, accountId)) throw forbidden('You may change only the author that belongs to your account')
      if (!isEditor(actor) && name !== old?.name) await refuseReservedName(name, account)
      const authorId = id ?? newId()
      await keepAddress(tx, 'author', { id: authorId, slug, former: old?.slug ?? null })
      if (accountId) await checkAccount(tx, authorId, accountId)
      if (old) await tx.author.update({ where: { id: authorId }, data })
      else await tx.author.create({ data: { id: authorId, ...data } })
      await announce(tx, 'author.saved', { authorId }, { tags: [authorTag(authorId), authorsTag, articlesTag] })
      const kept = await keepFields(tx, {
        of: { authorId },
        before: stored && { values: stored, since: old!.updatedAt },
        after: data,
        by: account.id,
        kind: source === undefined ? 'written' : 'restored',
        source,
      })
      return { id: authorId, others: othersIn(mine, data), ...kept }
    }),
  )
  forgetStaffNames()
  return saved
}

/** An account signs as one author at the most. */
async function checkAccount(tx: Tx, authorId: string, accountId: string): Promise<void> {
  const refused = (message: string) => new AppError('conflict', message, { fields: { accountId: message } })
  if (!(await tx.account.findUnique({ where: { id: accountId }, select: { id: true } }))) throw refused('There is no such account')
  const holder = await tx.author.findUnique({ where: { accountId }, select: { id: true, name: true } })
  if (holder && holder.id !== authorId) throw refused(`This account signs as “${holder.name}” already`)
}
