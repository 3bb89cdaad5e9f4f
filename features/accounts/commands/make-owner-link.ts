import { nowMs } from '@/platform/clock'
import { config } from '@/platform/config'
import { write } from '@/platform/db'
import { hashSecret, newSecret } from '../secrets'

/**
 * While nobody can enter the studio: a new one-time link that makes the owner, in place of any earlier one. Else null.
 * Readers may have signed up before; they do not close it.
 */
export async function makeOwnerLink(): Promise<string | null> {
  const token = newSecret()
  const made = await write(async (tx) => {
    await tx.token.deleteMany({ where: { purpose: 'owner' } })
    if ((await tx.account.count({ where: { role: { not: 'reader' } } })) > 0) return false
    await tx.token.create({ data: { hash: hashSecret(token), purpose: 'owner', expiresAt: new Date(nowMs() + 7 * 86_400_000) } })
    return true
  })
  return made ? `${config.siteUrl}/setup?token=${token}` : null
}
