import { answersSheet } from '@/ui/answers-sheet'
import { reasonText } from '@/features/moderation-rules/reasons'
import { escapeHtml } from '@/platform/text/html'
import { becauseWord, withoutWord } from './because-word'
import { renderComment } from './markdown'
import type { BecauseLine, OwnBecause } from './queries/because-line'
import { limits } from './schema'
import { withTextSheet } from './text-sheet'

/** HTML of the line below an entry in which its voter says why. It goes into a reader's own slots of kept pages and into a running page, so it is written by hand. */

type Where = { at: 'list' | 'entry' }
/** A post that was refused: what was typed, and what is wrong with it. */
type Refused = { message: string; fields?: Record<string, string>; values: Record<string, string> }
type Place = Pick<BecauseLine, 'list' | 'entry'> & Where

// Words stand apart from tags: a text with a tag in it is not found as one to translate (scripts/words/messages.mjs).
const words = {
  counted: 'Counted.',
  kept: 'Kept, and waits to be looked at before it counts.',
  takeBack: 'Take it back',
  signIn: 'Sign in',
  yourName: 'your name',
  sayWhy: 'Say why',
  showVote: 'Show that I voted for it',
  leaveEmpty: 'Leave this empty',
  notNow: 'Not now',
  say: 'Say it',
  inTalk: 'In the conversation',
  change: 'Change',
  save: 'Save',
}
const word = escapeHtml(becauseWord)

const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`
const atField = ({ at }: Where) => (at === 'entry' ? hidden('at', 'entry') : '')
const post = ({ list }: Pick<Place, 'list'>, what: 'vote' | 'comments') => `<form method="post" action="/api/articles/${escapeHtml(list)}/${what}"`

/** The line, or nothing where nobody may say anything. */
export function becauseHtml(line: BecauseLine, { at }: Where): string {
  const { list, entry, own, talk } = line
  const place = { list, entry, at }
  const back = takeBack(place, line.isCounted ? words.counted : words.kept)
  if (own) return section(place, back + said(place, own))
  if (talk === 'off' || talk === 'over') return ''
  if (talk === 'accounts' && !line.isAccount) {
    const next = encodeURIComponent(at === 'entry' ? `/articles/${list}/${entry.slug}` : `/articles/${list}`)
    const link = `<a href="/sign-in?next=${next}">${words.signIn}</a>`
    const text = `${link} to say why: you need an account for it here.`
    return section(place, `${back}<p>${text}</p>`)
  }
  return section(place, back + form(place, line.isAccount ? accountName(escapeHtml(line.name)) : nameField(line.name), null))
}

/** The line as it was typed, once more, on a page that may be anybody’s: who is signed in is found when it is sent. */
export function refusedBecauseHtml(place: Place, refused: Refused): string {
  const name = nameField(refused.values.name ?? '', markOf(place, refused, 'name'))
  const as = `<ls-own of="signed-in"><ls-then>${accountName('<ls-slot name="account-name"></ls-slot>')}</ls-then><ls-else>${name}</ls-else></ls-own>`
  return section(place, form(place, as, refused))
}

function section({ entry }: Place, html: string): string {
  const label = `Why ${entry.heading}`
  return `<section class="because" aria-label="${escapeHtml(label)}"><link rel="stylesheet" href="${answersSheet}">${html}</section>`
}

const takeBack = (place: Place, state: string) =>
  `${post(place, 'vote')}>${atField(place)}${hidden('from', place.entry.slug)}<p class="counted">${state} <span></span><button name="entry" value="">${words.takeBack}</button></p></form>`

function accountName(name: string): string {
  const bold = `<b dir="auto">${name}</b>`
  const text = `as ${bold}`
  return `<span>${text}</span>`
}

function nameField(name: string, mark = ''): string {
  const field =
    `<span class="vh">${words.yourName}</span>` +
    `<input name="name" value="${escapeHtml(name)}" placeholder="${words.yourName}" autocomplete="nickname" maxlength="${limits.name}" required dir="auto"${mark}>`
  const text = `as ${field}`
  return `<label>${text}</label>`
}

// A page may have two lines: a refused one, and one's own below another entry.
const idOf = ({ entry }: Place, name = '') => escapeHtml(`talk_because_${entry.id}${name && `_${name}`}`)

const markedFields = ['body', 'name']
/** The attributes of a field that was refused; the first of them has the caret. */
function markOf(place: Place, { fields = {} }: Refused, name: string): string {
  // Without a field of its own, what is wrong is said of the words.
  const marked = markedFields.filter((one) => fields[one])
  if (!(marked.length > 0 ? marked : ['body']).includes(name)) return ''
  const caret = name === (marked[0] ?? 'body') ? ' autofocus' : ''
  return ` aria-invalid="true" aria-describedby="${idOf(place, `error_${name}`)}"${caret}`
}

/** What is wrong: of each marked field, and of the whole. */
function errorsHtml(place: Place, { message, fields = {} }: Refused): string {
  const own = markedFields.flatMap((name) => (fields[name] ? [{ name, text: fields[name] }] : []))
  const others = Object.entries(fields).flatMap(([name, text]) => (markedFields.includes(name) ? [] : [text]))
  const whole = [message, ...others].filter((text, at, all) => all.indexOf(text) === at && !own.some((one) => one.text === text)).join(' ')
  const paragraph = (name: string, text: string) => `<p class="error" role="alert" id="${idOf(place, `error_${name}`)}">${escapeHtml(text)}</p>`
  return (whole ? paragraph(own.length > 0 ? 'whole' : 'body', whole) : '') + own.map(({ name, text }) => paragraph(name, text)).join('')
}

function form(place: Place, as: string, refused: Refused | null): string {
  const { body = '', showVote } = refused?.values ?? {}
  const id = idOf(place)
  return [
    `${post(place, 'comments')} class="say" aria-label="${words.sayWhy}">`,
    refused ? errorsHtml(place, refused) : '',
    atField(place),
    hidden('entry', place.entry.slug),
    hidden('because', '1'),
    `<div class="why"><label for="${id}">${word}</label><textarea id="${id}" name="body" rows="1" required dir="auto"`,
    `${refused ? markOf(place, refused, 'body') : ''}>\n${escapeHtml(body)}</textarea></div>`,
    // What somebody votes for is theirs: others see it when they say so. The script knows what they chose last.
    `<div class="row">${as}<label><input type="checkbox" name="showVote" value="1"${showVote === '1' ? ' checked' : ''}> ${words.showVote}</label>`,
    `<span class="trap" aria-hidden="true"><label>${words.leaveEmpty} <input name="website" tabindex="-1" autocomplete="off"></label></span>`,
    `<span class="go"><button type="button" class="btn quiet" hidden>${words.notNow}</button><button class="btn primary">${words.say}</button></span></div></form>`,
  ].join('')
}

/** What they said, and how to change it while that is possible. */
function said(place: Place, { id, name, body, state, codes, isEditable }: OwnBecause): string {
  const { list, entry, at } = place
  const page = `/articles/${list}${at === 'entry' ? `/${entry.slug}` : ''}`
  const field = idOf(place, 'change')
  return [
    `<div class="prose" dir="auto">${withTextSheet(withBecause(renderComment(body)))}</div>`,
    `<p class="by"><b dir="auto">${escapeHtml(name)}</b>`,
    state === 'visible' ? ` <a href="${escapeHtml(page)}?comment=${id}#comment-${id}">${words.inTalk}</a>` : '',
    '</p>',
    state === 'pending' ? `<p class="state">${escapeHtml(waitsText(codes))}</p>` : '',
    isEditable
      ? `<details><summary>${words.change}</summary><form method="post" action="/api/comments/${id}/edit" class="say">${hidden('back', page)}` +
        `<div class="why"><label for="${field}">${word}</label><textarea id="${field}" name="body" rows="1" required dir="auto">\n${escapeHtml(body)}</textarea></div>` +
        `<div class="row"><span class="go"><button class="btn primary">${words.save}</button></span></div></form></details>`
      : '',
  ].join('')
}

function waitsText(codes: string[]): string {
  const reasons = codes.map(reasonText).join(' and ')
  return `Only you see this: it waits for a moderator, because ${reasons}.`
}

/** The word before what was said, unless its writer has typed it too. */
export const withBecause = (html: string): string =>
  html.startsWith('<p>') ? withoutWord(html, '<p>').replace('<p>', () => `<p><b class="word">${word}</b> `) : `<p><b class="word">${word}</b></p>${html}`
