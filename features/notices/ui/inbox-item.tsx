import { Time } from '@/ui/time'
import type { InboxItem } from '../queries/inbox'
import type { Why } from '../schema'

const words: Record<Why, string> = {
  reply: 'answered you',
  mention: 'mentioned you',
  byline: 'commented',
  talk: 'commented',
  list: 'A new list',
}

/** One line of an inbox: who did what, where, in which words, and the way there. */
export const InboxLine = ({ why, isNew, at, who, words: said, href, list, entry }: InboxItem) => (
  <li className={isNew ? 'new' : undefined}>
    <p>
      {who === null ? null : <b dir="auto">{who}</b>} {words[why]}
      {who === null ? ': ' : ' on '}
      <a href={href}>
        {entry ? `${entry.heading}, in ` : null}
        {list.title}
      </a>
      {isNew ? <small>New</small> : null}
    </p>
    {said === null ? null : (
      <blockquote dir="auto">
        <p>{said}</p>
      </blockquote>
    )}
    <p className="when">
      <Time at={at} to="minute" />
    </p>
  </li>
)
