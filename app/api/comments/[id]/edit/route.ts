import { actorOf } from '@/features/accounts/auth'
import { commentPath } from '@/features/comments/addresses'
import { editComment } from '@/features/comments/commands/edit-comment'
import { backPath, editInput } from '@/features/comments/schema'
import { reasonText } from '@/features/moderation-rules/reasons'
import { endpoint } from '@/platform/http/endpoint'

export const POST = endpoint({
  input: editInput,
  act: async (input, request) => {
    const { codes, ...done } = await editComment(await actorOf(request.headers), input)
    return { json: { ...done, reasons: codes.map(reasonText) }, location: input.back ? `${input.back}#comment-${done.id}` : commentPath(done, done.id) }
  },
  page: ({ id, back }) => (backPath.safeParse(back).success ? { path: back!, form: `edit:${id}` } : null),
})
