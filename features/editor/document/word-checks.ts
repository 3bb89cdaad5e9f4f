import { entriesOf, type ListDocument, type ListEntry } from '@/features/articles/schema'
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
 * People and groups whose name is written in another way than their record has it: with a blank or a hyphen more or less. Capitals are a matter of style, and a name of one short word
 * may be a word.
 */
export function speltTwoWays(document: ListDocument, records: Records): Told[] {
  const placed = entriesOf(document).map(({ entry }) => entry)
  const ids = new Set(placed.flatMap(({ credits }) => credits.map(({ subject }) => subject)))
  return [...ids].flatMap((id) => {
    const record = records[id]
    const letters = [...(record?.name ?? '').replace(/[^\p{L}\p{N}]+/gu, '')]
    if (!record?.name || (record.kind !== 'person' && record.kind !== 'group') || letters.length < shortest) return []
    const own = record.name.toLowerCase().replaceAll('’', "'")
    const spelt = new RegExp(`(?<![\\p{L}\\p{N}])${letters.map((letter) => letter.replace(signs, '\\$&')).join("[ .&'’–-]{0,2}")}(?![\\p{L}\\p{N}])`, 'giu')
    for (const entry of placed)
      for (const text of textsOf(entry))
        for (const [found] of proseOf(text).matchAll(spelt))
          if (found.toLowerCase().replaceAll('’', "'") !== own)
            return [{ message: `Written two ways: “${record.name}”, “${found}”`, entry: entry.id, of: `${record.name}, ${found}` }]
    return []
  })
}

const cameOut = /(?<![\p{L}])(?:released|came out|comes out|dropped|premiered|debuted|out since)(?![\p{L}])[^.!?\n]{0,40}?(?<!\d)((?:19|20)\d\d)(?!\d)/giu

/** Entries that say of another year than the record of their song or video that it came out. */
export function otherYears(document: ListDocument, records: Records): Told[] {
  return entriesOf(document).flatMap(({ entry }) => {
    const ids = [...entry.credits.filter(({ role }) => role === 'song').map(({ subject }) => subject), ...(entry.video ? [entry.video] : [])]
    const dated = ids.flatMap((id) => (records[id]?.date ? [records[id]] : []))
    const years = dated.map(({ date }) => date!.slice(0, 4))
    // Of several that came out in several years nobody knows which is meant.
    if (new Set(years).size !== 1) return []
    const said = [...proseOf(entry.body).matchAll(cameOut)].map(([, year]) => year!).find((year) => year !== years[0])
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

/** How long it is, as readers are told. */
export function lengthOf(document: ListDocument): Told {
  const words = countDocument(document)
  const minutes = Math.max(1, Math.round(words / minute))
  return { message: `${words === 1 ? '1 word' : `${words.toLocaleString('en')} words`}, ${minutes === 1 ? '1 minute' : `${minutes} minutes`}` }
}

/** Pages of this site that the words of a list lead to, each with the entry in which it stands first. Links to parts of the page, and to the list itself, are not among them. */
export function linksInside(document: ListDocument, own: { slug: string; origin: string }): Map<string, Told> {
  const sections = document.sections.flatMap((section) => [section, ...section.sections])
  const texts: { text: string; entry?: string }[] = [
    ...[document.standfirst, document.intro, document.outro, ...sections.map(({ body }) => body)].map((text) => ({ text })),
    ...entriesOf(document).flatMap(({ entry }) => [entry.subheading, entry.body].map((text) => ({ text, entry: entry.id }))),
  ]
  const paths = new Map<string, Told>()
  for (const { text, entry } of texts)
    for (const [, address] of text.matchAll(/\]\(\s*<?([^)\s>]+)/g)) {
      const path = (address!.startsWith(`${own.origin}/`) ? address!.slice(own.origin.length) : address!).replace(/[?#].*$/, '').replace(/\/$/, '')
      const leadsInside = /^\/(articles|people|groups|songs|places|series|authors)\/[^/]/.test(path)
      if (leadsInside && path !== `/articles/${own.slug}` && !paths.has(path)) paths.set(path, { message: path, ...(entry !== undefined && { entry }) })
    }
  return paths
}

/** Links to entries of the list itself that it does not have. */
export function deadInside(document: ListDocument, links: ReadonlyMap<string, Told>, slug: string, reserved: Readonly<Record<string, string>>): Set<string> {
  const slugs = new Set([...entriesOf(document).map(({ entry }) => entry.slug), ...Object.keys(reserved)])
  const own = `/articles/${slug}/`
  return new Set([...links.keys()].filter((path) => path.startsWith(own) && !slugs.has(path.slice(own.length))))
}
