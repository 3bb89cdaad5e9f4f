import { rangeOf, type Range } from './bare-words'
import type { Block } from './blocks'
import { isApart, isShortLine } from './entry-blocks'
import type { KnownRecords } from './known-records'
import { isCue, knownNamesIn, mentionsIn, sentencesOf, subjectBefore, unknownNamesIn, type Mention } from './mentions'
import { noNames, type EntryPlan, type Placed, type Plan, type SectionPlan } from './plan'
import type { Named, Span } from './quoted'

/** Finds entries in running prose: a sentence that brings a new song (“Next, BIGBANG’s “Blue”…”) begins one. Its words stay in the prose; the heading repeats them. */
export function planProse(plan: Plan, blocks: readonly Block[], known: KnownRecords): void {
  const { uses } = plan
  let section: SectionPlan | null = null
  let entry: EntryPlan | null = null
  let count = 0
  const seen = new Map<string, Set<string>>()
  const isListed = mostBring(blocks, known)
  blocks.forEach((block, index) => {
    if (block.kind === 'rule') return
    const { text } = block.words
    const heading = block.kind === 'heading' || (isShortLine(block, blocks[index + 1]) && mentionsIn(text, { from: 0, to: text.length }, known).length === 0)
    if (heading && index < blocks.length - 1 && text.length <= 120 && text !== '') {
      if (isApart(text) && seen.size > 0) {
        const words = rangeOf(block.words, 0, text.length)
        plan.outro.push(words)
        uses.push({ ...words, as: 'outro' })
        entry = null
        section = null
        return
      }
      section = { heading: text, level: block.kind === 'heading' ? block.level : 7, at: block, body: [], entries: [] }
      plan.sections.push(section)
      entry = null
      uses.push({ ...rangeOf(block.words, 0, text.length), as: `section ${plan.sections.length}.heading` })
      return
    }
    if (plan.outro.length > 0) {
      plan.outro.push(block)
      uses.push({ from: block.from, to: block.to, as: 'outro' })
      return
    }
    if (block.kind === 'video' && entry && !(entry as EntryPlan).video) {
      ;(entry as EntryPlan).video = { ...block.video!, from: block.from, to: block.to }
      uses.push({ from: block.from, to: block.to, as: `entry ${count}.video` })
      return
    }
    const starts = block.kind === 'paragraph' || block.kind === 'item' ? startsIn(text, known, seen, block.kind === 'item' || section !== null || isListed) : []
    // What stands before the first entry of a paragraph goes on with what was before.
    const cuts = starts.map(({ at }) => at)
    if (cuts.length > 0 && !starts[0]!.follows) cuts[0] = 0
    const stretches: { range: Range; start: (typeof starts)[number] | null }[] = []
    const edge = (at: number) => (at === 0 ? block.from : rangeOf(block.words, at, at + 1).from)
    if (cuts[0] !== 0) stretches.push({ range: { from: block.from, to: cuts.length > 0 ? edge(cuts[0]!) : block.to }, start: null })
    starts.forEach((start, at) => stretches.push({ range: { from: edge(cuts[at]!), to: cuts[at + 1] === undefined ? block.to : edge(cuts[at + 1]!) }, start }))
    for (const { range, start } of stretches) {
      if (start) {
        entry = entryOf(start.mention, block)
        entry.at = range
        count++
        ;(section ?? plan).entries.push(entry)
      }
      const into: EntryPlan | SectionPlan | null = entry ?? section
      const piece = { ...range, tight: block.kind === 'item' }
      ;(into ? into.body : plan.intro).push(piece)
      uses.push({ ...range, as: entry ? `entry ${count}.body` : section ? `section ${plan.sections.length}.body` : 'intro' })
    }
  })
}

/** Whether most paragraphs bring a song in their first sentences: then each is an entry, though no word counts on. */
function mostBring(blocks: readonly Block[], known: KnownRecords): boolean {
  const paragraphs = blocks.filter(({ kind, words }) => kind === 'paragraph' && words.text.length > 60)
  const bring = paragraphs.filter(({ words: { text } }) =>
    sentencesOf(text)
      .slice(0, 2)
      .some((sentence) => mentionsIn(text, sentence, known).length > 0),
  )
  return bring.length >= 3 && bring.length * 2 >= paragraphs.length
}

type Start = { at: number; mention: Mention; follows: boolean }

/** Where in a paragraph entries begin. The first song of a paragraph begins one; a later one only after a word that counts on. */
function startsIn(text: string, known: KnownRecords, seen: Map<string, Set<string>>, expected: boolean): Start[] {
  const starts: Start[] = []
  const sentences = sentencesOf(text)
  let cued: Span | null = null
  sentences.forEach((sentence, index) => {
    const words = text.slice(sentence.from, sentence.to)
    const cue = isCue(words)
    if (cue) cued = sentence
    const mentions = mentionsIn(text, sentence, known).filter((one) => isNew(one, seen))
    // A clause may bring the second of two: “…, then SISTAR’s “Alone””.
    for (const one of mentions) {
      const mention = expected && one.artists.length === 0 && starts.length === 0 ? withArtist(one, starts, text, known) : one
      const clause = clauseBefore(text, sentence, mention)
      const opens =
        starts.length === 0
          ? mention.known || mention.tied || cued !== null || mention.artists.length > 0
          : ((isCue(clause.words) || cued !== null) && (mention.known || mention.artists.length > 0)) || (expected && isOthers(mention, starts, sentence, text))
      const early = starts.length === 0 ? index <= 3 || cue : true
      const pair: Mention | null = starts.length > 0 && expected && sentenceIsOf(text, sentence, mention, starts.at(-1)!.mention) ? mention : null
      const sure = (opens || pair !== null) && early && (cued !== null || starts.length > 0 || mention.known || mention.tied || expected)
      if (!sure) continue
      const near = cued as Span | null
      const joined = pair && starts.at(-1)!.mention.song.from >= sentence.from
      const from = joined ? sentence.to : near && near.from < sentence.from ? near.from : starts.length === 0 ? sentence.from : clause.at
      const whole = withArtist(mention, starts, text, known)
      see(whole, seen)
      starts.push({
        at: from,
        mention: whole,
        follows: cue && index > 0 && starts.length === 0 && mentionsBefore(sentences, index, text, known),
      })
      cued = null
    }
  })
  return starts
}

/** Whether a sentence begins with this title, or with the one before and this: ““Blue” and “Bad Boy” were both shot here”. */
function sentenceIsOf(text: string, sentence: Span, { song }: Mention, before: Mention): boolean {
  const opens = ({ from }: Span) => /^\s*(?:in|for|with)?\s*$/i.test(text.slice(sentence.from, from))
  if (opens(song)) return true
  return before.song.from >= sentence.from && opens(before.song) && /^\s*(?:,|and|&|,\s*and|와|과)\s*$/.test(text.slice(before.song.to, song.from))
}

/** Whether a song was not brought before: one of the same title by somebody else is another song. */
function isNew({ song, artists, tied }: Mention, seen: ReadonlyMap<string, Set<string>>): boolean {
  const by = seen.get(song.name.toLowerCase())
  return !by || (tied && by.size > 0 && artists.every(({ name }) => !by.has(name)))
}

function see({ song, artists }: Mention, seen: Map<string, Set<string>>) {
  const title = song.name.toLowerCase()
  seen.set(title, new Set([...(seen.get(title) ?? []), ...artists.map(({ name }) => name)]))
}

/** Words that look back at a song instead of bringing it. */
const looksBack =
  /\b(?:like|unlike|than|recalls?|recalling|reminds?|reminiscent|echo(?:es|ing)?|covers?|covered|sampl(?:es|ed)|since|before|after|compared?|nods?|homage|successor|follow-?up|sequel|drama|series|film|movie|album)\b|처럼|같은 노래|보다/i

/** Whether a sentence of its own brings a song of somebody else than those before it, in a paragraph of songs. */
function isOthers({ song, artists, tied }: Mention, starts: readonly Start[], sentence: Span, text: string): boolean {
  const names = new Set(starts.flatMap((one) => one.mention.artists.map(({ name }) => name)))
  const last = starts.at(-1)!.mention.song
  // “…, and two tracks over Epik High’s “Umbrella” has already left”
  const isOwn = last.from < sentence.from || /[,;:–—]\s|\s(?:and|while|but)\s/.test(text.slice(last.to, song.from))
  return (
    tied &&
    isOwn &&
    artists.length > 0 &&
    artists.every(({ name }) => !names.has(name)) &&
    !looksBack.test(text.slice(Math.max(sentence.from, last.to, song.from - 25), song.from))
  )
}

const mentionsBefore = (sentences: Span[], index: number, text: string, known: KnownRecords) =>
  sentences.slice(0, index).some((sentence) => mentionsIn(text, sentence, known).length > 0)

/** Who was named before goes on when the next song names nobody. */
function withArtist(mention: Mention, before: Start[], text: string, known: KnownRecords): Mention {
  if (mention.artists.length > 0) return mention
  const said = text.slice(0, mention.song.from)
  const named = subjectBefore(text, mention.song) ?? knownNamesIn(said, known).at(-1) ?? (before.length === 0 ? unknownNamesIn(said, known).at(-1) : undefined)
  if (named) return { ...mention, artists: [named] }
  if (before.length > 0) return { ...mention, artists: before.at(-1)!.mention.artists }
  // Or who is named in the sentence behind.
  const [own, next] = sentencesOf(text.slice(mention.song.to))
  const end = next?.to ?? own?.to ?? 0
  const behind = text.slice(mention.song.to, mention.song.to + end)
  const later = knownNamesIn(behind, known)[0] ?? unknownNamesIn(behind, known)[0]
  return { ...mention, artists: later ? [{ name: later.name, from: mention.song.to + later.from, to: mention.song.to + later.to }] : [] }
}

function clauseBefore(text: string, sentence: Span, { song }: Mention): { words: string; at: number } {
  const before = text.slice(sentence.from, song.from)
  const comma = [...before.matchAll(/[,;:–—]\s+(?:and\s+|but\s+)?(?=\S)/g)].map(({ index, 0: sign }) => index + sign.length)
  const at = comma.findLast((one) => isCue(before.slice(one)))
  return isCue(before) || at === undefined
    ? { words: before, at: sentence.from + (before.length - before.trimStart().length) }
    : { words: before.slice(at), at: sentence.from + at }
}

function entryOf({ song, artists, featured, known, tied }: Mention, block: Block): EntryPlan {
  const confidence = known ? 0.8 : tied ? 0.65 : 0.5
  const placed = ({ name, also, from, to }: Named): Placed => ({ name, ...(also ? { also } : {}), ...rangeOf(block.words, from, to), confidence })
  const names = noNames()
  names.artist = artists.map(placed)
  names.featured = featured.map(placed)
  const title = block.words.text.slice(song.from, song.to)
  return {
    heading: title,
    subheading: { text: artists.map(({ name }) => name).join(', '), bold: artists[0]?.name ?? null },
    names,
    song: placed(song),
    video: null,
    body: [],
    at: block,
    copied: true,
    confidence,
  }
}
