/** Names that a text spells with a letter too many, too few, or two of them changed round. */

const shortest = 6
const hangul = /\p{Script=Hangul}/u
const lettersOf = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** Whether one of the texts is the other with one letter more, or with two neighbours changed round. */
function isSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (long.length === short.length + 1) return short.slice(at) === long.slice(at + 1)
  return long.length === short.length && short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
}

/** Endings of English that are no slips. */
const isInflected = (word: string, name: string) => word === `${name}s` || name === `${word}s`

export type Misspelt = { name: string; found: string; text: number }

/** Of each name the first place where a text nearly has it. `texts` is prose without addresses; `others`: words that are right as they are, as the names of other records. */
export function misspeltIn(texts: readonly string[], names: readonly string[], others: readonly string[]): Misspelt[] {
  const right = new Set([...names, ...others].map(lettersOf))
  const sought = names
    .map((name) => ({ name, letters: lettersOf(name), size: name.trim().split(/[\s-]+/).length }))
    .filter(({ letters }) => letters.length >= shortest && !hangul.test(letters))
  if (sought.length === 0) return []
  const found = new Map<string, Misspelt>()
  texts.forEach((text, index) => {
    // In a name words stand side by side: nothing but a blank or a hyphen is between them.
    const words = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}&.]*/gu)].map((match) => ({
      at: match.index,
      word: match[0].replace(/\.+$/, ''),
      end: match.index + match[0].length,
    }))
    for (const { name, letters, size } of sought) {
      if (found.has(name)) continue
      const near = words.findIndex(({ at, word }, start) => {
        const last = words[start + size - 1]
        if (!last || !/^\p{Lu}/u.test(word) || last.end - at > letters.length + 2 * size || last.end - at < letters.length - 1) return false
        const said = lettersOf(text.slice(at, last.end))
        return !right.has(said) && !isInflected(said, letters) && isSlip(said, letters)
      })
      if (near >= 0) found.set(name, { name, found: text.slice(words[near]!.at, words[near + size - 1]!.end).replace(/\.$/, ''), text: index })
    }
  })
  return [...found.values()]
}
