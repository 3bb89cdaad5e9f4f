import { getResultsBySlug } from '@/features/votes/queries/results'
import { resultsInput } from '@/features/votes/schema'
import { getEndpoint } from '@/platform/http/endpoint'

export const GET = getEndpoint(resultsInput, ({ slug }) => getResultsBySlug(slug))
