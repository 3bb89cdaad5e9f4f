import { actorOf } from '@/features/accounts/auth'
import { commentPath, heartPath } from '@/features/comments/addresses'
import { heartComment } from '@/features/comments/commands/heart-comment'
import { backPath, heartInput } from '@/features/comments/schema'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: heartInput,
  act: async ({ id, on, back }, request) => {
    const { slug, cookie, hearts, held, on: isOn } = await heartComment(await actorOf(request.headers), { id, on })
    return {
      json: { hearts, on: isOn, held },
      location: back ? heartPath(back, id) : commentPath({ slug }, id),
      cookies: cookie ? [cookie] : [],
    }
  },
  page: ({ id, back }) => (backPath.safeParse(back).success ? { path: back!, form: `heart:${id}` } : null),
})
