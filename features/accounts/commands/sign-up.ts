import { write } from '@/platform/db'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import { limitNetwork, limitText } from '@/platform/http/rate-limit'
import { refuseReservedName } from '../check-name'
import { refuseGuessable } from '../check-password'
import { hashPassword } from '../password'
import type { SignInClient } from '../sign-in-client'
import { confirmationsTo, signUps } from '../rate-limits'

/**
 * Makes a reader's account and mails a link to confirm its address. Whoever asks for an address that has an account gets the same
 * answer in the same time, and its owner a mail that says so: signing up does not tell who is here. Throws invalid (422) for a name that is reserved and a password
 * that is easy to guess, too_many (429), unavailable (503).
 */
export async function signUp(input: { name: string; email: string; password: string; next?: string | null }, client: SignInClient): Promise<void> {
  await limitNetwork(signUps, client.ip)
  await refuseReservedName(input.name, null)
  await refuseGuessable(input.password, input)
  await limitText(confirmationsTo, input.email)
  const passwordHash = await hashPassword(input.password)
  const next = input.next ?? undefined
  await write(async (tx) => {
    const known = await tx.account.findUnique({ where: { email: input.email }, select: { id: true, confirmedAt: true } })
    // One that nobody confirmed may have been begun by somebody else: the link lets whoever reads the mail choose the password.
    if (known?.confirmedAt) return void (await announce(tx, 'account.address-taken', { accountId: known.id }))
    if (known) return void (await announce(tx, 'account.confirmation-requested', { accountId: known.id, next }))
    const id = newId()
    await tx.account.create({ data: { id, email: input.email, name: input.name, passwordHash, reader: { create: { id: newId() } } } })
    await announce(tx, 'account.signed-up', { accountId: id, next })
  })
}
