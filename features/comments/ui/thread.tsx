import type { Stage } from '../addresses'
import type { Talk } from '../policy'
import type { CommentView, ThreadView } from '../view'
import { Comment } from './comment'
import { CommentForm } from './comment-form'

type Props = { thread: ThreadView; stage: Stage; talk: Talk; focus: string | null; replyTo: string | null }

/**
 * A first comment and its replies in order, whatever they answer. Two levels: deeper ones are hard to read on a phone, and cannot be heard
 * at all; who answers whom is said in words.
 */
export function Thread({ thread, stage, talk, focus, replyTo }: Props) {
  const { first, replies, later, earlier } = thread
  const form = (comment: CommentView) => (comment.id === replyTo ? <CommentForm stage={stage} replyTo={comment} talk={talk} /> : null)
  return (
    <div className="thread">
      <Comment comment={first} stage={stage} isFocus={first.id === focus} />
      {form(first)}
      {earlier ? (
        <p className="more">
          <a href={`?comment=${first.id}#comment-${first.id}`}>Earlier replies</a>
        </p>
      ) : null}
      {replies.length > 0 ? (
        <div className="replies">
          {replies.map((reply) => (
            <Comment key={reply.id} comment={reply} stage={stage} isReply isFocus={reply.id === focus}>
              {form(reply)}
            </Comment>
          ))}
        </div>
      ) : null}
      {later ? (
        <p className="more">
          <a href={`?comment=${later.id}#comment-${later.id}`}>
            {later.count} more {later.count === 1 ? 'reply' : 'replies'}
          </a>
        </p>
      ) : null}
    </div>
  )
}
