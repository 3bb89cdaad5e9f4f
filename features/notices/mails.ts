import { config } from '@/platform/config'
import type { Mail } from '@/platform/mail'
import { escapeHtml } from '@/platform/text/html'
import { unsubscribeLink } from './links'
import type { Why } from './schema'

/** What a mail tells of. `href`: the path of the page. `threadId`: of the talk that it belongs to. */
export type Told = { id: string; why: Why; who: string | null; words: string | null; title: string; href: string; threadId: string | null }
type To = { subscriptionId: string; email: string; site: string }

const did: Record<Why, string> = {
  reply: 'answered you on',
  mention: 'mentioned you on',
  byline: 'commented on your list',
  talk: 'commented on',
  list: 'There is a new list:',
}
const sentenceOf = ({ why, who, title }: Told) => [who, did[why], `“${title}”`].filter(Boolean).join(' ')
const linkOf = ({ href }: Told) => `${config.siteUrl}${href}`

const idAt = (name: string) => `<${name}@${new URL(config.siteUrl).hostname}>`

/** A list's title as a subject: one short line. */
const short = (title: string) => ([...title].length > 80 ? `${[...title].slice(0, 80).join('')}…` : title).replaceAll(/\s+/g, ' ')

/** The end of every mail, and what tells mail programs how to end them (RFC 8058). */
function ending({ subscriptionId, site }: To) {
  const stop = unsubscribeLink(subscriptionId)
  return {
    text: `You get this because you said yes to mail about answers at ${site}.\nOnce a day or at once: ${config.siteUrl}/inbox\nNo more mail, by one click: ${stop}\n`,
    html: `<hr><p><small>You get this because you said yes to mail about answers at ${escapeHtml(site)}. <a href="${config.siteUrl}/inbox">Once a day or at once</a> · <a href="${stop}">No more mail</a></small></p>`,
    headers: { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  }
}

const textOf = (one: Told) => [`${sentenceOf(one)}:`, ...(one.words === null ? [] : [one.words.replaceAll(/^/gm, '> ')]), linkOf(one)].join('\n\n')
const htmlOf = (one: Told) =>
  `<p>${escapeHtml(sentenceOf(one))}:</p>${one.words === null ? '' : `<blockquote>${escapeHtml(one.words).replaceAll('\n', '<br>')}</blockquote>`}<p><a href="${escapeHtml(linkOf(one))}">Read it there</a></p>`

/** One mail about one thing. Those of one talk have one subject and one thread, so that mail programs put them together. Sent twice, it is the same mail. */
export function noticeMail(to: To, one: Told): Mail {
  const { text, html, headers } = ending(to)
  const thread = one.threadId && idAt(`thread-${one.threadId}`)
  return {
    to: to.email,
    subject: one.threadId ? `Answers on “${short(one.title)}”` : `A new list: ${short(one.title)}`,
    text: `${textOf(one)}\n\n-- \n${text}`,
    html: htmlOf(one) + html,
    messageId: idAt(`notice-${one.id}`),
    ...(thread && { inReplyTo: thread, references: thread }),
    headers,
  }
}

/** One mail about all that is new. `more`: what else there is, in the inbox. */
export function digestMail(to: To, told: Told[], more: number): Mail {
  const { text, html, headers } = ending(to)
  const rest = more > 0 ? `And ${more} more in your inbox: ${config.siteUrl}/inbox` : null
  return {
    to: to.email,
    subject: told.length + more === 1 ? `One thing is new for you at ${to.site}` : `${told.length + more} things are new for you at ${to.site}`,
    text: [...told.map(textOf), ...(rest ? [rest] : []), `-- \n${text}`].join('\n\n'),
    html: [...told.map(htmlOf), ...(rest ? [`<p>${escapeHtml(rest)}</p>`] : []), html].join(''),
    messageId: idAt(`digest-${told.at(-1)!.id}`),
    headers,
  }
}

/** Asks whether the address is theirs. Nothing in it was chosen by whoever asked: it may go to a stranger. */
export const confirmMail = (email: string, link: string, site: string): Mail => ({
  to: email,
  subject: `Mail about answers at ${site}?`,
  text: [
    `Somebody, probably you, wants to hear by mail when they are answered at ${site}. Follow this link and say yes. It works for three days.`,
    link,
    'If it was not you, ignore this mail: nothing more is sent to you, and we forget your address.',
    `${site}\n${config.siteUrl}\n`,
  ].join('\n\n'),
})
