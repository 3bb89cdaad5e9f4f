import { actorOf } from '@/features/accounts/auth'
import { hideComment } from '@/features/comments/commands/hide-comment'
import { backPath, choiceInput } from '@/features/comments/schema'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: choiceInput,
  act: async (input, request) => {
    const done = await hideComment(await actorOf(request.headers), input)
    return { json: done, location: `${(input.back ?? `/articles/${done.slug}`).split('?')[0]}#comments` }
  },
  page: ({ id, back }) => (backPath.safeParse(back).success ? { path: back!, form: `hide:${id}` } : null),
})
