import { actorOf } from '@/features/accounts/auth'
import { stagePath } from '@/features/comments/addresses'
import { previewComment } from '@/features/comments/commands/preview-comment'
import { previewInput } from '@/features/comments/schema'
import { withTextSheet } from '@/features/comments/text-sheet'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: previewInput,
  act: async (input, request) => ({
    json: { html: withTextSheet(await previewComment(await actorOf(request.headers), input)) },
    location: `${stagePath(input)}#comments`,
  }),
})
