import { actorOf } from '@/features/accounts/auth'
import { changeMedium } from '@/features/media/commands/change-medium'
import { deleteMedium } from '@/features/media/commands/delete-medium'
import { getMedium } from '@/features/media/queries/media'
import { changeMediumInput, mediumFormInput, mediumInput } from '@/features/media/schema'
import { endpoint, getEndpoint } from '@/platform/http/endpoint'

/** One medium. */
export const GET = getEndpoint(mediumInput, async ({ id }, request) => ({ medium: await getMedium(await actorOf(request.headers), id) }))

export const PATCH = endpoint({
  input: changeMediumInput,
  act: async (input, request) => {
    const actor = await actorOf(request.headers)
    await changeMedium(actor, input)
    return { json: { medium: await getMedium(actor, input.id) }, location: `/admin/media/${input.id}` }
  },
})

/** The same, from a form of a browser that runs no scripts. */
export const POST = endpoint({
  input: mediumFormInput,
  act: async (input, request) => {
    const actor = await actorOf(request.headers)
    await changeMedium(actor, input)
    return { json: { medium: await getMedium(actor, input.id) }, location: `/admin/media/${input.id}?saved` }
  },
})

export const DELETE = endpoint({
  input: mediumInput,
  body: 'none',
  act: async (input, request) => {
    await deleteMedium(await actorOf(request.headers), input)
    return { json: { deleted: input.id }, location: '/admin/media' }
  },
})
