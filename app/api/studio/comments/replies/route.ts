import { actorOf } from '@/features/accounts/auth'
import { keepReply } from '@/features/moderation/commands/saved-replies'
import { keepReplyInput } from '@/features/moderation/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Keeps words to writers of hidden comments, for all moderators. */
export const POST = endpoint({
  input: keepReplyInput,
  limitsItself: true,
  act: async (input, request) => ({ json: { reply: await keepReply(await actorOf(request.headers), input) }, location: '/admin/comments' }),
})
