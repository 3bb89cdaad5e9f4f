import { escapeHtml } from '@/platform/text/html'
import { minuteText } from '@/ui/time'
import { renderComment } from './markdown'

/** HTML for the reader's own slots of kept pages. The server fills them without React, so it is written by hand. */

type Row = { id: string; name: string; body: string; createdAt: Date; state: string; reasons: unknown }

const button = (id: string, verb: string, words: string) =>
  `<form method="post" action="/api/comments/${escapeHtml(id)}/${verb}"><button type="submit">${escapeHtml(words)}</button></form>`

const article = ({ id, name, body, createdAt, ...row }: Row, { you, state, actions }: { you: boolean; state: string; actions: string }) =>
  [
    `<article class="c held${you ? ' mine' : ''}" id="comment-${escapeHtml(id)}"`,
    ` aria-label="${row.state === 'hidden' ? 'Hidden' : 'Waiting'} comment by ${escapeHtml(name)}">`,
    `<header><b dir="auto">${escapeHtml(name)}</b>${you ? ' <span class="you">you</span>' : ''} `,
    `<time datetime="${createdAt.toISOString()}">${escapeHtml(minuteText(createdAt))}</time></header>`,
    `<div class="body prose" dir="auto">${renderComment(body)}</div>`,
    `<p class="state">${escapeHtml(state)}</p><footer>${actions}</footer></article>`,
  ].join('')

/** A comment that waits for a moderator, as its writer sees it. */
export const heldHtml = (row: Row): string =>
  article(row, { you: true, state: 'Only you see this: it waits for a moderator.', actions: button(row.id, 'delete', 'Take it back') })

/** A held or hidden comment, as moderators see it. */
export function moderateHtml(row: Row): string {
  const reasons = (row.reasons as string[]).join(', ')
  const held = row.state === 'held'
  const actions = button(row.id, 'restore', 'Show') + (held ? button(row.id, 'hide', 'Hide') : '')
  return article(row, { you: false, state: held ? `Waits for you: ${reasons}.` : `Hidden: ${reasons}.`, actions })
}
