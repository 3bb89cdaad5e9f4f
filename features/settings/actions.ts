'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { turnSwitch } from './commands/turn-switch'
import { switchInput } from './schema'

export const turnSwitchAction = action(switchInput, async (input) => turnSwitch(await getActor(), input))
