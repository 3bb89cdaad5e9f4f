import { actorOf } from '@/features/accounts/auth'
import { uploadFromAddress } from '@/features/media/commands/upload-from-address'
import { getMedium } from '@/features/media/queries/media'
import { addressInput } from '@/features/media/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Takes in the picture at an address. */
export const POST = endpoint({
  input: addressInput,
  limitsItself: true,
  act: async (input, request) => {
    const actor = await actorOf(request.headers)
    const { id, wasThere, moves } = await uploadFromAddress(actor, input)
    return { status: wasThere ? 200 : 201, json: { medium: await getMedium(actor, id), wasThere, moves }, location: '/admin/media' }
  },
})
