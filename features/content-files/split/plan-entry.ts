import { rangeOf } from './bare-words'
import type { Block } from './blocks'
import type { EntryHead } from './entry-blocks'
import { isPossessive } from './prove'
import { labelAt, readHeading, type HeadingCredits } from './heading-credits'
import { nameOfHeading } from './names-in'
import { quotedIn, type Named, type Span } from './quoted'
import { knownNamesIn, mentionsIn, sentencesOf } from './mentions'
import type { KnownRecords } from './known-records'
import { isDetail, readLabel } from './labels'
import { noNames, type EntryPlan, type Placed, type PlacedNames, type Use } from './plan'

/** An entry from its heading and the lines under it. Returns how many blocks after the heading belong to its head. */
export function planEntry(head: EntryHead, after: readonly Block[], known: KnownRecords, uses: Use[], id: string): { entry: EntryPlan; taken: number } {
  const { block, length } = head
  const entry: EntryPlan = {
    heading: '',
    subheading: { text: '', bold: null },
    names: noNames(),
    song: null,
    video: null,
    body: [],
    at: { from: block.from, to: block.to },
    copied: false,
    confidence: head.confidence,
  }
  let taken = 0
  let credits = head.credits ?? null
  const text = block.words.text
  const spans = credits?.song || credits?.subheading.length ? [credits.heading, ...credits.subheading] : [{ from: 0, to: length }]
  const [first, ...rest] = covering(text, spans, length)
  entry.heading = text.slice(first!.from, first!.to).trim()
  let subheading = rest.map(({ from, to }) => text.slice(from, to).trim()).join(' ')
  use(uses, block, first!, `${id}.heading`)
  for (const span of rest) use(uses, block, span, `${id}.subheading`)
  if (block.linked && block.linked.length <= length) {
    const { video, from, to } = block.linked
    entry.video = { ...video, from, to }
    uses.push({ from, to, as: `${id}.video` })
  }
  place(entry, credits, block, 0)
  if (length < text.length) {
    const signs = /^[\s:.–—|-]*/.exec(text.slice(length))![0].length
    const body = rangeOf(block.words, length + signs, text.length)
    entry.body.push(body)
    uses.push({ ...body, as: `${id}.body` })
  }
  for (; length === text.length && taken < after.length; taken++) {
    const next = after[taken]!
    if (next.kind === 'video' && !entry.video) {
      entry.video = { ...next.video!, from: next.from, to: next.to }
      uses.push({ from: next.from, to: next.to, as: `${id}.video` })
    } else if (!takeLabel(entry, next, known, uses, id)) {
      // A year in brackets behind the title leaves the rest to the line below.
      const line = !/\p{L}/u.test(subheading) && !entry.names.artist.length ? subheadingIn(next, entry.heading, known) : null
      if (!line) break
      subheading = [subheading, next.words.text].filter(Boolean).join(' ')
      use(uses, next, { from: 0, to: next.words.text.length }, `${id}.subheading`)
      credits = line.credits
      place(entry, credits, next, line.shift)
    }
  }
  if (!entry.song || entry.names.artist.length === 0) fromProse(entry, after.slice(taken), known)
  entry.subheading = { text: subheading, bold: entry.names.artist.map(({ name }) => name).find((name) => subheading.includes(name)) ?? null }
  return { entry, taken }
}

/** Spans in the order given, then every other stretch with letters, so that none is lost; signs between them are left out. */
function covering(text: string, spans: readonly Span[], length: number): Span[] {
  const taken = spans.filter(({ from, to }) => to > from)
  const ordered = taken.toSorted((one, other) => one.from - other.from)
  const gaps: Span[] = []
  let at = 0
  for (const { from, to } of [...ordered, { from: length, to: length }]) {
    const gap = text.slice(at, from)
    if (from > at && /[\p{L}\p{N}]/u.test(gap) && !isPossessive(gap) && !(/[:：]\s*$/.test(gap) && isDetail(`${gap.replace(/^[^\p{L}]+/u, '')}x`)))
      gaps.push({ from: at, to: from })
    at = Math.max(at, to)
  }
  const [first, ...rest] = taken
  return first ? [first, ...[...rest, ...gaps].toSorted((one, other) => one.from - other.from)] : gaps
}

function use(uses: Use[], { words }: Block, { from, to }: Span, as: string) {
  uses.push({ ...rangeOf(words, from, to), as })
}

/** What was read of a heading, as places in the text. `shift`: how many characters stood before the words of this block. */
function place(entry: EntryPlan, credits: HeadingCredits | null, { words }: Block, shift: number) {
  if (!credits) return
  const placed = ({ name, also, unsure, from, to }: Named): Placed => ({
    name,
    ...(also ? { also } : {}),
    ...(from >= shift ? rangeOf(words, from - shift, to - shift) : entry.at),
    confidence: unsure ? Math.min(0.6, credits.confidence) : credits.confidence,
  })
  for (const role of Object.keys(entry.names) as (keyof PlacedNames)[]) if (entry.names[role].length === 0) entry.names[role] = credits[role].map(placed)
  entry.song ??= credits.song && placed(credits.song)
}

/** `Artist: X`, `가수: X`, under a heading. */
function takeLabel(entry: EntryPlan, block: Block, known: KnownRecords, uses: Use[], id: string): boolean {
  const label = readLabel(block.words.text)
  if (!label || (block.kind !== 'paragraph' && block.kind !== 'item')) return false
  const { role, value } = label
  if (value.length > 150 || /[.!?]\s+\S/.test(value.replace(/\b(?:feat|ft|vs)\./gi, ''))) return false
  const from = block.words.text.lastIndexOf(value)
  const range = rangeOf(block.words, from, from + value.length)
  if (role === 'video' || role === 'heading') return false
  if (role === 'song') {
    const title = quotedIn(value)[0]
    entry.song ??= { name: title?.name ?? value, ...range, confidence: 0.95 }
  } else {
    const read = readHeading(
      `“X” ${role === 'artist' ? 'by' : { lead: 'starring', 'filmed-in': 'filmed in', director: 'directed by', featured: 'feat.', with: 'with', cameo: 'cameo', cast: 'starring' }[role]} ${value}`,
      known,
    )
    const names = (role === 'lead' ? read?.cast : read?.[role]) ?? []
    entry.names[role] = [
      ...entry.names[role],
      ...(names.length ? names : [{ name: value.split(',')[0]!.trim() }]).map(({ name, also }: { name: string; also?: string }) => ({
        name,
        ...(also ? { also } : {}),
        ...range,
        confidence: 0.9,
      })),
    ]
  }
  uses.push({ from: block.from, to: block.to, as: `${id}.credits` })
  return true
}

const maxSubheading = 150

/** A line under a heading that says the rest of it: “in Y’s “Z””, “by Y”, “Y, 2013”. */
function subheadingIn(block: Block, heading: string, known: KnownRecords): { credits: HeadingCredits; shift: number } | null {
  const { text } = block.words
  if (block.kind !== 'paragraph' || text === '' || text.length > maxSubheading || (/[.!?]$/.test(text) && !/^(?:in|by|with|from)\b/i.test(text))) return null
  if (sentencesOf(text).length > 1) return null
  const label = labelAt(text, known)
  if (label > 0) {
    const said = readHeading(text, known)
    return said?.song || (said && knownNamesIn(text, known).length > 0) ? { credits: said, shift: 0 } : null
  }
  const bare = known.find(heading, ['person']) && !/^(?:in|with|by|from)\b/i.test(text) ? readHeading(text, known) : null
  if (bare?.song && bare.artist.length > 0) return { credits: bare, shift: 0 }
  const joined = `${heading} `
  const whole = readHeading(joined + text, known)
  if (whole?.song && (whole.artist.length > 0 || whole.lead.length > 0)) return { credits: whole, shift: joined.length }
  const alone = readHeading(text, known)
  return alone?.song || (alone && knownNamesIn(text, known).length > 0) ? { credits: alone, shift: 0 } : null
}

/** What the heading does not say, from the first sentences under it. */
function fromProse(entry: EntryPlan, after: readonly Block[], known: KnownRecords) {
  const block = after.find(({ kind }) => kind === 'paragraph' || kind === 'item')
  if (!block) return
  const { text } = block.words
  const placed =
    (confidence: number) =>
    ({ name, also, from, to }: Named): Placed => ({ name, ...(also ? { also } : {}), ...rangeOf(block.words, from, to), confidence })
  const mentions = sentencesOf(text)
    .slice(0, 4)
    .flatMap((sentence) => mentionsIn(text, sentence, known))
  if (!entry.song) {
    // A heading that is a song's title in all but its marks.
    const title = known.find(entry.heading, ['song']) && !known.find(entry.heading, ['person', 'group'])
    const best = title ? null : (mentions.find(({ known }) => known) ?? mentions[0])
    if (title) entry.song = { name: entry.heading, ...entry.at, confidence: 0.8 }
    else if (best) entry.song = placed(0.65)(best.song)
    const isSinger = best?.artists.some(({ name }) => entry.names.lead.some((lead) => lead.name === name))
    if (best && !isSinger && entry.names.artist.length === 0) entry.names.artist = best.artists.map(placed(0.6))
    if (best && entry.names.featured.length === 0) entry.names.featured = best.featured.map(placed(0.6))
    // The name in the heading is who sings, when the prose names nobody else.
    if (best && entry.names.artist.length === 0 && entry.names.lead.length > 0) [entry.names.artist, entry.names.lead] = [entry.names.lead, []]
    if (best && isSinger) [entry.names.artist, entry.names.lead] = [entry.names.lead, []]
    const name = nameOfHeading(entry.heading, known)
    if (best && name && entry.names.artist.length === 0 && entry.names.lead.length === 0)
      entry.names.artist = [{ name: name.name, ...entry.at, confidence: 0.5 }]
  }
  if (entry.song && entry.names.artist.length === 0) {
    const known1 = known.findSong(entry.song.name, [])
    const owner = known1 && known.artistOf(known1)
    const same = mentions.find(({ song }) => song.name === entry.song!.name)
    const near = knownNamesIn(text.slice(0, 400), known).filter(({ name }) => !entry.names.lead.some((lead) => lead.name === name))
    if (owner) entry.names.artist = [{ name: owner.name, from: entry.song.from, to: entry.song.to, confidence: 0.8 }]
    else if (same && same.artists.length > 0) entry.names.artist = same.artists.map(placed(0.6))
    else if (near[0]) entry.names.artist = [placed(0.5)(near[0])]
  }
}
