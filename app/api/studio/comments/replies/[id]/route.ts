import { actorOf } from '@/features/accounts/auth'
import { dropReply } from '@/features/moderation/commands/saved-replies'
import { dropReplyInput } from '@/features/moderation/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Drops a kept reply. */
export const DELETE = endpoint({
  input: dropReplyInput,
  body: 'none',
  limitsItself: true,
  act: async (input, request) => ({ json: await dropReply(await actorOf(request.headers), input), location: '/admin/comments' }),
})
