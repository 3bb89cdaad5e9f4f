import { actorOf } from '@/features/accounts/auth'
import { uploadMedium } from '@/features/media/commands/upload-medium'
import { getMedium, listMedia } from '@/features/media/queries/media'
import { listMediaInput, uploadInput } from '@/features/media/schema'
import { endpoint, getEndpoint } from '@/platform/http/endpoint'

/** The media of the site, newest first. */
export const GET = getEndpoint(listMediaInput, async (input, request) => listMedia(await actorOf(request.headers), input))

/** Takes a picture in: the body is the file and nothing else, so that a browser can say how far it is. */
export const POST = endpoint({
  input: uploadInput,
  body: 'none',
  limitsItself: true,
  act: async (input, request) => {
    const actor = await actorOf(request.headers)
    const { id, wasThere, moves } = await uploadMedium(actor, input, request.body as AsyncIterable<Uint8Array> | null)
    return { status: wasThere ? 200 : 201, json: { medium: await getMedium(actor, id), wasThere, moves }, location: '/admin/media' }
  },
})
