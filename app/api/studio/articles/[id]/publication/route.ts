import { z } from 'zod'
import { actorOf } from '@/features/accounts/auth'
import { getPublication } from '@/features/editor/queries/publication'
import { getEndpoint } from '@/platform/http/endpoint'

/** What readers see of a list now, and what waits: for an editor that is open while somebody else publishes. */
export const GET = getEndpoint(z.object({ id: z.string().min(1).max(40) }), async ({ id }, request) => getPublication(await actorOf(request.headers), id))
