import { read, write } from '@/platform/db'
import { notFound } from '@/platform/errors'
import { refuseGuessable } from '../check-password'
import { hashPassword } from '../password'
import { logAccountChange } from '../account-log'

/** Sets an account's password from the machine itself, and signs the account out everywhere. Throws not_found (404). */
export async function setPassword(accountId: string, password: string): Promise<void> {
  const account = await read.account.findUnique({ where: { id: accountId }, select: { name: true, email: true } })
  if (!account) throw notFound('There is no such account')
  await refuseGuessable(password, account)
  const passwordHash = await hashPassword(password)
  await write(async (tx) => {
    const { count } = await tx.account.updateMany({ where: { id: accountId }, data: { passwordHash } })
    if (count === 0) throw notFound('There is no such account')
    await tx.session.deleteMany({ where: { accountId } })
    await tx.token.deleteMany({ where: { accountId, purpose: { in: ['reset', 'second-factor'] } } })
  })
  logAccountChange('password', accountId, 'operator')
}
