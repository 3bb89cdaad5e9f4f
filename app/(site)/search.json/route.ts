import { findWhileTyping } from '@/features/search/queries/typed'
import { typedInput } from '@/features/search/schema'
import { getEndpoint } from '@/platform/http/endpoint'

export const GET = getEndpoint(typedInput, ({ q }) => findWhileTyping(q))
