'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { changeMedium } from './commands/change-medium'
import { deleteMedium } from './commands/delete-medium'
import { getMedium } from './queries/media'
import { changeMediumInput, mediumInput } from './schema'

export const changeMediumAction = action(changeMediumInput, async (input) => {
  const actor = await getActor()
  await changeMedium(actor, input)
  return getMedium(actor, input.id)
})
export const deleteMediumAction = action(mediumInput, async (input) => deleteMedium(await getActor(), input))
