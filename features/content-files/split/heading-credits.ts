import type { KnownRecords } from './known-records'
import { inlineLabels } from './labels'
import { addNames, notName, singers } from './names-in'
import { inTwoScripts } from '@/platform/text/two-scripts'
import { isInBrackets, nameOfTitle, quotedIn, type CreditNames, type Named, type Quoted, type Span } from './quoted'

/** What a heading says: who is credited, which of its words name the entry and which stand under it. */
export type HeadingCredits = CreditNames & { song: Named | null; heading: Span; subheading: Span[]; confidence: number }

const dash = '(?:[–—|~/·•:,]|-(?=\\s|$)|(?<=\\s)-|--|→)'
const guestWords: [keyof CreditNames, string][] = [
  ['featured', 'feat(?:uring|\\.)?|ft\\.?|피처링'],
  ['cameo', '(?:with )?(?:a |an )?cameos?(?: by| from| appearance by)?|카메오'],
  ['cast', 'starring|also starring|stars|co-starring|출연'],
  ['director', 'directed by|dir\\.|감독'],
  ['filmed-in', '(?:filmed|shot|set|made|recorded) (?:in|at|on|around)|촬영지?'],
  ['with', 'with|w/|and guest|함께'],
]
const guests = new RegExp(`(?:\\s|^|[([,;–—-])(${guestWords.map(([, words]) => `(?:${words})`).join('|')})[:\\s]\\s*`, 'giu')

const none = (): CreditNames => ({ lead: [], artist: [], featured: [], with: [], cast: [], cameo: [], director: [], 'filmed-in': [] })

/** What stands first in headings such as “Y – Z” without quotation marks. */
export type Order = 'artist' | 'song'

/**
 * Reads a heading such as “X in Y’s “Z” (with W)”, “Z by Y”, “Y – Z”. Null when nothing of it names a song, a person or a group.
 * `order`: what stands first where neither side is known.
 */
export function readHeading(text: string, known: KnownRecords, order: Order = 'artist'): HeadingCredits | null {
  if (text.length > 300) return null
  // `[MV]`, and little pictures, stand before names.
  const tags = /^(?:\s*(?:[[(](?:m\/?v|live|official[^\])]*)[\])]|\p{Extended_Pictographic}\ufe0f?)\s*)+/iu.exec(text)?.[0].length ?? 0
  if (tags > 0 && tags < text.length) return moved(readHeading(text.slice(tags), known, order), tags)
  const label = labelAt(text, known) || dateAt(text)
  if (label > 0) return moved(readHeading(text.slice(label), known, order), label)
  const labelled = inlineLabels(text)
  if (labelled) return withLabels(text, labelled, known)
  const quoted = quotedIn(text)
  if (quoted.length > 0 && quoted.every(({ name }) => name.split(/\s+/).length > 14)) return null
  const isOther = ({ from }: Span) => /\b(?:drama|film|movie|series|album|드라마|영화)\s*$/i.test(text.slice(0, from))
  const title = quoted.find((one) => !isOther(one) && !isInBrackets(text, one)) ?? quoted.find((one) => !isOther(one)) ?? quoted[0]
  return title ? withTitle(text, title, known) : withoutTitle(text, known, order)
}

const month = '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const dated = new RegExp(
  `^(?:${month}\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+\\d{4})?|\\d{1,2}(?:st|nd|rd|th)?\\s+${month}(?:,?\\s+\\d{4})?|${month}\\s+\\d{4}|(?:19|20)\\d\\d(?:[-./]\\d{1,2}[-./]\\d{1,2})?|\\d{1,2}월\\s*\\d{1,2}일|(?:19|20)\\d\\d년)\\s*[–—:|-]\\s+(?=\\S)`,
  'i',
)

/** How long a date is with which a line of a calendar begins: “January 5 — ”. */
const dateAt = (text: string): number => dated.exec(text)?.[0].length ?? 0

/** `Song: “X” – Artist: Y` */
function withLabels(text: string, labels: NonNullable<ReturnType<typeof inlineLabels>>, known: KnownRecords): HeadingCredits {
  const names = none()
  const title = labels.find(({ role }) => role === 'song')!
  const quoted = quotedIn(text).find(({ from }) => from >= title.from && from < title.to)
  const { song } = quoted ? nameOfTitle(quoted) : { song: { name: text.slice(title.from, title.to).trim(), from: title.from, to: title.to } }
  for (const { role, from, to } of labels) {
    if (role === 'song' || role === 'video' || role === 'heading') continue
    const end = role === 'artist' ? from + takeGuests(text.slice(0, to), from, names, known).rest.length : to
    addNames(names[role], text, from, end, known, role === 'filmed-in' ? ['place'] : singers, role !== 'artist')
  }
  const others = labels.filter((one) => one !== title).map(({ from, to }) => ({ from, to }))
  return { ...names, song, heading: { from: song.from, to: song.to }, subheading: tidy(text, others), confidence: 0.9 }
}

/** How long the label is with which a line begins: “Winner: ”. */
export function labelAt(text: string, known: KnownRecords): number {
  const found = /^([\p{L}\p{N} ’'./-]{2,40})[:：]\s*(?=\S)/u.exec(text)
  return found && known.labels.has(found[1]!.trim().toLowerCase()) ? found[0].length : 0
}

/** “Lemon Candy - Dal Shabet”: a line of a list that has nothing else. */
export const isTwoSided = (text: string): boolean =>
  text.length <= 110 && !/[.!?:;,]$/.test(text) && (/^\S.{0,60}\s[–—-]\s\S.{0,60}$/u.test(text) || inlineLabels(text) !== null)

/** What is a singer in all likelihood, though no record knows it: “Kim Kwang-min”, “Salt & Pepper”, “Jang Kiha and the Faces”. */
const isSinger = (words: string) => /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+-\p{Ll}+$/u.test(words) || /\s(?:&|x|feat\.?|and the)\s/i.test(words)

const twoSides = /^(\S.{0,80}?)(\s+[–—|/~·-]+\s+|\s*[–—|]\s*|:\s+)(\S.{0,80})$/u

/** The order of a heading of two sides, as far as the records tell. */
export function orderOf(text: string, known: KnownRecords): Order | null {
  const [, left, , right] = twoSides.exec(takeGuests(text, 0, none(), known).rest.trim()) ?? []
  if (!left || !right || quotedIn(text).length > 0) return null
  if (known.find(left, singers)) return known.find(right, singers) && known.find(left, ['song']) ? null : 'artist'
  return known.find(right, singers) ? 'song' : null
}

/** The order that the looks of the names speak for, where no record does. */
export function likelyOrder(text: string): Order | null {
  const [, left, , right] = twoSides.exec(text.trim()) ?? []
  if (!left || !right || isSinger(left) === isSinger(right)) return null
  return isSinger(left) ? 'artist' : 'song'
}

/** The same, with places counted from further left. */
function moved(credits: HeadingCredits | null, by: number): HeadingCredits | null {
  if (!credits) return null
  const shift = <T extends Span>(span: T): T => ({ ...span, from: span.from + by, to: span.to + by })
  const names = none()
  for (const role of Object.keys(names) as (keyof CreditNames)[]) names[role] = credits[role].map(shift)
  return { ...credits, ...names, song: credits.song && shift(credits.song), heading: shift(credits.heading), subheading: credits.subheading.map(shift) }
}

/** The bracket that belongs to a name in it: “Moth (나방”. */
const closed = (text: string, words: string) => (words.lastIndexOf('(') > words.lastIndexOf(')') && text.includes(`${words})`) ? `${words})` : words)

function withTitle(text: string, title: Quoted, known: KnownRecords): HeadingCredits | null {
  const names = none()
  const { song, guests } = nameOfTitle(title)
  if (guests) addNames(names.featured, text, guests.from, guests.to, known, singers, true)
  // “Y (feat. W) – “Z””
  const early = /[\s([]+(?:feat(?:uring|\.)?|ft\.?|피처링)\s+([^()[\]“”"‘]{1,80}?)[)\]]?\s*(?:[–—:,-]\s*|[’']s\s+)?$/iu.exec(text.slice(0, title.from))
  if (early && /\S/.test(text.slice(0, early.index))) {
    const at = early.index + early[0].indexOf(early[1]!)
    addNames(names.featured, text, at, at + early[1]!.length, known, singers, true)
  }
  const before = text.slice(0, early && names.featured.length > 0 ? early.index : title.from)
  const { rest: after } = takeGuests(text, title.to, names, known)
  const lead = /^(.*\S)\s+(?:in|stars in|appears in)\s+(?:(.+?)(?:[’']s?)?\s*)?$/i.exec(before)
  const byline = /^\s*(?:by|from|–\s*by)\s+(\S.*)$/i.exec(after)
  let subheading: Span[]
  const addBehind = () => {
    const by = new RegExp(`^\\s*(?:(?:by|from)\\s+|${dash}+\\s*(?:by\\s+)?|\\(\\s*(?:by\\s+)?)(\\S.*?)\\s*\\)?$`, 'iu').exec(after)
    if (by) addAfter(names.artist, text, title.to, closed(text, by[1]!.replace(/\)$/, '')), known)
    else if (/^\s+\p{Lu}|^\s+\p{Script=Hangul}/u.test(after)) addAfter(names.artist, text, title.to, after.trim(), known)
  }
  let heading: Span = { from: title.from, to: title.to }
  if (lead && (lead[2] || byline)) {
    addNames(names.lead, text, 0, lead[1]!.length, known, ['person', 'group'], true)
    const by = lead[2]
    if (by) addNames(names.artist, text, before.indexOf(by, lead[1]!.length), before.indexOf(by, lead[1]!.length) + by.length, known, singers)
    else addAfter(names.artist, text, title.to, byline![1]!, known)
    heading = { from: 0, to: lead[1]!.length }
    subheading = [{ from: lead[1]!.length, to: text.length }]
  } else if (/\S/.test(before) && /^\s*by\s/i.test(after) && !/[’']s?\s*$/.test(before)) {
    // “The storm: “Undertow” by Y”: who sings it stands behind, so what stands before is a label, or who plays in it.
    addAfter(names.artist, text, title.to, byline![1]!, known)
    const who = before.trim().replace(/\s*[:–—,-]+$/, '')
    if (known.find(who, singers) || !/:\s*$/.test(before))
      addNames(names.lead, text, text.indexOf(who), text.indexOf(who) + who.length, known, ['person', 'group'], true)
    if (names.lead.length === 0) heading = { from: 0, to: title.to }
    else heading = { from: 0, to: text.indexOf(who) + who.length }
    subheading = [{ from: heading.to, to: text.length }]
  } else if (/\S/.test(before)) {
    // “BIGBANG – “Blue””, “BIGBANG’s “Blue””, “BIGBANG “Blue””; two names before it are an actor and a singer.
    const whole = new RegExp(`^(.*?\\S)(?:[’'][sS]|(?<=[sS])[’']|의)?\\s*${dash}*\\s*$`, 'u').exec(before)
    const said = (whole?.[1] ?? before.trimEnd()).replace(/\s+(?:with|in|performs?|sings?)$/i, '')
    const who = lastOf(said, known)
    const shift = said.length - who.length
    const parts = new RegExp(`^(.*?\\S)\\s*(?:[–—|:]|\\s[-/]\\s)\\s*(\\S.*)$`, 'u').exec(who)
    const start = before.length - before.trimStart().length
    if (parts && known.find(parts[1]!, ['place']) === null) {
      addNames(names.lead, text, start, start + parts[1]!.trim().length, known, ['person', 'group'], true)
      const at = before.indexOf(parts[2]!, parts[1]!.length)
      addNames(names.artist, text, at, at + parts[2]!.length, known, singers)
      heading = { from: start, to: start + parts[1]!.trim().length }
      subheading = [{ from: at, to: text.length }]
    } else {
      addNames(names.artist, text, start + shift, start + shift + who.trim().length, known, singers)
      subheading = [
        { from: start, to: start + (whole?.[1] ?? said).trimStart().length },
        { from: title.to, to: text.length },
      ]
    }
    // What stands before says nobody: “1 → “Supernova”, aespa”.
    if (names.artist.length === 0 && names.lead.length === 0) addBehind()
  } else {
    addBehind()
    subheading = [{ from: title.to, to: text.length }]
  }
  return {
    ...names,
    song,
    heading,
    subheading: tidy(text, subheading),
    confidence: names.artist.length === 0 ? 0.75 : names.artist.some(({ unsure }) => unsure) ? 0.8 : 0.95,
  }
}

/** Korean puts what is said of somebody before the name: “새벽 네 시의 편의점, 하얀새 「영수증」”. */
function lastOf(who: string, known: KnownRecords): string {
  if (known.find(who.trim(), singers)) return who
  const words = who.trim().split(/\s+/)
  for (let count = 1; count < Math.min(4, words.length - 1) && !/[–—|:]|\s-\s/.test(who); count++) {
    const name = words.slice(-count).join(' ')
    if (/\p{Script=Hangul}/u.test(words[0]!) && known.find(name, singers)) return name
  }
  const found = /^(.*\S),\s+(\S[^,]*)$/su.exec(who)
  if (!found) return who
  const [, before, last] = found as unknown as [string, string, string]
  const says = /\p{Script=Hangul}\s+\p{Script=Hangul}/u.test(before) && !before.split(/,\s*/).some((part) => known.find(part, singers))
  return says ? last : who
}

function withoutTitle(text: string, known: KnownRecords, order: Order): HeadingCredits | null {
  const names = none()
  const { rest } = takeGuests(text, 0, names, known)
  const line = rest.trimEnd()
  const make = (song: Named | null, heading: Span, subheading: Span[], confidence: number): HeadingCredits => ({
    ...names,
    song,
    heading,
    subheading: tidy(text, subheading),
    confidence,
  })
  const span = (name: string, after = 0): Named => {
    const from = text.indexOf(name, after)
    return { ...(inTwoScripts(name) ?? { name }), from, to: from + name.length }
  }
  const actor = /^(\S.{1,60}?)\s+in\s+(\S.{1,60}?)[’']s?\s+(\p{Lu}.*)$/u.exec(line)
  if (actor && !known.find(line, ['song', 'group', 'person'])) {
    const [, lead, artist, song] = actor as unknown as [string, string, string, string]
    addNames(names.lead, text, 0, lead.length, known, ['person', 'group'], true)
    const at = text.indexOf(artist, lead.length)
    addNames(names.artist, text, at, at + artist.length, known, singers)
    return make(span(song, at + artist.length), { from: 0, to: lead.length }, [{ from: lead.length, to: text.length }], 0.8)
  }
  const by = /^(\S.{0,80}?)\s+by\s+(\S.{0,80})$/i.exec(line)
  if (by) {
    addAfter(names.artist, text, by[1]!.length, by[2]!, known)
    if (names.artist.length === 0) return null
    return make(span(by[1]!), { from: 0, to: by[1]!.length }, [{ from: by[1]!.length, to: text.length }], 0.8)
  }
  // “The arrow: Wonder Girls - So Hot”
  const said = /^([^:]{2,40}):\s+(?=\S.{0,80}?\s[–—-]\s+\S)/u.exec(line)
  if (said && !known.find(said[1]!, [...singers, 'song'])) return moved(withoutTitle(text.slice(said[0].length), known, order), said[0].length)
  const two = twoSides.exec(line)
  if (two) {
    const [, left, sign, right] = two as unknown as [string, string, string, string]
    const reversed = (orderOf(line, known) ?? order) === 'song'
    const place = known.find(left, ['place']) ?? known.find(right, ['place'])
    if (place && !known.find(left, ['song']) && !known.find(right, ['song'])) return null
    const [from, song] = reversed ? [left.length + sign.length, span(left)] : [0, span(right, left.length + sign.length)]
    addNames(names.artist, text, from, from + (reversed ? right : left).length, known, singers)
    const side = reversed ? right : left
    // “wave to earth” is a name where a sign parts it from a title.
    const isBare = names.artist.length === 0 && side.split(/\s+/).length <= 4 && !/[.,;!?]/.test(side)
    if (isBare) names.artist.push({ name: side.trim(), from, to: from + side.length, unsure: true })
    const other = { from, to: from + side.length }
    return make(
      song,
      { from: song.from, to: song.to },
      reversed ? [{ from, to: text.length }] : [other, { from: song.to, to: text.length }],
      isBare ? 0.6 : 0.75,
    )
  }
  const bare = line.replace(/\s*\([^)]*\)$/, '')
  const song = known.find(bare, ['song'])
  const who = known.find(bare, singers) ?? known.find(bare.replace(notName, ''), singers)
  if (who) addNames(names.lead, text, 0, line.length, known, singers)
  if (!song && !who) return null
  return make(who ? null : { name: song!.name, from: 0, to: line.length }, { from: 0, to: text.length }, [], 0.6)
}

/** Takes guests, places and such from the end of a heading: `(feat. W)`, `with W`, `filmed in London`. Returns the words before them. */
function takeGuests(text: string, from: number, names: CreditNames, known: KnownRecords): { rest: string } {
  const tail = text.slice(from)
  const found = [...tail.matchAll(guests)].filter(({ index, 0: all }) => tail.slice(index + all.length).trim() !== '')
  found.forEach((one, index) => {
    const role = guestWords.find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(one[1]!))![0]
    const start = from + one.index + one[0].length
    const stop = from + (found[index + 1]?.index ?? tail.length)
    const value = text.slice(start, stop).replace(/[)\].,;\s]+$/, '')
    // Another title after “with” is no guest.
    if (!/["“‘「『]/.test(value)) addNames(names[role], text, start, start + value.length, known, role === 'filmed-in' ? ['place'] : ['person', 'group'], true)
  })
  let end = from + (found[0]?.index ?? tail.length)
  // A place, a year or what it is, in brackets.
  for (const bracket of text.slice(from, end).matchAll(/[([]([^)\]]{1,60})[)\]]/g)) {
    const place = known.find(bracket[1]!.split(',')[0]!, ['place'])
    const at = from + bracket.index + 1
    if (place && !known.find(bracket[1]!, singers)) addNames(names['filmed-in'], text, at, at + bracket[1]!.split(',')[0]!.length, known, ['place'])
    if (place || /^\d{4}|\b(?:mv|m\/v|live|official|version|ver\.)\b/i.test(bracket[1]!)) end = Math.min(end, at - 1)
  }
  return { rest: text.slice(from, end).replace(/[\s([,;–—-]+$/, '') }
}

function addAfter(into: Named[], text: string, after: number, value: string, known: KnownRecords) {
  const from = text.indexOf(value, after)
  if (from >= 0) addNames(into, text, from, from + value.length, known, singers)
}

/** Without the signs between a title and a name. */
function tidy(text: string, spans: Span[]): Span[] {
  return spans.flatMap(({ from, to }) => {
    const words = text.slice(from, to)
    if (!/[\p{L}\p{N}]/u.test(words)) return []
    const lead = /^[\s–—|~:,·-]*/.exec(words)![0].length
    const tail = /[\s–—|~:,·-]*$/.exec(words.slice(lead))![0].length
    return from + lead < to - tail ? [{ from: from + lead, to: to - tail }] : []
  })
}
