import { actorOf } from '@/features/accounts/auth'
import { undoDecisions } from '@/features/moderation/commands/undo-decisions'
import { undoInput } from '@/features/moderation/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Takes decisions back. */
export const POST = endpoint({
  input: undoInput,
  limitsItself: true,
  act: async (input, request) => ({ json: { outcomes: await undoDecisions(await actorOf(request.headers), input) }, location: '/admin/comments' }),
})
