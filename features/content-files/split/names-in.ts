import type { RecordKind } from '@/features/records/schema'
import type { KnownRecords } from './known-records'
import { inTwoScripts } from '@/platform/text/two-scripts'
import { isInBrackets, type Named, type Span } from './quoted'

export const singers: RecordKind[] = ['group', 'person']

/** A year, or how long the video is, behind a name. */
const undated = /\s*(?:[,;/|·•–—(-])\s*(?:(?:19|20)\d\d|\d{1,2}:\d\d)\)?\s*$/

const fullName = /^\s*\p{Lu}\S*(?:\s+\p{Lu}\S*)+\s*$/u
const separators = /\s*(?:,\s+(?:and\s+)?|;\s*|\s+&\s+|\s+and\s+|\s+x\s+|\s+×\s+|·|(?<=\p{Script=Hangul})[와과]\s+)\s*/giu

const isVenue = (words: string, known: KnownRecords): boolean =>
  known.find(words.trim(), ['place']) !== null ||
  /\b(?:dome|hall|stadium|arena|studio|theatre|theater|centre|center|festival|university|awards?|gayo \p{L}+|music bank|inkigayo|m countdown)$/iu.test(
    words.trim(),
  ) ||
  /^an? \p{Ll}/u.test(words.trim())

/** The names in a part of the words: one when it is known as a whole, or several. */
export function addNames(into: Named[], text: string, from: number, to: number, known: KnownRecords, kinds: readonly RecordKind[], split = false) {
  let guessed = false
  const add = (start: number, stop: number) => {
    const name = nameIn(text.slice(start, stop), known, kinds)
    if (name && split && (name.unsure || (!known.find(name.name, kinds) && !isProperName(name.name))) && !/^[\w.-]*[\d.-][\w.-]*$/.test(name.name)) return
    if (!name || into.some((one) => one.name === name.name)) return
    const { at: by, ...rest } = name
    into.push({ ...rest, ...(guessed ? { unsure: true } : {}), from: start + by, to: start + by + name.name.length })
  }
  const value = text.slice(from, to).replace(undated, '')
  const parts: Span[] = []
  let last = 0
  const signs: string[] = []
  for (const { index, 0: sign } of value.matchAll(separators)) {
    if (isInBrackets(value, { from: index, to: index })) continue
    parts.push({ from: last, to: index })
    last = index + sign.length
    signs.push(sign.trim().toLowerCase())
  }
  parts.push({ from: last, to: value.length })
  // “Juno Vale & Odalys Finch” and “Salt x Pepper” are two; “Salt & Pepper” may be one, and is asked about.
  const apart = parts.every((part) => fullName.test(value.slice(part.from, part.to))) || signs.every((sign) => sign === 'x' || sign === '×')
  // “SHINee, Tokyo Dome”: where it was, not with whom.
  const places = parts.filter((part, index) => index > 0 && isVenue(value.slice(part.from, part.to), known))
  if (signs.every((sign) => sign === ',') && places.length > 0) {
    const end = places[0]!.from - 1
    addNames(into, text, from, from + value.slice(0, end).replace(/[,\s]+$/, '').length, known, kinds, split)
    return
  }
  const wordsIn = parts.map((part) =>
    value
      .slice(part.from, part.to)
      .replace(/\s*[([].*$/s, '')
      .trim(),
  )
  const listed =
    parts.length > 1 &&
    signs.every((sign) => /^(?:,|;|and|&|, and|,\s+and|·)$/.test(sign)) &&
    wordsIn.every((one) => one.split(/\s+/).length <= 3 && looksLikeName(one) && isProperName(one)) &&
    !known.find(value.trim(), kinds)
  const several =
    parts.length > 1 && !known.find(value.trim(), kinds) && (split || apart || parts.some((part) => known.find(value.slice(part.from, part.to), kinds)))
  // Of two names with a comma between, one that nobody knows may be something else.
  const half = several && !split && !apart && signs.includes(',') && !parts.every((part) => known.find(value.slice(part.from, part.to), kinds))
  guessed = (listed && !several) || half
  if (several || guessed) for (const part of parts) add(from + part.from, from + part.to)
  else add(from, to)
}

export const notName =
  /^(?:[Tt]o|[Ff]or|[Dd]ear|[Aa]bout|his|her|their|our|my|its|this|that|in|on|with|[Aa]nd|[Tt]hen|[Aa]ctor|[Aa]ctress|[Ss]inger|[Rr]apper|idol|rookie|soloist|group|band|duo|trio|배우|가수|그룹)\s+|^(?:the|an?)\s+/

/** The name in a heading that is nothing else: “Odalys Finch”, “To Odalys Finch”. */
export function nameOfHeading(heading: string, known: KnownRecords): (Span & { name: string }) | null {
  const found = nameIn(heading, known, singers)
  return found && isProperName(found.name) ? { name: found.name, from: found.at, to: found.at + found.name.length } : null
}

type Found = Omit<Named, 'from' | 'to'> & { at: number }

/** A name without what is said of it: “SISTAR’s Bora”, “Bora (of SISTAR)”, “BIGBANG (빅뱅)”, “actor Lee Min-ho”. */
function nameIn(given: string, known: KnownRecords, kinds: readonly RecordKind[]): Found | null {
  const inside = given.replace(undated, '').replace(/[.,;:!]+$/, '')
  let at = inside.length - inside.trimStart().length
  let name = inside.trim()
  if (name === '') return null
  if (known.find(name, kinds)) return { name, at }
  const within = (part: string, more: Partial<Found> = {}): Found => ({ name: part, ...more, at: given.indexOf(part, at) })
  // The brackets of “f(x)” and “(G)I-DLE” are their own.
  const bare = name.replace(/(?:\s+[([]|(?<=\S)[([](?=[^)\]]{3,}|\p{Script=Hangul})).*$/su, '').trim()
  const scripts = inTwoScripts(name)
  if (bare !== '' && bare !== name && known.find(bare, kinds)) return within(bare)
  const bracket = /[([]([^)\]]+)[)\]]/.exec(name)?.[1]?.trim()
  if (bracket && (scripts || bare === '') && known.find(bracket, kinds)) return within(bracket)
  if (scripts && looksLikeName(scripts.name)) return within(scripts.name, { also: scripts.also })
  if (bare !== '') name = bare
  for (let found = notName.exec(name); found; found = notName.exec(name)) {
    at += found[0].length
    name = name.slice(found[0].length)
  }
  const member = /^(.+?)(?:[’']s|(?<=s)[’']|의)\s+(\S.*)$/u.exec(name)
  if (member && !isCommonNoun.test(member[1]!)) return within(member[2]!)
  // “BTS V”, “방탄소년단 뷔”.
  const [group, ...rest] = name.split(/\s+/)
  if (rest.length > 0 && known.find(group!, ['group']) && known.find(rest.join(' '), ['person'])) return within(rest.join(' '))
  const of = /^(\S.*?)\s+(?:of|from)\s+\S/.exec(name)?.[1]
  if (of) return within(of)
  const particle = /^(.*\p{Script=Hangul})(?:은|는|이|가|을|를|의|와|과)$/u.exec(name)?.[1]
  if (particle && known.find(particle, kinds)) return within(particle)
  // “Kep1er debut with …”: the name ends where small letters begin.
  const doing = /^((?:[\p{Lu}\p{N}]\S*\s+)+?)(?!(?:of|and|de|da|di|du|la|le|von|van|the|x)\s)\p{Ll}\S*(?:\s+\p{Ll}\S*)*$/u.exec(name)?.[1]?.trim()
  if (doing) return within(doing, { unsure: true })
  return looksLikeName(name) ? within(name) : null
}

/** “Girl’s Day” is a name as a whole, “SISTAR’s Bora” is not. */
const isCommonNoun =
  /(?:^|\s)(?:girls?|boys?|sisters?|brothers?|man|woman|men|women|child|children|king|queen|god|lover|mother|father|angel|devil|nobody|today|heaven)$/i

const ownBrackets = /^\p{L}?\(\p{L}{1,3}\)/u

/** Names begin with a capital, a digit or Hangul, and have few words. */
export const looksLikeName = (name: string): boolean =>
  name !== '' &&
  name.length <= 80 &&
  !/^\d+$/.test(name) &&
  name.split(/\s+/).length <= 6 &&
  (/^[\p{Lu}\p{N}\p{Script=Hangul}\p{Script=Han}]/u.test(name) ||
    /^[a-z]{1,2}[A-Z]|^[\w.-]+$/.test(name) ||
    ownBrackets.test(name) ||
    /^(?!(?:in|on|at|of|by|to|and|or|as|for|with|from|the|an?)\s)\p{Ll}+\s\p{Lu}/u.test(name))

const noName =
  /^(?:the|an?|all|any|both|each|every|everyone|everybody|nobody|no one|someone|somebody|others?|it|they|who|one|two|three|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)(?:[’']s)?(?:\s|$)/i
/** Whether words that no record knows are somebody’s name: “Biscuit”, “Lee Min-ho”; not “The grey one”. */
const isProperName = (name: string): boolean =>
  !noName.test(name) &&
  name
    .split(/\s+/)
    .every((word) => !/^\p{Ll}/u.test(word) || ownBrackets.test(word) || /^(?:of|and|de|da|di|du|la|le|von|van|the|x)$/.test(word) || /\p{Lu}/u.test(word))
