import { actorOf } from '@/features/accounts/auth'
import { commentPath, stagePath } from '@/features/comments/addresses'
import { postComment } from '@/features/comments/commands/post-comment'
import { getConversationBySlug } from '@/features/comments/queries/conversation'
import { pageInput, postInput } from '@/features/comments/schema'
import { reasonText } from '@/features/moderation-rules/reasons'
import { endpoint, getEndpoint } from '@/platform/http/endpoint'

export const GET = getEndpoint(pageInput, (input) => getConversationBySlug(input))

export const POST = endpoint({
  input: postInput,
  act: async (input, request) => {
    const { comment, slug, parentId, codes, cookie } = await postComment(await actorOf(request.headers), input)
    const held = comment.state === 'held'
    const stage = { slug, entry: input.at === 'entry' ? comment.entry?.slug : null }
    const place = comment.because ? encodeURIComponent(comment.entry!.slug) : `comment-${comment.id}`
    const message = held ? `Your comment waits for a moderator, because ${codes.map(reasonText).join(' and ')}.` : null
    return {
      status: 201,
      json: { comment, held, ...(message && { message }) },
      // Who has said why finds it below the entry, and what waits stands above the threads. Else one's own comes first where the newest do; a reply is below its thread.
      location:
        held || comment.because ? `${stagePath(stage)}#${place}` : parentId ? commentPath(stage, comment.id) : `${stagePath(stage)}?sort=newest#${place}`,
      cookies: cookie ? [cookie] : [],
    }
  },
  page: ({ slug = '', entry, parent, at, because }) => ({
    path: `${stagePath({ slug, entry: at === 'entry' ? entry : null })}${parent ? `?reply=${encodeURIComponent(parent)}` : ''}`,
    form: parent ? 'reply' : because === '1' && entry ? 'because' : 'comment',
  }),
})
