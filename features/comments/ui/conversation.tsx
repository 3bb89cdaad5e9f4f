import { textSheet } from '@/features/media/document/text-sheet'
import { hasSpoiler } from '@/platform/text/spoilers'
import { Words } from '@/ui/name'
import { OwnSlot } from '@/ui/own'
import { stagePath, type Stage } from '../addresses'
import type { Talk } from '../policy'
import { inQuotes } from '../quote'
import type { Conversation as View } from '../view'
import { HeartForm } from './comment-actions'
import { CommentForm, refusedWords, type Choice } from './comment-form'
import { Thread } from './thread'
import { addressOf, Ways } from './ways'

type Props = {
  conversation: View
  stage: Stage
  /** Who may comment now. */
  talk: Talk
  /** The entries that a comment can be about; on an entry's own page none, it is about that one. */
  choices?: Choice[]
}

/** The conversation below a list or an entry: the form, the orders and choices, the threads, and links to more of them. */
export function Conversation({ conversation, stage: at, talk, choices = [] }: Props) {
  const { articleId, total, newest, threads, next, sort, voted, paged, focus, quote, gone } = conversation
  const isClosed = talk === 'off' || talk === 'over'
  // Words that came too late are shown in their form once more, so that they can be copied.
  const hasWords = refusedWords({ stage: at, choices }) !== null
  const stage = { ...at, isClosed }
  const replyTo = isClosed && !hasWords ? null : conversation.replyTo
  const path = stagePath(stage)
  const hides = threads.some(({ first, replies }) => [first, ...replies].some(({ html }) => hasSpoiler(html)))
  return (
    <section className="conversation" id="comments" aria-labelledby="talk_heading" data-newest={newest || undefined}>
      {hides ? <link rel="stylesheet" href={textSheet} /> : null}
      <h2 id="talk_heading" data-total={total}>
        {voted ? (
          <>
            From those who voted for <Words text={inQuotes(voted.heading)} />
          </>
        ) : total === 0 ? (
          'Comments'
        ) : (
          `${total.toLocaleString('en')} ${total === 1 ? 'comment' : 'comments'}`
        )}
      </h2>
      {gone ? (
        // The link to it leads here.
        <p className="notice" id={`comment-${gone}`}>
          That comment is gone. {total > 0 ? 'What others said is still here.' : null}
        </p>
      ) : null}
      {replyTo ? null : isClosed && !hasWords ? (
        <Closed talk={talk} total={total} />
      ) : (
        <CommentForm articleId={articleId} stage={stage} choices={choices} talk={talk} />
      )}
      {focus ? (
        <p className="sort">
          <a href={`${path}#comments`}>All comments</a> <b>One thread</b>
        </p>
      ) : total > 1 ? (
        <Ways conversation={conversation} path={path} choices={choices} />
      ) : null}
      <OwnSlot name={`pending:${articleId}`} />
      <OwnSlot name={`moderate:${articleId}`} />
      {threads.length === 0 && !isClosed ? (
        <p className="empty">
          {voted
            ? `Nobody who shows that they voted for “${voted.heading}” has said anything yet.`
            : stage.entry || choices.length < 2
              ? 'There is no comment for everybody to read yet. What do you make of it?'
              : 'There is no comment for everybody to read yet. Which one would you have put first?'}
        </p>
      ) : null}
      {threads.map((thread) => (
        <Thread key={thread.first.id} articleId={articleId} thread={thread} stage={stage} talk={talk} focus={focus} replyTo={replyTo} quote={quote} />
      ))}
      {threads.length > 0 ? <HeartForm path={path} /> : null}
      {next || paged ? (
        <p className="more">
          {next ? (
            <a href={addressOf({ voted, sort, cursor: next })} rel="next">
              {{ best: 'More comments', answered: 'More comments', oldest: 'Later comments', newest: 'Earlier comments' }[sort]}
            </a>
          ) : null}{' '}
          {paged ? <a href={addressOf({ voted, sort }) || `${path}#comments`}>{sort === 'newest' ? 'Back to the newest' : 'Back to the first'}</a> : null}
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
