import { actorOf } from '@/features/accounts/auth'
import { markSeen } from '@/features/notices/commands/mark-seen'
import { seenInput } from '@/features/notices/schema'
import { endpoint } from '@/platform/http/endpoint'

/** A reader has seen what their inbox shows. */
export const POST = endpoint({
  input: seenInput,
  act: async (input, request) => {
    await markSeen(await actorOf(request.headers), input)
    return { json: { seen: input.upTo }, location: '/inbox' }
  },
  page: () => ({ path: '/inbox', form: 'seen' }),
})
