import { actorOf } from '@/features/accounts/auth'
import { appealComment } from '@/features/moderation/commands/appeal-comment'
import { appealInput } from '@/features/moderation/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Takes in that the writer of a hidden comment asks for another look. The page of the answer says what was decided. */
export const POST = endpoint({
  input: appealInput,
  act: async (input, request) => ({ status: 201, json: await appealComment(await actorOf(request.headers), input), location: `/report/appeal/${input.id}` }),
  page: ({ id = '' }) => ({ path: `/report/appeal/${encodeURIComponent(id)}`, form: 'appeal' }),
})
