import { write } from '@/platform/db'
import type { Role } from '@/platform/roles'
import { newId } from '@/platform/id'
import type { Actor } from '@/platform/http/request'

const visitor = { ip: '127.0.0.1', userAgent: 'test', fingerprint: 'test' }

/** Nobody that is known. */
export const guest: Actor = { ...visitor, readerId: null, account: null }

/** Somebody with an account of this role; authors and above have a byline too. */
export async function makeActor(role: Role, name = role as string): Promise<Actor & { account: NonNullable<Actor['account']>; authorId: string }> {
  const id = newId()
  const authorId = newId()
  const email = `${name}-${id}@example.com`
  await write(async (tx) => {
    await tx.account.create({ data: { id, email, name, role, confirmedAt: new Date() } })
    if (role !== 'reader') await tx.author.create({ data: { id: authorId, slug: `${name}-${id}`, name, accountId: id } })
  })
  return { ...visitor, readerId: null, account: { id, name, email, role, lacksSecondFactor: false }, authorId }
}
