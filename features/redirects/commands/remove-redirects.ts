import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { write } from '@/platform/db'
import { forbidden, unauthorized } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { mayChangeRedirects } from '../policy'

/** Old addresses lead nowhere any more. What is gone already is no fault. Returns how many there were. Throws unauthorized, forbidden. */
export async function removeRedirects(actor: Actor, { paths }: { paths: string[] }): Promise<number> {
  if (!actor.account) throw unauthorized()
  const { id: accountId } = actor.account
  if (!mayChangeRedirects(actor)) throw forbidden('Only admins and owners say where old addresses lead')
  return write(
    async (tx) => {
      const { count } = await tx.oldAddress.deleteMany({ where: { path: { in: paths } } })
      if (count === 0) return 0
      const note = `Removed ${paths.slice(0, 3).join(', ').slice(0, 300)}${paths.length > 3 ? `, and ${paths.length - 3} more` : ''}`
      await writeDecisions(tx, 'setting', [{ targetId: 'redirects', action: 'change', maker: 'moderator', accountId, note }])
      await announce(tx, 'setting.changed', { name: 'redirects' })
      return count
    },
    { lock: 'redirects' },
  )
}
