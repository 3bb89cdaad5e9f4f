import { answersSheet } from '@/ui/answers-sheet'
import { reasonText } from '@/features/moderation-rules/reasons'
import { escapeHtml } from '@/platform/text/html'
import { renderComment } from './markdown'
import type { BecauseLine, OwnBecause } from './queries/because-line'
import { limits } from './schema'

/** HTML of the line below an entry in which its voter says why. It goes into a reader's own slots of kept pages and into a running page, so it is written by hand. */

type Where = { at: 'list' | 'entry' }
/** A post that was refused: what was typed, and what is wrong with it. */
type Refused = { message: string; values: Record<string, string> }
type Place = Pick<BecauseLine, 'list' | 'entry'> & Where

const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`
const atField = ({ at }: Where) => (at === 'entry' ? hidden('at', 'entry') : '')
const post = ({ list }: Pick<Place, 'list'>, what: 'vote' | 'comments') => `<form method="post" action="/api/articles/${escapeHtml(list)}/${what}"`

/** The line, or nothing where nobody may say anything. */
export function becauseHtml(line: BecauseLine, { at }: Where): string {
  const { list, entry, own, talk } = line
  const place = { list, entry, at }
  const back = takeBack(place, line.isCounted ? 'Counted.' : 'Kept, and waits to be looked at before it counts.')
  if (own) return section(place, back + said(place, own))
  if (talk === 'off' || talk === 'over') return ''
  if (talk === 'accounts' && !line.isAccount) {
    const next = encodeURIComponent(at === 'entry' ? `/articles/${list}/${entry.slug}` : `/articles/${list}`)
    return section(place, `${back}<p><a href="/sign-in?next=${next}">Sign in</a> to say why: on this site you need an account for it.</p>`)
  }
  return section(place, back + form(place, line.isAccount ? accountName(escapeHtml(line.name)) : nameField(line.name), null))
}

/** The line as it was typed, once more, on a page that may be anybody’s: who is signed in is found when it is sent. */
export function refusedBecauseHtml(place: Place, refused: Refused): string {
  const name = nameField(refused.values.name ?? '')
  const as = `<ls-own of="signed-in"><ls-then>${accountName('<ls-slot name="account-name"></ls-slot>')}</ls-then><ls-else>${name}</ls-else></ls-own>`
  return section(place, form(place, as, refused))
}

const section = ({ entry }: Place, html: string) =>
  `<section class="because" aria-label="Why ${escapeHtml(entry.heading)}"><link rel="stylesheet" href="${answersSheet}">${html}</section>`

const takeBack = (place: Place, words: string) =>
  `${post(place, 'vote')}>${atField(place)}${hidden('from', place.entry.slug)}<p class="counted">${words} <span></span><button name="entry" value="">Take it back</button></p></form>`

const accountName = (name: string) => `<span>as <b dir="auto">${name}</b></span>`
const nameField = (name: string) =>
  `<label>as <span class="vh">your name</span><input name="name" value="${escapeHtml(name)}" placeholder="your name" autocomplete="nickname" maxlength="${limits.name}" required dir="auto"></label>`

function form(place: Place, as: string, refused: Refused | null): string {
  const { body = '', showVote } = refused?.values ?? {}
  const isShown = refused === null || showVote === '1'
  return [
    `${post(place, 'comments')} class="say" aria-label="Say why">`,
    refused ? `<p class="error" role="alert" id="because-error">${escapeHtml(refused.message)}</p>` : '',
    atField(place),
    hidden('entry', place.entry.slug),
    hidden('because', '1'),
    `<div class="why"><label for="because-body">Because</label><textarea id="because-body" name="body" rows="1" required dir="auto"`,
    `${refused ? ' aria-invalid="true" aria-describedby="because-error" autofocus' : ''}>\n${escapeHtml(body)}</textarea></div>`,
    `<div class="row">${as}<label><input type="checkbox" name="showVote" value="1"${isShown ? ' checked' : ''}> Show that I voted for it</label>`,
    '<span class="trap" aria-hidden="true"><label>Leave this empty <input name="website" tabindex="-1" autocomplete="off"></label></span>',
    '<span class="go"><button type="button" class="btn quiet" hidden>Not now</button><button class="btn primary">Say it</button></span></div></form>',
  ].join('')
}

/** What they said, and how to change it while that is possible. */
function said({ list, entry, at }: Place, { id, name, body, state, codes, isEditable }: OwnBecause): string {
  const page = `/articles/${list}${at === 'entry' ? `/${entry.slug}` : ''}`
  const waits = state === 'pending' ? `<p class="state">Only you see this: it waits for a moderator, because ${escapeHtml(codes.map(reasonText).join(' and '))}.</p>` : '' // prettier-ignore
  return [
    `<div class="prose" dir="auto">${withBecause(renderComment(body))}</div>`,
    `<p class="by"><b dir="auto">${escapeHtml(name)}</b>`,
    state === 'visible' ? ` <a href="${escapeHtml(page)}?comment=${id}#comment-${id}">In the conversation</a>` : '',
    `</p>${waits}`,
    isEditable
      ? `<details><summary>Change</summary><form method="post" action="/api/comments/${id}/edit" class="say">${hidden('back', page)}` +
        `<div class="why"><label for="because-change">Because</label><textarea id="because-change" name="body" rows="1" required dir="auto">\n${escapeHtml(body)}</textarea></div>` +
        '<div class="row"><span class="go"><button class="btn primary">Save</button></span></div></form></details>'
      : '',
  ].join('')
}

const ownWord = /^<p>because\b[\s,:…]*/i
/** The word before what was said, unless its writer has typed it too. */
export const withBecause = (html: string): string =>
  html.startsWith('<p>') ? html.replace(ownWord, '<p>').replace('<p>', '<p><b class="word">Because</b> ') : `<p><b class="word">Because</b></p>${html}`
