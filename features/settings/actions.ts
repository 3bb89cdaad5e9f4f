'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { lastSwitched } from './queries/switched'
import { saveSite } from './commands/save-site'
import { turnSwitch } from './commands/turn-switch'
import { siteInput, switchInput } from './schema'

export const turnSwitchAction = action(switchInput, async (input) => {
  const actor = await getActor()
  const settings = await turnSwitch(actor, input)
  // Somebody else may have turned it before.
  return { settings, switched: await lastSwitched(actor.account?.id ?? null) }
})
export const saveSiteAction = action(siteInput, async (input) => saveSite(await getActor(), input))
