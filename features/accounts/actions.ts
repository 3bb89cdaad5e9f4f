'use server'

import { action } from '@/platform/http/action'
import { getActor } from './auth'
import { invite, withdrawInvitation } from './commands/invite'
import { setRole, suspendAccount } from './commands/set-role'
import { giveRoleInput, inviteInput, suspendInput, withdrawInvitationInput } from './schema'

export const inviteAction = action(inviteInput, async (input) => invite(await getActor(), input))
export const withdrawInvitationAction = action(withdrawInvitationInput, async ({ id }) => withdrawInvitation(await getActor(), id))
export const giveRoleAction = action(giveRoleInput, async ({ id, role }) => setRole(await getActor(), id, role))
export const suspendAction = action(suspendInput, async ({ id, suspended }) => suspendAccount(await getActor(), id, suspended))
