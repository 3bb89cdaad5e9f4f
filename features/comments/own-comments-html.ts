import type { CommentState, ReportState } from '@/prisma/generated/sqlite/client'
import { isHideCode, reasonText } from '@/features/moderation-rules/reasons'
import { escapeHtml } from '@/platform/text/html'
import { minuteText } from '@/ui/time'
import { renderComment, type Links } from './markdown'
import type { OutOfSight } from './queries/own'
import { inQuotes } from './quote'
import { withTextSheet } from './text-sheet'

/** HTML for the reader's own slots of kept pages. The server fills them without React, so it is written by hand. */

type Row = {
  id: string
  name: string
  body: string
  createdAt: Date
  state: CommentState
  /** Where what it mentions is. */
  links: Links | null
  /** Where it stands, for who sees it outside of its place. */
  entry?: { heading: string } | null
  parent?: { id: string; name: string } | null
}

const gone = 'a deleted comment'

/** “answers Mina”, with the way there, or “on “Crooked””. */
function placeHtml({ entry, parent }: Row): string {
  if (parent) {
    const name = parent.name ? `<span dir="auto">${escapeHtml(parent.name)}</span>` : gone
    const text = `answers ${name}`
    return ` <a class="on" href="#comment-${escapeHtml(parent.id)}">${text}</a>`
  }
  if (!entry) return ''
  const heading = `<span dir="auto">${escapeHtml(inQuotes(entry.heading))}</span>`
  const text = `on ${heading}`
  return ` <span class="on">${text}</span>`
}

const button = (id: string, verb: string, words: string) =>
  `<form method="post" action="/api/comments/${escapeHtml(id)}/${verb}"><button type="submit">${escapeHtml(words)}</button></form>`

const article = (row: Row, { you, line, actions }: { you: boolean; line: string; actions: string }) => {
  const { id, name, body, createdAt, state, links } = row
  const label = state === 'hidden' ? `Hidden comment by ${name}` : `Waiting comment by ${name}`
  return [
    `<article class="c ${state}${you ? ' mine' : ''}" id="comment-${escapeHtml(id)}"`,
    ` aria-label="${escapeHtml(label)}">`,
    `<header><b dir="auto">${escapeHtml(name)}</b>${you ? ' <span class="you">you</span>' : ''}${placeHtml(row)} `,
    `<time datetime="${createdAt.toISOString()}">${escapeHtml(minuteText(createdAt))}</time></header>`,
    `<div class="body prose" dir="auto">${withTextSheet(renderComment(body, { id, links }))}</div>`,
    `<p class="state">${escapeHtml(line)}</p><footer>${actions}</footer></article>`,
  ].join('')
}

/** A comment that waits for a moderator, as its writer sees it. */
export const pendingHtml = (row: Row): string =>
  article(row, { you: true, line: 'Only you see this: it waits for a moderator.', actions: button(row.id, 'delete', 'Take it back') })

/** A comment that a moderator hid, as its writer sees it: with the reasons that were given and the moderator’s words. */
export function hiddenHtml(row: Row & { codes: string[]; note: string; appeal: ReportState | null }): string {
  const reasons = row.codes.filter(isHideCode).map(reasonText)
  const who = row.appeal && row.appeal !== 'open' ? 'somebody looked again, and it stays hidden' : 'a moderator hid it'
  const line = `Only you see this: ${who}${reasons.length > 0 ? `, because ${reasons.join(' and ')}` : ''}.${row.note ? ` “${row.note}”` : ''}`
  const way = row.appeal ? '' : `<a href="/report/appeal/${escapeHtml(row.id)}">Ask for another look</a>`
  return article(row, { you: true, line: row.appeal === 'open' ? `${line} You asked for another look: it waits.` : line, actions: way })
}

function earlierHtml({ body, createdAt }: OutOfSight['revisions'][number]): string {
  const summary = `Words until ${minuteText(createdAt)}`
  return `<details><summary>${escapeHtml(summary)}</summary><p dir="auto">${escapeHtml(body)}</p></details>`
}

/** A comment that waits or is hidden, with the words that it had before, for moderators, with the codes of the reasons. */
export function moderateHtml(row: Row & Pick<OutOfSight, 'codes' | 'revisions'>): string {
  const reasons = row.codes.map(reasonText)
  const waits = row.state === 'pending'
  const actions = button(row.id, 'restore', 'Show') + (waits ? button(row.id, 'hide', 'Hide') : '')
  const line = waits ? `Waits for you: ${reasons.join(', ')}.` : reasons.length > 0 ? `Hidden by a moderator; ${reasons.join(', ')}.` : 'Hidden by a moderator.'
  return article(row, { you: false, line, actions: actions + row.revisions.map(earlierHtml).join('') })
}
