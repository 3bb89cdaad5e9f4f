import { readerCookie } from '@/platform/http/cookies'
import type { Tx } from '@/platform/db'
import { newId } from '@/platform/id'
import type { Actor } from '@/platform/http/request'

/**
 * The reader that a vote or comment belongs to, made when a guest first acts. `cookie` is the `Set-Cookie` value that the answer
 * must carry for the guest to be known again; null when nothing is to be set. `id` is used for a guest without a cookie when the caller
 * chose one beforehand (a transaction may run twice).
 */
export async function ensureReader(tx: Tx, actor: Actor, id = newId()): Promise<{ readerId: string; cookie: string | null }> {
  if (actor.account) {
    const accountId = actor.account.id
    const { id: readerId } = await tx.reader.upsert({ where: { accountId }, create: { id, accountId }, update: {}, select: { id: true } })
    return { readerId, cookie: null }
  }
  if (actor.readerId) {
    const found = await tx.reader.findUnique({ where: { id: actor.readerId }, select: { accountId: true } })
    if (found && found.accountId === null) return { readerId: actor.readerId, cookie: null }
    // A cookie that outlived its row (a restored backup, a guest who came along to an account in another window) keeps its id.
    if (!found) return { readerId: (await tx.reader.create({ data: { id: actor.readerId }, select: { id: true } })).id, cookie: null }
    // The reader has become an account's, and only a session may act for an account.
  }
  await tx.reader.upsert({ where: { id }, create: { id }, update: {} })
  return { readerId: id, cookie: readerCookie(id) }
}
