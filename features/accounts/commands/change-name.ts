import { read, write } from '@/platform/db'
import { notFound } from '@/platform/errors'
import { refuseReservedName } from '../check-name'
import { forgetStaffNames } from '../queries/staff-names'

/**
 * Changes the name of an account, for its future comments. Comments that exist keep their name, so no page changes. Throws invalid (422) for a name of
 * somebody who writes here, or that claims to be theirs; whoever has a shell on the machine may give any.
 */
export async function changeName(accountId: string, { name }: { name: string }, by: 'themselves' | 'operator' = 'themselves'): Promise<void> {
  const account = await read.account.findUnique({ where: { id: accountId }, select: { id: true, role: true, name: true } })
  if (!account) throw notFound('There is no such account')
  if (account.name === name) return
  if (by !== 'operator') await refuseReservedName(name, account)
  await write((tx) => tx.account.updateMany({ where: { id: accountId }, data: { name } }))
  forgetStaffNames()
}
