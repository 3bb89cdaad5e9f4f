import { z } from 'zod'
import { actorOf } from '@/features/accounts/auth'
import { listRemovedEntries } from '@/features/editor/queries/removed-entries'
import { getEndpoint } from '@/platform/http/endpoint'

const input = z.object({ id: z.string().min(1).max(40) })

/** What left the draft of a list and can be put back. */
export const GET = getEndpoint(input, async ({ id }, request) => listRemovedEntries(await actorOf(request.headers), id))
