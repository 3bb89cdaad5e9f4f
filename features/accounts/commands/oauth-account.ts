import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { newId } from '@/platform/id'
import { refuseReservedName } from '../check-name'
import { email as emailShape, personName } from '../schema'

/** Makes a reader's account for a person whose provider vouches for the address. Returns its id. */
export async function createOauthAccount(person: { email: string; name: string | null }): Promise<string> {
  const email = emailShape.parse(person.email)
  const wanted = personName.safeParse(person.name ?? '').data ?? personName.safeParse(email.split('@')[0]).data ?? 'Reader'
  // Nobody can answer here: who comes with a name that is not theirs to use gets another, and may choose one.
  const name = await refuseReservedName(wanted, null).then(
    () => wanted,
    () => 'Reader',
  )
  const id = newId()
  await write((tx) => tx.account.create({ data: { id, email, name, confirmedAt: currentTime(), reader: { create: { id: newId() } } } }))
  return id
}

/**
 * Lets a provider's account sign in to one of ours that has the same, verified address. When ours was never confirmed, whoever made it
 * may not own the address: their password and sessions end.
 */
export async function linkIdentity(accountId: string, identity: { provider: string; providerAccountId: string }): Promise<void> {
  await write(async (tx) => {
    const { count } = await tx.account.updateMany({ where: { id: accountId, confirmedAt: null }, data: { confirmedAt: currentTime(), passwordHash: null } })
    if (count > 0) {
      await tx.session.deleteMany({ where: { accountId } })
      await tx.token.deleteMany({ where: { accountId } })
    }
    const { provider, providerAccountId } = identity
    await tx.identity.upsert({
      where: { provider_providerAccountId: { provider, providerAccountId } },
      create: { provider, providerAccountId, accountId },
      update: {},
    })
  })
}
