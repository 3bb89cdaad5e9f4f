import { getResultsBySlug } from '@/features/votes/queries'
import { resultsInput } from '@/features/votes/schema'
import { getEndpoint } from '@/platform/endpoint'

export const GET = getEndpoint(resultsInput, ({ slug }) => getResultsBySlug(slug))
