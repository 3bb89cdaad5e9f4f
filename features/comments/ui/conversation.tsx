import { formState } from '@/platform/cache'
import { OwnSlot } from '@/ui/own'
import { stagePath, type Stage } from '../addresses'
import type { Talk } from '../policy'
import type { Conversation as View } from '../view'
import { CommentForm, type Choice } from './comment-form'
import { Thread } from './thread'

type Props = {
  conversation: View
  stage: Stage
  /** Who may comment now. */
  talk: Talk
  /** The entries that a comment can be about; on an entry's own page none, it is about that one. */
  choices?: Choice[]
}

/** The conversation below a list or an entry: the form, the threads, and links to more of them. */
export function Conversation({ conversation, stage: at, talk, choices = [] }: Props) {
  const { articleId, total, threads, next, sort, paged, focus, gone } = conversation
  const isClosed = talk === 'off' || talk === 'over'
  // Words that came too late are shown in their form once more, so that they can be copied.
  const hasWords = formState('comment') !== null || formState('reply') !== null
  const stage = { ...at, isClosed }
  const replyTo = isClosed && !hasWords ? null : conversation.replyTo
  const path = stagePath(stage)
  return (
    <section className="conversation" id="comments" aria-labelledby="conversation">
      <h2 id="conversation">{total === 0 ? 'Comments' : `${total.toLocaleString('en')} ${total === 1 ? 'comment' : 'comments'}`}</h2>
      {gone ? (
        // The link to it leads here.
        <p className="notice" id={`comment-${gone}`}>
          That comment is gone. {total > 0 ? 'What others said is still here.' : null}
        </p>
      ) : null}
      {focus ? (
        <p className="sort">
          <a href={`${path}#comments`}>All comments</a> <b>One thread</b>
        </p>
      ) : total > 1 ? (
        <p className="sort">
          {sort === 'newest' ? <b>Newest</b> : <a href={`${path}#comments`}>Newest</a>}{' '}
          {sort === 'oldest' ? <b>Oldest</b> : <a href="?sort=oldest#comments">Oldest</a>}
        </p>
      ) : null}
      {replyTo ? null : isClosed && !hasWords ? <Closed talk={talk} total={total} /> : <CommentForm stage={stage} choices={choices} talk={talk} />}
      <OwnSlot name={`pending:${articleId}`} />
      <OwnSlot name={`moderate:${articleId}`} />
      {threads.length === 0 && !isClosed ? (
        <p className="empty">
          {stage.entry || choices.length < 2
            ? 'There is no comment for everybody to read yet. What do you make of it?'
            : 'There is no comment for everybody to read yet. Which one would you have put first?'}
        </p>
      ) : null}
      {threads.map((thread) => (
        <Thread key={thread.first.id} thread={thread} stage={stage} talk={talk} focus={focus} replyTo={replyTo} />
      ))}
      {next || paged ? (
        <p className="more">
          {next ? (
            <a href={`?${sort === 'oldest' ? 'sort=oldest&' : ''}cursor=${next}#comments`} rel="next">
              {sort === 'oldest' ? 'Later comments' : 'Earlier comments'}
            </a>
          ) : null}{' '}
          {paged ? (
            <a href={sort === 'oldest' ? '?sort=oldest#comments' : `${path}#comments`}>{sort === 'oldest' ? 'Back to the first' : 'Back to the newest'}</a>
          ) : null}
        </p>
      ) : null}
    </section>
  )
}

const Closed = ({ talk, total }: { talk: Talk; total: number }) => (
  <p className="empty">
    {talk === 'off' ? 'Comments are off on this site.' : 'Comments on this list are closed.'} {total > 0 ? 'What was said stays here.' : null}
  </p>
)
