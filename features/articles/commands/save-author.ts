import { write } from '@/platform/db'
import { AppError, forbidden, notFound } from '@/platform/errors'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { isEditor } from '../policy'
import { articlesTag, authorsTag, authorTag } from '../tags'
import { writerOf } from './load-article'

export type AuthorInput = { id: string | null; slug: string; name: string; bio: string; accountId: string | null }

const taken = (field: string, message: string) => new AppError('conflict', message, { fields: { [field]: message } })

/** Makes or changes an author. Editors may change every author and its account; authors only their own. */
export async function saveAuthor(actor: Actor, { id, slug, name, bio, accountId }: AuthorInput): Promise<{ id: string }> {
  const account = writerOf(actor)
  return write(async (tx) => {
    const old = id ? await tx.author.findUnique({ where: { id } }) : null
    if (id && !old) throw notFound('There is no such byline')
    const owns = accountId === account.id && (old === null || old.accountId === account.id)
    if (!isEditor(actor) && !owns) throw forbidden('Authors may change their own byline only')
    const other = await tx.author.findUnique({ where: { slug }, select: { id: true } })
    if (other && other.id !== id) throw taken('slug', 'Another author has this address')
    if (accountId) {
      if (!(await tx.account.findUnique({ where: { id: accountId }, select: { id: true } }))) throw taken('accountId', 'There is no such account')
      const holder = await tx.author.findUnique({ where: { accountId }, select: { id: true, name: true } })
      if (holder && holder.id !== id) throw taken('accountId', `This account signs as “${holder.name}” already`)
    }
    const authorId = id ?? newId()
    const data = { slug, name, bio, accountId }
    if (old) await tx.author.update({ where: { id: authorId }, data })
    else await tx.author.create({ data: { id: authorId, ...data } })
    await announce(tx, 'author.saved', { authorId }, { tags: [authorTag(authorId), authorsTag, articlesTag] })
    return { id: authorId }
  })
}
