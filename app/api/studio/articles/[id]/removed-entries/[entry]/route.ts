import { actorOf } from '@/features/accounts/auth'
import { getRemovedEntry } from '@/features/editor/queries/removed-entries'
import { removedEntryInput } from '@/features/editor/schema'
import { getEndpoint } from '@/platform/http/endpoint'

/** One entry that left the draft, whole. */
export const GET = getEndpoint(removedEntryInput, async (input, request) => getRemovedEntry(await actorOf(request.headers), input))
