import { actorOf } from '@/features/accounts/auth'
import { castVote } from '@/features/votes/commands/cast-vote'
import { ballotInput } from '@/features/votes/schema'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: ballotInput,
  act: async ({ slug, entry = '', at, from }, request) => {
    const { favourite, state, results, cookie, slug: article } = await castVote(await actorOf(request.headers), { slug, entry })
    const place = favourite?.slug ?? from
    const page = `/articles/${article}`
    return {
      json: { favourite: favourite?.slug ?? null, state, results },
      location:
        at === 'entry' && place ? `${page}/${encodeURIComponent(place)}` : `${page}#${at === 'results' || !place ? 'results' : encodeURIComponent(place)}`,
      cookies: cookie ? [cookie] : [],
    }
  },
  page: ({ slug, at, from }) => ({ path: `/articles/${slug}${at === 'entry' && from ? `/${encodeURIComponent(from)}` : ''}`, form: 'vote' }),
})
