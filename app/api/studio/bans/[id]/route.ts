import { actorOf } from '@/features/accounts/auth'
import { liftBan } from '@/features/moderation/commands/ban'
import { liftInput } from '@/features/moderation/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Lifts a ban. */
export const DELETE = endpoint({
  input: liftInput,
  body: 'none',
  limitsItself: true,
  act: async (input, request) => ({ json: await liftBan(await actorOf(request.headers), input), location: '/admin/bans' }),
})
