import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { gone, invalid } from '@/platform/errors'
import { newId } from '@/platform/id'
import { limitNetwork } from '@/platform/http/rate-limit'
import { refuseGuessable } from '../check-password'
import { hashPassword } from '../password'
import { newSecret } from '../secrets'
import type { SignInClient } from '../sign-in-client'
import { links } from '../rate-limits'
import { forgetStaffNames } from '../queries/staff-names'
import { makeByline } from './make-byline'
import { startSession } from './start-session'
import { useToken } from './use-token'
import { logAccountChange } from '../account-log'

type Input = { token: string; name: string; email: string; password: string }

/**
 * Makes the owner, with a byline of the same name, by the link that the start printed, while nobody can enter the studio yet, and signs them in. Whoever reads the
 * server's output is the operator, so the address counts as confirmed. Throws gone (410), invalid (422) for an address that is taken.
 */
export async function createOwner({ token, name, email, password }: Input, client: SignInClient): Promise<string> {
  await limitNetwork(links, client.ip)
  await refuseGuessable(password, { name, email })
  const passwordHash = await hashPassword(password)
  const session = newSecret()
  const id = newId()
  await write(async (tx) => {
    await useToken(tx, 'owner', token)
    if ((await tx.account.count({ where: { role: { not: 'reader' } } })) > 0)
      throw gone('This site has its first account already: sign in instead. Where that is no owner, the command “lightstick user --role owner” makes one.')
    if (await tx.account.findUnique({ where: { email }, select: { id: true } }))
      throw invalid('This address has an account already', { email: 'Choose another address' })
    await tx.account.create({ data: { id, email, name, passwordHash, role: 'owner', confirmedAt: currentTime(), reader: { create: { id: newId() } } } })
    await makeByline(tx, { id, name })
    await startSession(tx, id, session, client)
  })
  logAccountChange('made', id, null, { role: 'owner' })
  forgetStaffNames()
  return session
}
