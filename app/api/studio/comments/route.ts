import { actorOf } from '@/features/accounts/auth'
import { decideComments } from '@/features/moderation/commands/decide-comments'
import { listQueue } from '@/features/moderation/queries/queue'
import { decideInput, queueInput } from '@/features/moderation/schema'
import { endpoint, getEndpoint } from '@/platform/http/endpoint'

/** A part of the moderators' queue. */
export const GET = getEndpoint(queueInput, async (input, request) => listQueue(await actorOf(request.headers), input), { isOwn: true })

/** A decision about one comment or several. It is a small post of its own: the next comment is shown without waiting for it. */
export const POST = endpoint({
  input: decideInput,
  limitsItself: true,
  act: async (input, request) => ({ json: { outcomes: await decideComments(await actorOf(request.headers), input) }, location: '/admin/comments' }),
})
