import type { Stage } from '../addresses'
import { nest } from '../nest'
import type { Talk } from '../policy'
import type { CommentView, ThreadView } from '../view'
import { Comment } from './comment'
import { CommentForm } from './comment-form'

type Props = { thread: ThreadView; stage: Stage; talk: Talk; focus: string | null; replyTo: string | null; quote?: string; articleId: string }

/**
 * A first comment, the answers to it, and those to them. Deeper steps are hard to read on a phone, and cannot be heard at all: where they are shown, who answers whom is
 * said in words.
 */
export function Thread({ thread, stage, talk, focus, replyTo, quote, articleId }: Props) {
  const { first, replies, later, earlier } = thread
  const form = (comment: CommentView) =>
    comment.id === replyTo ? <CommentForm articleId={articleId} stage={stage} replyTo={comment} quote={quote} talk={talk} /> : null
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
          {nest(replies, { isAlone: focus !== null }).map(({ reply, below, deeper }) => (
            <Comment key={reply.id} comment={reply} stage={stage} isReply isFocus={reply.id === focus}>
              {form(reply)}
              {below.length > 0 ? (
                <div className="replies">
                  {below.map((answer) => (
                    <Comment key={answer.id} comment={answer} stage={stage} isReply isFocus={answer.id === focus} under={reply.id}>
                      {form(answer)}
                    </Comment>
                  ))}
                </div>
              ) : null}
              {deeper ? (
                <p className="more">
                  <a href={`?comment=${deeper.id}#comment-${deeper.id}`}>
                    Continue this thread
                    {/* Further down there may be others, which were not loaded. */}
                    {later ? null : <span className="vh">: {deeper.count} more</span>}
                  </a>
                </p>
              ) : null}
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
