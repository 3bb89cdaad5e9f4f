import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { write } from '@/platform/db'
import { forbidden, unauthorized } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { mayChangeSettings } from '../policy'
import { getSiteSettings } from '../queries/site-settings'
import type { SiteSettings, Switch } from '../schema'

/** Turns a switch of the site; a decision keeps who did. One that stands so already is left. Returns how all of them stand. Throws unauthorized, forbidden. */
export async function turnSwitch(actor: Actor, { name, on }: { name: Switch; on: boolean }): Promise<SiteSettings> {
  if (!actor.account) throw unauthorized()
  const { id: accountId } = actor.account
  if (!mayChangeSettings(actor)) throw forbidden('Only admins and owners change the settings of the site')
  return write(
    async (tx) => {
      const before = await getSiteSettings(tx)
      if (before[name] === on) return before
      await tx.setting.upsert({ where: { name }, create: { name, value: on }, update: { value: on } })
      await writeDecisions(tx, 'setting', [{ targetId: name, action: 'change', maker: 'moderator', accountId, note: on ? 'on' : 'off' }])
      await announce(tx, 'setting.changed', { name })
      return { ...before, [name]: on }
    },
    { lock: `setting:${name}` },
  )
}
