import { actorOf } from '@/features/accounts/auth'
import { commentPath } from '@/features/comments/addresses'
import { restoreComment } from '@/features/comments/commands/restore-comment'
import { backPath, choiceInput } from '@/features/comments/schema'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: choiceInput,
  act: async (input, request) => {
    const done = await restoreComment(await actorOf(request.headers), input)
    return { json: done, location: input.back ? `${input.back}#comment-${done.id}` : commentPath(done, done.id) }
  },
  page: ({ id, back }) => (backPath.safeParse(back).success ? { path: back!, form: `restore:${id}` } : null),
})
