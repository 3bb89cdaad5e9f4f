import { actorOf } from '@/features/accounts/auth'
import { banWriter } from '@/features/moderation/commands/ban'
import { banInput } from '@/features/moderation/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Bans who wrote a comment, or their network. */
export const POST = endpoint({
  input: banInput,
  limitsItself: true,
  act: async (input, request) => ({ status: 201, json: await banWriter(await actorOf(request.headers), input), location: '/admin/bans' }),
})
