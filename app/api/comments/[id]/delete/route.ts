import { actorOf } from '@/features/accounts/auth'
import { deleteComment } from '@/features/comments/commands/delete-comment'
import { backPath, choiceInput } from '@/features/comments/schema'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: choiceInput,
  act: async (input, request) => {
    const done = await deleteComment(await actorOf(request.headers), input)
    return { json: done, location: `${(input.back ?? `/articles/${done.slug}`).split('?')[0]}#comments` }
  },
  page: ({ id, back }) => (backPath.safeParse(back).success ? { path: back!, form: `delete:${id}` } : null),
})
