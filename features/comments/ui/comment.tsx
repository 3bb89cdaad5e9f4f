import type { ReactNode } from 'react'
import { StarIcon } from '@/ui/icons'
import { Words } from '@/ui/name'
import { Own } from '@/ui/own'
import { Time } from '@/ui/time'
import type { Stage } from '../addresses'
import { withBecause } from '../because-html'
import { inQuotes } from '../quote'
import type { CommentView } from '../view'
import { CommentActions } from './comment-actions'

type Props = {
  comment: CommentView
  stage: Stage
  isReply?: boolean
  isFocus?: boolean
  /** The comment below which it stands: what it answers needs no words then. */
  under?: string
  children?: ReactNode
}

/** One comment, or the line that stands where one was. */
export function Comment({ comment, stage, isReply = false, isFocus = false, under, children }: Props) {
  const { id, state, name, staff, account, because, html, createdAt, editedAt, entry, inReplyTo, voted } = comment
  if (state === 'removed' || state === 'hidden')
    return (
      <article className="c deleted" id={`comment-${id}`} aria-current={isFocus || undefined}>
        <p className="state">{state === 'removed' ? 'Deleted by who wrote it.' : 'Hidden by a moderator.'}</p>
        {children}
      </article>
    )
  const isPlaced = entry && !isReply && !stage.entry
  return (
    <article className="c" id={`comment-${id}`} aria-label={`${isReply ? 'Reply' : 'Comment'} by ${name}`} aria-current={isFocus || undefined}>
      <header>
        <b dir="auto">{name}</b>{' '}
        {staff ? (
          <span className="badge staff" title="writes here">
            Desk
          </span>
        ) : account ? (
          <i title="has an account">
            <span className="vh">account</span>
          </i>
        ) : null}{' '}
        <Own of={`comment:${id}`} then={<span className="you">you</span>} />{' '}
        {inReplyTo && inReplyTo.id !== under ? (
          <a className="to" href={`?comment=${inReplyTo.id}#comment-${inReplyTo.id}`} dir="auto">
            {inReplyTo.name === null ? 'to a comment that is gone' : `to ${inReplyTo.name}`}
          </a>
        ) : null}{' '}
        {editedAt ? <span className="edited">edited</span> : null}{' '}
        <a className="at" href={`?comment=${id}#comment-${id}`}>
          <Time at={createdAt} to="minute" />
        </a>{' '}
        {voted || isPlaced ? (
          <span className="of">
            {voted ? (
              <span className="voted">
                <StarIcon /> voted <Words text={inQuotes(voted.heading)} />
              </span>
            ) : null}{' '}
            {isPlaced ? (
              <a className="on" href={`/articles/${stage.slug}/${entry.slug}#comments`}>
                on <Words text={`${entry.number}. ${entry.heading}`} />
              </a>
            ) : null}
          </span>
        ) : null}
      </header>
      <div className="body prose" dir="auto" dangerouslySetInnerHTML={{ __html: because ? withBecause(html) : html }} />
      <CommentActions comment={comment} stage={stage} />
      {children}
    </article>
  )
}
