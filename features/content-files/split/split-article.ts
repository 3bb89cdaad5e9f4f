import { isReservedEntrySlug, limits, type CreditRole } from '@/features/articles/schema'
import type { RecordKind } from '@/features/records/schema'
import { escapeMarkdown, writeInline } from '@/platform/text/inline-markdown'
import { freeSlug, slugify } from '@/platform/text/slugify'
import { videoUrl } from '@/platform/text/video-address'
import type { FileEntry, ListFile } from '../format/list-file'
import type { FileRecord } from '../format/records-file'
import { referenceTo, type Reference } from '../format/reference'
import { KnownRecords } from './known-records'
import type { Piece, Placed, Plan } from './plan'
import { placeName, planArticle } from './plan-article'
import type { EntryPlan, SectionPlan } from './plan'
import { prove } from './prove'
import type { SplitResult } from './result'
import { readSource, type SourceFormat } from './source'
import { fitLimits } from './fit-limits'

export type Split = { list: ListFile; newRecords: FileRecord[]; result: SplitResult }

/**
 * Splits a whole article into a list: title, standfirst, introduction, sections, entries with their credits, closing words and question. Each guess says where in the
 * text it comes from and how sure it is; every character of the text is used once, dropped for a reason, or left over. Pure; `known`: the records of the site.
 */
export function splitArticle(source: string, format: SourceFormat, records: readonly FileRecord[]): Split {
  const read = readSource(source, format)
  const known = new KnownRecords(records)
  const plan = planArticle(read.text, read.blocks, known, read.title)
  fitLimits(plan)
  return new Resolver(read.text, read.lineOf, known, plan).split(read.notes, read.lost)
}

const kindsOf: Partial<Record<CreditRole, RecordKind[]>> = { artist: ['group', 'person'], 'filmed-in': ['place'] }

class Resolver {
  private readonly slugs = new Set<string>()
  private readonly credits: SplitResult['credits'] = []
  private readonly parts: SplitResult['parts'] = []
  private readonly questions: string[] = []
  private count = 0

  constructor(
    private readonly text: string,
    private readonly lineOf: (at: number) => number,
    private readonly known: KnownRecords,
    private readonly plan: Plan,
  ) {}

  split(notes: string[], lost: number): Split {
    const { plan, text } = this
    const front = (name: 'title' | 'standfirst' | 'question', confidence: number) => {
      const use = plan.uses.find(({ as }) => as === name)
      if (plan[name] !== '' && use) this.note(name, plan[name], use, confidence)
    }
    front('title', 0.9)
    front('standfirst', 0.7)
    front('question', 0.8)
    this.noteProse('intro', plan.intro, 0.8)
    const entries = plan.entries.map((entry) => this.entry(entry, null))
    const sections = this.sections(plan.sections)
    this.noteProse('outro', plan.outro, 0.7)
    const title = oneLine(plan.title) || 'Untitled'
    const list: ListFile = {
      slug: slugify(title) || 'untitled',
      formerly: [],
      title: title.slice(0, limits.title),
      standfirst: oneLine(plan.standfirst),
      order: plan.countdown
        ? 'countdown'
        : plan.numbered
          ? 'numbered'
          : sections.some((one) => one.entries.length > 0 || one.sections.length > 0)
            ? 'plain'
            : 'numbered',
      question: oneLine(plan.question),
      description: '',
      language: '',
      template: null,
      waived: [],
      series: null,
      authors: [],
      cover: null,
      state: 'draft',
      published: null,
      intro: this.prose(plan.intro),
      outro: this.prose(plan.outro),
      entries,
      sections,
      removed: [],
    }
    if (plan.title === '') this.questions.push('The article has no title: set “title” and “slug”.')
    const found = this.count
    if (found === 0) this.questions.push('No entry was found: the whole text is in the introduction and the sections.')
    const proof = prove(text, plan.uses)
    const place = ({ from, to }: { from: number; to: number }) => ({ from, to, line: this.lineOf(from) })
    return {
      list,
      newRecords: [...this.known.proposed],
      result: {
        text,
        parts: this.parts,
        credits: this.credits,
        newRecords: [...this.known.proposed].map((record) => {
          const near = this.known.near.get(record)
          const { kind, slug, name } = record
          return {
            record: referenceTo(kind, slug),
            kind,
            name,
            near: near ? { record: referenceTo(near.kind, near.slug), name: near.name, under: this.known.artistOf(near)?.name ?? null } : null,
          }
        }),
        questions: [...plan.doubts, ...this.questions, ...this.known.doubts],
        notes,
        leftOver: proof.leftOver.map((one) => ({ ...place(one), words: text.slice(one.from, one.to).trim() })),
        dropped: proof.dropped.map(({ why, ...one }) => ({ ...place(one), why })),
        faults: proof.twice.reduce((sum, { from, to }) => sum + to - from, lost),
      },
    }
  }

  private note(part: string, value: string, { from, to }: { from: number; to: number }, confidence: number, copied = false) {
    this.parts.push({ part, value, from, to, line: this.lineOf(from), confidence, copied })
  }
  private noteProse(part: string, pieces: readonly Piece[], confidence: number) {
    for (const piece of pieces) this.note(part, this.text.slice(piece.from, piece.to), piece, confidence)
  }

  private prose(pieces: readonly Piece[]): string {
    let out = ''
    pieces.forEach(({ from, to, tight }, index) => {
      let start = from
      // An item of a list in a list keeps its distance from the edge.
      if (tight) while (start > 0 && /[ \t]/.test(this.text[start - 1]!)) start--
      const words = this.text.slice(start, to).replace(/\\$/, '')
      out += index === 0 ? words : (tight && pieces[index - 1]!.tight ? '\n' : '\n\n') + words
    })
    return out.trim()
  }

  private sections(plans: readonly SectionPlan[]): ListFile['sections'] {
    const sections: ListFile['sections'] = []
    const top = Math.min(...plans.map(({ level }) => level))
    plans.forEach((plan, index) => {
      const { from, to } = plan.at
      this.note(`section ${index + 1}`, plan.heading, { from, to }, 0.8)
      this.noteProse(`section ${index + 1}.body`, plan.body, 0.8)
      const name = placeName(plan.heading)
      const place = this.known.find(plan.heading, ['place']) ?? this.known.find(name, ['place'])
      const made = {
        heading: oneLine(plan.heading).slice(0, limits.heading),
        body: this.prose(plan.body),
        place: place ? referenceTo('place', place.slug) : null,
        entries: plan.entries.map((entry) => this.entry(entry, place)),
      }
      const parent = sections.at(-1)
      if (plan.level > top && parent) parent.sections.push(made)
      else sections.push({ ...made, sections: [] })
    })
    return sections
  }

  private entry(plan: EntryPlan, place: FileRecord | null): FileEntry {
    const id = `entry ${++this.count}`
    const credits: FileEntry['credits'] = []
    const give = (role: CreditRole, record: FileRecord, { name, from, to, confidence }: Placed, isNew: boolean) => {
      const subject = referenceTo(record.kind, record.slug)
      if (credits.length >= limits.credits || credits.some((one) => one.role === role && one.subject === subject)) return
      credits.push({ role, subject })
      this.credits.push({ part: id, role, name, record: subject, isNew, confidence, from, to, line: this.lineOf(from) })
    }
    const isNew = (record: FileRecord) => this.known.proposed.has(record)
    const person = (role: CreditRole, names: readonly Placed[]) => {
      for (const one of names) {
        const kinds = kindsOf[role] ?? (['person', 'group'] as RecordKind[])
        const record = this.namesake(one, kinds) ?? (one.also ? this.known.find(one.also, kinds) : null) ?? this.propose(role, one.name, one.also)
        if (record) give(role, record, one, isNew(record))
      }
    }
    person('lead', plan.names.lead)
    person('artist', plan.names.artist)
    for (const role of ['featured', 'with', 'cast', 'cameo'] as const) person(role, plan.names[role])
    const artists = credits.filter(({ role }) => role === 'artist').map(({ subject }) => subject)
    let song: FileRecord | null = null
    if (plan.song) {
      const { name, also } = plan.song
      const find = (title: string) => this.known.findSong(title, artists)
      song =
        find(name) ??
        (also ? find(also) : null) ??
        this.known.propose('song', oneLine(name).slice(0, 200), { parent: artists[0] ?? null, names: namesOf(also) })
      give('song', song, plan.song, isNew(song))
    } else this.questions.push(`${id} (line ${this.lineOf(plan.at.from)}, “${plan.heading}”) names no song.`)
    if (plan.song && artists.length === 0) this.questions.push(`${id} (line ${this.lineOf(plan.at.from)}, “${plan.heading}”): who sings it?`)
    person('director', plan.names.director)
    person('filmed-in', plan.names['filmed-in'])
    if (place && plan.names['filmed-in'].length === 0) give('filmed-in', place, { name: place.name, ...plan.at, confidence: 0.7 }, false)
    const video = this.video(plan, song, id)
    const heading = oneLine(plan.heading).slice(0, limits.heading)
    this.note(id, heading, plan.at, plan.confidence, plan.copied)
    this.noteProse(`${id}.body`, plan.body, 0.9)
    return { slug: this.slug(song?.name ?? heading), formerly: [], heading, subheading: subheadingOf(plan), body: this.prose(plan.body), credits, video }
  }

  /** The record of a name; of several that share it, the one whose group is named beside it, or else somewhere in the article. */
  private namesake({ name, from, to }: Placed, kinds: readonly RecordKind[]): FileRecord | null {
    const first = this.known.find(name, kinds)
    const same = this.known.all(name, kinds).filter(({ kind }) => kind === first?.kind)
    if (!first || same.length < 2) return first
    const isNamedIn = (words: string) => (record: FileRecord) => record.parent !== null && this.known.namesOf(record.parent).some((one) => words.includes(one))
    const beside = same.filter(isNamedIn(this.text.slice(Math.max(0, from - 40), to + 40)))
    const anywhere = beside.length > 0 ? beside : same.filter(isNamedIn(this.text))
    if (anywhere.length !== 1)
      this.doubtOnce(`Which ${name} is it: ${same.map(({ kind, slug }) => referenceTo(kind, slug)).join(' or ')}? The first was taken.`)
    return anywhere[0] ?? first
  }

  private doubtOnce(question: string) {
    if (!this.questions.includes(question)) this.questions.push(question)
  }

  private propose(role: CreditRole, typed: string, also?: string): FileRecord | null {
    const name = oneLine(typed)
    if (name.trim() === '' || name.length > 200) return null
    if (role === 'filmed-in') return this.known.propose('place', name)
    const names = namesOf(also)
    if (role !== 'artist') return this.known.propose('person', name, { names })
    const kind = guessKind(name)
    const before = this.known.proposed.size
    const record = this.known.propose(kind, name, { names })
    if (this.known.proposed.size > before) this.questions.push(`Is “${name}” a ${kind}? It is new, and was taken for one.`)
    return record
  }

  private video(plan: EntryPlan, song: FileRecord | null, id: string): Reference | null {
    const owner = song ? referenceTo('song', song.slug) : null
    if (!plan.video) {
      const only = owner && this.known.onlyVideoOf(owner)
      return only ? referenceTo('video', only.slug) : null
    }
    const url = videoUrl(plan.video)
    const known = this.known.findVideo(url)
    const record = known ?? this.known.propose('video', song?.name ?? (oneLine(plan.heading).slice(0, 200) || 'Video'), { parent: owner, url })
    const reference = referenceTo('video', record.slug)
    const { from, to } = plan.video
    this.credits.push({ part: id, role: 'video', name: url, record: reference, isNew: !known, confidence: 0.95, from, to, line: this.lineOf(from) })
    return reference
  }

  private slug(words: string): string {
    const base = slugify(words) || 'entry'
    const slug = freeSlug(isReservedEntrySlug(base) ? `the-${base}` : base, (one) => this.slugs.has(one))
    this.slugs.add(slug)
    return slug
  }
}

/** Korean and English names of people have two or three parts; groups have one word, or capitals alone. */
function guessKind(name: string): RecordKind {
  const words = name.split(/\s+/)
  if (/^[가-힣]{3}$/.test(name)) return 'person'
  const given = words.length === 2 && words.every((word) => /^\p{Lu}[\p{Ll}.’'-]+(?:-\p{L}\p{Ll}+)?$/u.test(word))
  return given || (words.length === 2 && /^\p{Lu}\p{Ll}+-\p{L}\p{Ll}+$/u.test(words[1]!)) ? 'person' : 'group'
}

/** A name in another script beside the first. */
const namesOf = (also: string | undefined): FileRecord['names'] =>
  also ? [{ name: oneLine(also).slice(0, 200), lang: /\p{Script=Hangul}/u.test(also) ? 'ko' : 'en', alias: false }] : []

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

function subheadingOf({ subheading }: EntryPlan): string {
  const [text, bold] = [oneLine(subheading.text), subheading.bold && oneLine(subheading.bold)]
  if (text === '') return ''
  const at = bold ? text.indexOf(bold) : -1
  if (at < 0) return escapeMarkdown(text)
  return writeInline([{ text: text.slice(0, at) }, { text: bold!, bold: true }, { text: text.slice(at + bold!.length) }])
}
