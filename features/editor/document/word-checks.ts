import { entriesOf, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { misspeltIn } from './misspelt'
import { countDocument } from './words'

/** What is told about a list, and the entry that it is about; without one it is about the list. */
export type Told = { message: string; entry?: string; /** What was found there, in short: with something else it is another finding. */ of?: string }

/** What these checks need to know of a record. */
export type NamedRecord = { kind: string; name?: string; date?: string | null; original?: { name: string } | null }
type Records = Readonly<Record<string, NamedRecord>>

const named = ({ heading }: ListEntry) => (heading.trim() ? `“${heading.trim().replace(/^[“"]|[”"]$/g, '')}”` : 'An entry without a heading')
const textsOf = ({ heading, subheading, body }: ListEntry) => [heading, subheading, body]
/** Prose without addresses and code, in which nothing is spelt. */
const proseOf = (text: string) => text.replace(/`[^`]*`|\]\([^)]*\)|https?:\/\/\S+/g, ' ')

const lastWords = /^\W*(lastly|finally|last but not least|last of all|last up|마지막으로|끝으로)(?![\p{L}\p{N}])/iu

/** Words that say “this is the last one” at the beginning of an entry that is not. */
export function lastThatIsNot(document: ListDocument): Told[] {
  const entries = entriesOf(document).map(({ entry }) => entry)
  return entries.slice(0, -1).flatMap((entry) => {
    const said = [entry.body, entry.subheading].map((text) => lastWords.exec(text.trim())?.[1]).find(Boolean)
    return said ? [{ message: `${named(entry)} begins with “${said}” and is not the last one`, entry: entry.id, of: said }] : []
  })
}

/** Entries that are one thing twice: of the same video, or of the same song by the same artists. Those that are called the same are told elsewhere. */
export function sameTwice(document: ListDocument, records: Records): Told[] {
  const seen = new Map<string, ListEntry>()
  return entriesOf(document).flatMap(({ entry }) => {
    const songs = entry.credits.filter(({ role }) => role === 'song').map(({ subject }) => subject)
    const keys = [entry.video && `video ${entry.video}`, songs.length > 0 && `song ${songs.toSorted().join(' ')}`].filter((key) => typeof key === 'string')
    const before = keys.map((key) => [key, seen.get(key)] as const).find(([, other]) => other)
    for (const key of keys) if (!seen.has(key)) seen.set(key, entry)
    if (!before?.[1] || sameHeading(entry, before[1])) return []
    const name = records[before[0].startsWith('video') ? entry.video! : songs[0]!]?.name
    return [
      {
        message: `${named(entry)} and ${named(before[1])} are the same ${before[0].split(' ')[0]}${name ? `, “${name}”` : ''}`,
        entry: entry.id,
        of: named(before[1]),
      },
    ]
  })
}

const sameHeading = (one: ListEntry, other: ListEntry) => one.heading.trim().toLowerCase() === other.heading.trim().toLowerCase()

const signs = /[.*+?^${}()|[\]\\]/g
const shortest = 5

/**
 * People and groups whose name is written in another way than their record has it: with a blank or a hyphen more or less, or with a slip of the hand. Capitals are a matter of style, and
 * a name of one short word may be a word.
 */
export function speltTwoWays(document: ListDocument, records: Records): Told[] {
  const placed = entriesOf(document).map(({ entry }) => entry)
  const ids = new Set(placed.flatMap(({ credits }) => credits.map(({ subject }) => subject)))
  const credited = [...ids].flatMap((id) => records[id] ?? [])
  const called = credited.filter(({ kind }) => kind === 'person' || kind === 'group').flatMap(({ name, original }) => [name ?? '', original?.name ?? ''])
  const texts = placed.flatMap((entry) => textsOf(entry).map((text) => ({ entry: entry.id, text: proseOf(text) })))
  const told = (name: string, found: string, entry: string): Told => ({ message: `Written two ways: “${name}”, “${found}”`, entry, of: `${name}, ${found}` })
  const apart = called.flatMap((name) => {
    const spelt = otherSpellings(name)
    if (!spelt) return []
    const own = name.toLowerCase().replaceAll('’', "'")
    for (const { text, entry } of texts)
      for (const [found] of text.matchAll(spelt)) if (found.toLowerCase().replaceAll('’', "'") !== own) return [told(name, found, entry)]
    return []
  })
  const others = credited.flatMap(({ name, original }) => [name, original?.name].flatMap((one) => [one ?? '', ...(one ?? '').split(/[\s-]+/)]))
  const slips = misspeltIn(texts.map(({ text }) => text), called, others) // prettier-ignore
  return [...apart, ...slips.map(({ name, found, text }) => told(name, found, texts[text]!.entry))]
}

/** A name with blanks and signs between its letters. Korean words go on behind a name: “빅뱅의”. */
function otherSpellings(name: string): RegExp | null {
  const letters = [...name.replace(/[^\p{L}\p{N}]+/gu, '')]
  const isKorean = letters.length > 1 && letters.every((letter) => /\p{Script=Hangul}/u.test(letter))
  if (letters.length < (isKorean ? 2 : shortest)) return null
  const between = isKorean ? '[ -]?' : "[ .&'’–-]{0,2}"
  return new RegExp(`(?<![\\p{L}\\p{N}])${letters.map((letter) => letter.replace(signs, '\\$&')).join(between)}${isKorean ? '' : '(?![\\p{L}\\p{N}])'}`, 'giu')
}

const cameOut =
  /(?<![\p{L}])(?:released|came out|comes out|dropped|premiered|debuted|out since)(?![\p{L}])[^.!?\n]{0,40}?(?<!\d)((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d)년(?:\s*\d{1,2}월)?(?:\s*\d{1,2}일)?(?:에|,)?\s*(?:처음\s*)?(?:발매|공개|발표|출시|나온|나왔|선보)/giu

/** Entries that say of another year than the record of their song or video that it came out. */
export function otherYears(document: ListDocument, records: Records): Told[] {
  return entriesOf(document).flatMap(({ entry }) => {
    const ids = [...entry.credits.filter(({ role }) => role === 'song').map(({ subject }) => subject), ...(entry.video ? [entry.video] : [])]
    const dated = ids.flatMap((id) => (records[id]?.date ? [records[id]] : []))
    const years = dated.map(({ date }) => date!.slice(0, 4))
    // Of several that came out in several years nobody knows which is meant.
    if (new Set(years).size !== 1) return []
    const said = [...proseOf(entry.body).matchAll(cameOut)].map(([, year, korean]) => year ?? korean!).find((year) => year !== years[0])
    return said
      ? [
          {
            message: `${named(entry)} says ${said}; the record of “${dated[0]!.name ?? 'its song'}” says ${dated[0]!.date}`,
            entry: entry.id,
            of: `${said}, ${dated[0]!.date}`,
          },
        ]
      : []
  })
}

const minute = 230

/** How long it is, as readers are told; null without a word. */
export function lengthOf(document: ListDocument): Told | null {
  const words = countDocument(document)
  if (words === 0) return null
  const minutes = Math.max(1, Math.round(words / minute))
  return { message: `${words === 1 ? '1 word' : `${words.toLocaleString('en')} words`}, ${minutes === 1 ? '1 minute' : `${minutes} minutes`}` }
}
