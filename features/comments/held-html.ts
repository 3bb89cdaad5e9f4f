import { minuteText } from '@/ui/time'
import { renderComment } from './markdown'

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

type Held = { id: string; name: string; body: string; createdAt: Date }

/** A comment that waits for a moderator, for who wrote it. It goes into a finished page, where React is not: so the HTML is written here. */
export const heldHtml = ({ id, name, body, createdAt }: Held): string =>
  [
    `<article class="c held mine" id="comment-${escape(id)}">`,
    `<header><b dir="auto">${escape(name)}</b> <span class="you">you</span> <time datetime="${createdAt.toISOString()}">${escape(minuteText(createdAt))}</time></header>`,
    `<div class="body prose" dir="auto">${renderComment(body)}</div>`,
    '<p class="state">Only you see this: it waits for a moderator.</p>',
    `<footer><form method="post" action="/api/comments/${escape(id)}/delete"><button type="submit">Take it back</button></form></footer>`,
    '</article>',
  ].join('')
