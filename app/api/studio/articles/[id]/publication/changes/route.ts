import { z } from 'zod'
import { actorOf } from '@/features/accounts/auth'
import { getPublishPreview } from '@/features/editor/queries/publish-preview'
import { getEndpoint } from '@/platform/http/endpoint'

const input = z.object({ id: z.string().min(1).max(40), against: z.enum(['live', 'waiting']).default('live') })

/** What publishing the draft would change for readers, as the publish dialog tells it. */
export const GET = getEndpoint(input, async ({ id, against }, request) => getPublishPreview(await actorOf(request.headers), id, against))
