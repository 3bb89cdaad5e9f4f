import { actorOf } from '@/features/accounts/auth'
import { commentPath, stagePath } from '@/features/comments/addresses'
import { postComment } from '@/features/comments/commands/post-comment'
import { getConversationBySlug } from '@/features/comments/queries/conversation'
import { pageInput, postInput } from '@/features/comments/schema'
import { reasonText } from '@/features/moderation-rules/reasons'
import { chooseMail } from '@/features/notices/commands/choose-mail'
import type { Actor } from '@/platform/http/request'
import { log } from '@/platform/log'
import { endpoint, getEndpoint } from '@/platform/http/endpoint'

export const GET = getEndpoint(pageInput, (input) => getConversationBySlug(input))

/** The comment is there whatever becomes of this: too many asked, or the database went away. */
const askForMail = (actor: Actor, email: string) =>
  chooseMail(actor, { email, often: 'once' }, { isAside: true }).catch((error: unknown) =>
    log.warn({ err: error }, 'mail about answers could not be asked for'),
  )

export const POST = endpoint({
  input: postInput,
  act: async (input, request) => {
    const actor = await actorOf(request.headers)
    const { comment, readerId, slug, parentId, codes, cookie } = await postComment(actor, input)
    const held = comment.state === 'held'
    // What a rule holds may be a program's, which could have us write to anybody.
    if (input.email && !actor.account && !held) await askForMail({ ...actor, readerId }, input.email)
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
