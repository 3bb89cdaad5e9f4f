import { z } from 'zod'
import { actorOf } from '@/features/accounts/auth'
import { maxRemovedShown } from '@/features/editor/document/removed-entries'
import { listRemovedEntries } from '@/features/editor/queries/removed-entries'
import { getEndpoint } from '@/platform/http/endpoint'

const input = z.object({ id: z.string().min(1).max(40), first: z.coerce.number().int().min(1).max(maxRemovedShown).optional() })

/** What left the draft of a list and can be put back, the `first` so many of it. */
export const GET = getEndpoint(input, async ({ id, first }, request) => listRemovedEntries(await actorOf(request.headers), id, first))
