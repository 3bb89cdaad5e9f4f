import { actorOf } from '@/features/accounts/auth'
import { replaceMedium } from '@/features/media/commands/replace-medium'
import { getMedium } from '@/features/media/queries/media'
import { replaceInput } from '@/features/media/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Puts another picture in the place of one; whoever shows it shows the new one. */
export const PUT = endpoint({
  input: replaceInput,
  body: 'none',
  limitsItself: true,
  act: async (input, request) => {
    const actor = await actorOf(request.headers)
    const { moves } = await replaceMedium(actor, input, request.body as AsyncIterable<Uint8Array> | null)
    return { json: { medium: await getMedium(actor, input.id), moves }, location: '/admin/media' }
  },
})
