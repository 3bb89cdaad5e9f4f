import { inTwoScripts } from '@/platform/text/two-scripts'

/** A name in words; `from` and `to` count the characters of the words. `also`: the same in another script, as the words have it: “혁오 (HYUKOH)”. `unsure`: another reading is about as likely. */
export type Named = { name: string; from: number; to: number; also?: string; unsure?: boolean }
export type Span = { from: number; to: number }
export type CreditNames = Record<'lead' | 'artist' | 'featured' | 'with' | 'cast' | 'cameo' | 'director' | 'filmed-in', Named[]>

const pairs = [
  '“([^“”]{1,150})”',
  '„([^“”„]{1,150})[“”]',
  '"([^"\\n]{1,150})"',
  '「([^」]{1,150})」',
  '『([^』]{1,150})』',
  '《([^》]{1,150})》',
  '〈([^〉]{1,150})〉',
  '<([^<>/="\\n]{1,150})>',
  '«([^»]{1,150})»',
  '‘((?:[^‘’]|’(?=[a-z])){1,150})’(?![a-z])',
  "(?<![\\p{L}\\p{N}])(?<!\\S(?='s\\s))'((?:[^'\\n]|'(?=[a-z])){1,150})'(?![a-z])",
]
const quotes = () => new RegExp(pairs.join('|'), 'giu')

/** A title in quotation marks of any kind, with its marks. */
export type Quoted = Named & { inner: Span }

/** Whether what stands in marks is somebody’s speech, not a title. */
const isSpoken = (inside: string) => (/[.!?…,]\s+\S/.test(inside) && inside.split(/\s+/).length > 5) || inside.split(/\s+/).length > 12

export function quotedIn(text: string): Quoted[] {
  return [...text.matchAll(quotes())].flatMap((found) => {
    const inside = found.slice(1).find((one) => one !== undefined)!
    // Korean writers type `<제목>`; `<b>` is a tag that somebody pasted.
    if (found[0].startsWith('<') && !/^[\p{Lu}\p{N}\p{Script=Hangul}\p{Script=Han}]/u.test(inside)) return []
    // American editors put the comma before the mark that closes.
    const name = inside.replace(/[,.]$/, '').trim()
    const from = found.index
    // A title may stand in what a reader is quoted with.
    const deeper = isSpoken(inside) ? quotedIn(inside) : []
    const by = from + found[0].indexOf(inside)
    if (deeper.length > 0)
      return deeper.map((one) => ({ name: one.name, from: one.from + by, to: one.to + by, inner: { from: one.inner.from + by, to: one.inner.to + by } }))
    return [{ name, from, to: from + found[0].length, inner: { from: from + 1, to: from + found[0].length - 1 } }]
  })
}

/** Whether a title stands in brackets, as what an actor is known for does: “Kim Go-eun (“Guardian”) in …”. */
export function isInBrackets(text: string, { from }: Span): boolean {
  const before = text.slice(0, from)
  return before.lastIndexOf('(') > before.lastIndexOf(')')
}

const guestInTitle = /\s*[([](?:feat(?:uring|\.)?|ft\.?|with|피처링)[\s:]\s*([^()[\]]{1,100})[)\]]$/iu

/** The name in a title, and the guests that some writers put between its marks: “Make Up (feat. Crush)”. */
export function nameOfTitle({ name, from, to, inner }: Quoted): { song: Named; guests: Span | null } {
  const guest = guestInTitle.exec(name)
  const at = guest ? inner.from + guest.index + guest[0].indexOf(guest[1]!) : 0
  const plain = guest ? name.slice(0, guest.index) : name
  const scripts = inTwoScripts(plain)
  const song = scripts ? { ...scripts, from, to } : { name: plain, from, to }
  return { song, guests: guest ? { from: at, to: at + guest[1]!.length } : null }
}
