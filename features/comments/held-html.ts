import { reasonText } from '@/features/moderation-rules/codes'
import { escapeHtml } from '@/platform/text/html'
import { minuteText } from '@/ui/time'
import { renderComment } from './markdown'

/** What goes into slots of finished pages, where React is not: so the HTML is written here. */

type Row = { id: string; name: string; body: string; createdAt: Date }

const button = (id: string, verb: string, words: string) =>
  `<form method="post" action="/api/comments/${escapeHtml(id)}/${verb}"><button type="submit">${escapeHtml(words)}</button></form>`

const article = ({ id, name, body, createdAt }: Row, { you, state, actions }: { you: boolean; state: string; actions: string }) =>
  [
    `<article class="c held${you ? ' mine' : ''}" id="comment-${escapeHtml(id)}">`,
    `<header><b dir="auto">${escapeHtml(name)}</b>${you ? ' <span class="you">you</span>' : ''} `,
    `<time datetime="${createdAt.toISOString()}">${escapeHtml(minuteText(createdAt))}</time></header>`,
    `<div class="body prose" dir="auto">${renderComment(body)}</div>`,
    `<p class="state">${escapeHtml(state)}</p><footer>${actions}</footer></article>`,
  ].join('')

/** A comment that waits for a moderator, for who wrote it. */
export const heldHtml = (row: Row): string =>
  article(row, { you: true, state: 'Only you see this: it waits for a moderator.', actions: button(row.id, 'delete', 'Take it back') })

/** A comment that waits or is hidden, for moderators, with the codes of the reasons. */
export function moderateHtml(row: Row & { state: string; codes: string[] }): string {
  const reasons = row.codes.map(reasonText)
  const waits = row.state === 'pending'
  const actions = button(row.id, 'restore', 'Show') + (waits ? button(row.id, 'hide', 'Hide') : '')
  const state = waits ? `Waits for you: ${reasons.join(', ')}.` : `Hidden: ${[...reasons, 'hidden by a moderator'].join(', ')}.`
  return article(row, { you: false, state, actions })
}
