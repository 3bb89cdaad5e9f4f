/** A part of plain text: an address of the web as it was typed, or the words between two. */
export type TextPart = { kind: 'text' | 'address'; text: string }

// Korean particles follow an address without a blank: “https://youtu.be/abc를 보세요”.
const address = /\bhttps?:\/\/[^\s<>"'`\p{Script=Hangul}]+/giu
const trailing = new Set('.,;:!?*_~’”»…。、，！？')
const brackets = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
])

/** Splits plain text at the addresses of the web in it. A sign that ends the sentence is not of the address, nor a bracket that was opened before it. */
export function splitAddresses(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const found = trimmed(match[0])
    if (/^https?:\/\/$/i.test(found) || !/\/\/./.test(found)) continue
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) })
    parts.push({ kind: 'address', text: found })
    end = match.index + found.length
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) })
  return parts
}

function trimmed(found: string): string {
  const counts = new Map<string, number>()
  for (const character of found) counts.set(character, (counts.get(character) ?? 0) + 1)
  let end = found.length
  for (; end > 0; end--) {
    const last = found[end - 1]!
    const opening = brackets.get(last)
    if (opening) {
      if ((counts.get(opening) ?? 0) >= counts.get(last)!) break
      counts.set(last, counts.get(last)! - 1)
    } else if (trailing.has(last)) counts.set(last, counts.get(last)! - 1)
    else break
  }
  return found.slice(0, end)
}

export const maxAddress = 4000

/** Where a link leads, by an address that can stand in an article. Google's redirects say it in their own address. */
export function hrefOf(typed: string): string {
  const href = typed.trim()
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(href) || href.length > maxAddress) return ''
  if (/^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?/i.test(href) && URL.canParse(href)) {
    const { searchParams } = new URL(href)
    const target = searchParams.get('q') ?? searchParams.get('url') ?? ''
    if (/^https?:\/\//i.test(target)) return target
  }
  return href
}
