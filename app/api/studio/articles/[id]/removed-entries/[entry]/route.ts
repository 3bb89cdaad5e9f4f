import { actorOf } from '@/features/accounts/auth'
import { getRemovedEntry, getRemovedSection } from '@/features/editor/queries/removed-entries'
import { removedEntryInput } from '@/features/editor/schema'
import { getEndpoint } from '@/platform/http/endpoint'

/** One entry or section that left the draft, whole. */
export const GET = getEndpoint(removedEntryInput, async (input, request) =>
  (/^[st]/.test(input.from) ? getRemovedSection : getRemovedEntry)(await actorOf(request.headers), input),
)
