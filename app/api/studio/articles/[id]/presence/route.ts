import { actorOf } from '@/features/accounts/auth'
import { notePresence } from '@/features/articles/commands/note-presence'
import { presenceInput } from '@/features/articles/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Says that a writer has the list open in a tab, and where in it. */
export const POST = endpoint({
  input: presenceInput,
  limitsItself: true,
  act: async (input, request) => {
    await notePresence(await actorOf(request.headers), input)
    return { json: {}, location: `/admin/articles/${input.id}` }
  },
})
