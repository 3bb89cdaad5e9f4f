import { actorOf } from '@/features/accounts/auth'
import { becauseHtml } from '@/features/comments/because-html'
import { getBecauseLine } from '@/features/comments/queries/because-line'
import { becauseInput } from '@/features/comments/schema'
import { getEndpoint } from '@/platform/http/endpoint'

/** The line in which the reader says why, as it stands below the entry that they vote for. */
export const GET = getEndpoint(becauseInput, async (input, request) => ({ html: becauseHtml(await getBecauseLine(await actorOf(request.headers), input), input) }), { isOwn: true }) // prettier-ignore
