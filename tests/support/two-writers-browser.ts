import { applyChanges } from '@/features/articles/document/apply-changes'
import { findSection, partsOf } from '@/features/articles/document/parts'
import type { DraftChange, Operation } from '@/features/articles/document/operations'
import { emptyDocument, entriesOf, type ListDocument } from '@/features/articles/schema'
import { addClashes } from '@/features/editor/document/clashes'
import { addEntry, blankEntry, changeEntry, moveEntryTo, removeEntry, renameEntry } from '@/features/editor/document/entries'
import { putEntryBack, type EntryInsert } from '@/features/editor/document/removed-entries'
import { addSection, changeSection, removeSection } from '@/features/editor/document/sections'
import { sendable } from '@/features/editor/document/sendable'
import {
  beginSession,
  changeSession,
  chooseText,
  confirmSession,
  hasWork,
  isSame,
  keptOf,
  mergeSession,
  noteSent,
  resumeOn,
  sentBefore,
  setApart,
  stepSession,
  type Base,
  type KeptSession,
  type ServerLog,
  type Session,
} from '@/features/editor/document/session'

export type Newer = Parameters<typeof mergeSession>[1]
export type Answer = { is: 'answer'; value: ServerLog } | { is: 'newer'; value: Newer }
export type Draft = Base & { document: ListDocument }

export type Asked = { operations: readonly Operation[]; sent?: string[] }

/** What a browser can ask of the site. */
export type Site = {
  /** `isLost`: what was done since `base` is not known any more. */
  take(who: number, base: Base, asked: Asked, isLost: boolean): Promise<Answer>
  draft(): Promise<Draft>
  /** How an entry that was removed comes back; null when there is none. */
  removed(who: number, nth: number): Promise<EntryInsert | null>
}
export type Unlucky = { next: () => number; newWord: () => string; wordsIn: (value: unknown) => Map<string, number>; happened: Record<string, number> }

/** A request on its way, and its answer when the site has it. */
type Flight = { base: Base; operations: readonly Operation[]; answer: Answer | null }
/** A session with the request that it waits for. `kept`: what an ended tab had kept, from which it was made. */
type Line = { session: Session; flight: Flight | null; kept: KeptSession | null; isBefore: boolean; isMerged: boolean }

/** What is sent at once at the most, in characters of JSON. */
const room = [300, 3000, 45_000]

/**
 * One writer's browser: draft-keeper.client.ts without a page, a clock and a network. Requests leave, arrive, are answered and are lost when they are told to.
 */
export class TwoWritersBrowser {
  acts = 0
  readonly typed = new Set<string>()
  /** Words that this writer saw and took away on purpose, and that no place has to hold but the draft from before. */
  readonly takenAway = new Set<string>()
  /** Words that no storage had when the browser was killed. */
  readonly unkept = new Set<string>()
  /** What ended tabs have that the site does not take. */
  readonly stuck: { why: string; operation: Operation }[] = []
  private page: Line
  private ended: Line[] = []
  /** Requests that were given up, and may arrive all the same. */
  private givenUp: Flight[] = []
  private kept: KeptSession | null = null
  private sinceKept = new Set<string>()
  private tab = ''
  private ids = 0
  private tabs = 0

  constructor(
    private readonly index: number,
    private readonly site: Site,
    start: Draft,
    private readonly luck: Unlucky,
  ) {
    this.page = this.newPage(start)
  }

  get session() {
    return this.page.session
  }
  get isBusy() {
    return this.page.flight !== null || this.ended.length > 0 || this.session.waiting.length > 0
  }

  /** All that this browser has and the site may lack. */
  get unsent() {
    return [this.session, ...this.ended.map(({ session }) => session)].map(({ waiting }) => waiting)
  }

  /** The site is stopped: answers that are on their way come to nobody. */
  loseAnswers() {
    for (const line of this.lines) if (line.flight?.answer) line.flight = null
  }

  /** One thing that happens here, by a number from 0 to 1. */
  async live(act: number, isAway: boolean): Promise<void> {
    if (act < 0.6) await this.write()
    else if (isAway && act < 0.63) await this.end(act < 0.62 ? 'reload' : 'kill')
    else if (isAway) return
    else if (act < 0.72) this.send()
    else if (act < 0.82) await this.arrive()
    else if (act < 0.92) this.hear()
    else if (act < 0.95) this.lose()
    else if (act < 0.97) await this.arriveLate()
    else if (act < 0.98) await this.end('reload')
    else if (act < 0.985) await this.end('kill')
    else this.adoptEnded()
  }

  async sendAndArrive(): Promise<void> {
    this.send()
    await this.arrive()
  }

  /** All that is left to do, without any trouble. */
  async rest(): Promise<void> {
    await this.arriveLate()
    await this.arrive()
    this.hear()
    this.send()
    await this.arrive()
    this.hear()
    this.adoptEnded()
  }

  private pick = (count: number) => Math.floor(this.luck.next() * count)
  private newId = () => String(this.ids++).padStart(8, '0')
  private count = (what: string) => (this.luck.happened[what] = (this.luck.happened[what] ?? 0) + 1)

  private newPage({ version, madeBy, document }: Draft): Line {
    this.tab = `tab${this.index}${String(this.tabs++).padStart(4, '0')}`
    return { session: beginSession(this.tab, version, document, madeBy), flight: null, kept: null, isBefore: false, isMerged: false }
  }

  /** The one that sends: what ended tabs have left goes one after the other, beside the page's own. */
  private get lines(): Line[] {
    return [this.page, ...this.ended.slice(0, 1)]
  }

  private send(): void {
    for (const line of this.lines) {
      if (line.flight) continue
      const { session } = line
      const most = room[this.pick(room.length)]!
      let operations = sendable(session, most)
      if (operations.length === 0 && session.refused.size > 0 && line === this.page) operations = sendable(session, most, { again: true })
      if (line === this.page) line.session = noteSent(session, operations)
      line.flight = { base: { version: session.version, madeBy: session.madeBy }, operations, answer: null }
    }
  }

  private async arrive(): Promise<void> {
    for (const { flight, session } of this.lines) {
      if (!flight || flight.answer) continue
      const { base, operations } = flight
      const isLost = this.luck.next() < 0.01
      if (isLost) this.count('bases lost')
      flight.answer = await this.site.take(this.index, base, { operations }, isLost)
      // As send-operations.client.ts.
      if (flight.answer.is === 'newer') flight.answer = await this.site.take(this.index, base, { operations: [], sent: sentBefore(session) }, isLost)
      this.count(flight.answer.is === 'newer' ? 'merged by words' : 'requests')
    }
  }

  /** A request arrives that its browser has given up. Nobody hears the answer. */
  private async arriveLate(): Promise<void> {
    const flight = this.givenUp.shift()
    if (!flight || flight.operations.length === 0) return
    this.count('arrived after they were given up')
    await this.site.take(this.index, flight.base, flight, false)
  }

  private hear(): void {
    for (const line of this.lines) {
      const { flight, session } = line
      if (!flight?.answer) continue
      line.flight = null
      // What a tab had kept was taken over meanwhile: then the answer is to another question.
      if (session.version !== flight.base.version) continue
      const { answer } = flight
      const after = answer.is === 'newer' ? mergeSession(session, answer.value) : confirmSession(session, answer.value)
      line.session = line === this.page ? setApart(session, after, this.newId) : after
      if (after.clashes.length > session.clashes.length) this.count('texts to choose')
      const isStuck = answer.is === 'answer' && after.waiting.length > 0 && (sendable(after, 1).length === 0 || isSame(session, after))
      if (!isStuck || line === this.page) continue
      // The page says so, and the browser keeps it.
      this.ended.shift()
      for (const operation of after.waiting) this.stuck.push({ why: after.refused.get(operation.id) ?? 'waits', operation })
    }
  }

  private lose(): void {
    for (const line of this.lines) {
      if (!line.flight) continue
      this.count(line.flight.answer ? 'answers lost' : 'requests lost')
      if (!line.flight.answer && this.luck.next() < 0.5) this.givenUp.push(line.flight)
      line.flight = null
    }
  }

  /** What an ended tab had kept and is on the site now is shown, or is in what the page hears next. */
  private adoptEnded(): void {
    const [line] = this.ended
    if (!line || this.page.flight) return
    const { session, isBefore, isMerged } = line
    const { version } = this.session
    const isUntouched = (upTo: number) => this.session.waiting.length === 0 && this.session.undo.length === 0 && version <= upTo
    const isAtOnce = !isMerged && line.kept!.version === session.confirmedVersion && isUntouched(session.confirmedVersion)
    if (!isAtOnce && (line.flight || session.waiting.length > 0 || session.version < session.confirmedVersion)) return
    if (line.flight) this.givenUp.push(line.flight)
    const clashes = addClashes(this.session.clashes, session.clashes)
    if (isUntouched(session.version) && (isBefore || hasWork(session)))
      this.page.session = setApart(this.session, { ...session, clashes, undo: isBefore ? session.undo : [], redo: isBefore ? session.redo : [] }, this.newId)
    else this.page.session = setApart(this.session, { ...this.session, clashes }, this.newId)
    this.ended.shift()
    this.keep()
    this.count('taken over from ended tabs')
  }

  private keep(): void {
    this.kept = structuredClone(keptOf(this.session, ''))
    this.sinceKept.clear()
  }

  /** The page ends and is loaded again; when it was killed, what was done in the last moment was not kept. */
  private async end(how: 'reload' | 'kill'): Promise<void> {
    this.count(how === 'reload' ? 'loaded again' : 'killed')
    if (how === 'reload') this.keep()
    else for (const word of this.sinceKept) this.unkept.add(word)
    this.sinceKept.clear()
    for (const { flight } of this.lines) if (flight && !flight.answer) this.givenUp.push(flight)
    const rows = [...(this.kept ? [{ kept: this.kept, isBefore: true }] : []), ...this.ended.map(({ kept }) => ({ kept: kept!, isBefore: false }))]
    this.page = this.newPage(await this.site.draft())
    this.kept = null
    this.ended = rows
      .filter(({ kept, isBefore }) => isBefore || hasWork(kept))
      .map(({ kept, isBefore }) => ({ ...resumeOn(this.page.session, kept), flight: null, kept, isBefore }))
    this.adoptEnded()
  }

  private async write(): Promise<void> {
    const before = this.session
    const moment = { at: this.acts * 400, newId: this.newId }
    const what = this.pick(1000)
    const chooses = what >= 80 && what < 110 && before.clashes.length > 0
    if (what < 80) this.page.session = stepSession(before, this.pick(3) === 0 ? 'redo' : 'undo', moment)
    else if (chooses) {
      const chosen = (['yours', 'theirs', 'both'] as const)[this.pick(3)]!
      this.page.session = chooseText(before, before.clashes[this.pick(before.clashes.length)]!, chosen, moment)
      this.count('texts chosen')
    } else if (what >= 994) await this.putBack(moment)
    else {
      const { change, moved, key } = this.deed(before.present, what)
      this.page.session = changeSession(before, change, { ...moment, moved, key })
    }
    if (this.session.present === before.present) return
    this.acts++
    const isForGood = !chooses && (what < 200 || (what >= 975 && what < 980))
    if (isForGood) this.noteTaken(before.present)
    if (this.luck.next() < 0.8) this.keep()
  }

  private noteTaken(before: ListDocument): void {
    const [had, has] = [this.luck.wordsIn(before), this.luck.wordsIn(this.session.present)]
    for (const word of had.keys()) if (!has.has(word)) this.takenAway.add(word)
    // What an ended tab took away goes when the site hears of it, though the page still shows it.
    if (this.ended.length === 0) for (const word of has.keys()) if (!had.has(word)) this.takenAway.delete(word)
  }

  private async putBack(moment: { at: number; newId: () => string }): Promise<void> {
    const insert = await this.site.removed(this.index, this.pick(5))
    if (!insert) return
    this.page.session = changeSession(this.session, (document) => putEntryBack(document, insert, {}), moment)
    this.count('entries put back')
  }

  private words(): string {
    const words = Array.from({ length: 1 + this.pick(5) }, () => this.luck.newWord())
    for (const word of words) {
      this.typed.add(word)
      this.sinceKept.add(word)
    }
    return `${words.join(' ')} `
  }

  /** A text with words put in, at its beginning, its end or between two words; with `instead`, in the place of one or two that stand there. */
  private written(text: string, instead = false): string {
    const borders = [0, ...Array.from(text.matchAll(/ /g), ({ index }) => index + 1), text.length]
    const where = this.pick(4)
    const at = where === 0 ? 0 : where === 1 ? borders.length - 1 : this.pick(borders.length)
    const to = Math.min(at + (instead ? 1 + this.pick(2) : 0), borders.length - 1)
    return text.slice(0, borders[at]) + this.words() + text.slice(borders[to])
  }

  /** What a writer does to a document, by a number below 1000. Most of it is writing. */
  private deed(document: ListDocument, what: number): { change: (document: ListDocument) => ListDocument; moved?: string; key?: string } {
    const placed = entriesOf(document)
    const one = placed[this.pick(placed.length)]?.entry
    const parts = partsOf(document)
    const part = parts[this.pick(parts.length)]!
    const section = part.id === null ? null : findSection(document, part.id)
    const id = `new${this.index}${this.newId()}`
    const edit = (change: DraftChange) => () => applyChanges(document, [change]).document
    const cut = (text: string) => text.replace(/^(\S+ )?\S+ /, '')
    if (what >= 955 && what < 967) return { change: () => addEntry(document, { ...blankEntry(id, id), heading: this.words() }, part.id) }
    if (!one) return { change: () => document }
    if (what < 160) return { change: () => changeEntry(document, one.id, { body: this.written(one.body, true) }) }
    if (what < 200) return { change: () => changeEntry(document, one.id, { body: cut(one.body) }) }
    if (what < 240) return { change: () => renameEntry(document, one.id, this.written(one.heading), {}), key: `entry-heading ${one.id}` }
    if (what < 330) return { change: () => moveEntryTo(document, one.id, part.id, this.pick(part.entries.length + 1)), moved: one.id }
    if (what < 400) return { change: () => ({ ...document, intro: this.written(document.intro) }), key: 'intro' }
    if (what < 430) return { change: () => ({ ...document, standfirst: this.written(document.standfirst) }), key: 'standfirst' }
    if (what < 440) return { change: () => ({ ...document, order: document.order === 'numbered' ? 'countdown' : emptyDocument('').order }) }
    if (what < 500 && section) return { change: () => changeSection(document, section.id, { body: this.written(section.body) }), key: `section ${section.id}` }
    if (what < 955) return { change: () => changeEntry(document, one.id, { body: this.written(one.body) }), key: `entry-body ${one.id}` }
    if (what < 970) return { change: () => addSection(document, id, parts.length < 5 ? null : (document.sections[0]?.id ?? null)) }
    if (what < 975) return { change: () => removeEntry(document, one.id) }
    if (what < 980 && section && parts.length > 4) return { change: () => removeSection(document, section.id) }
    if (what < 987) return { change: () => removeEntry(document, one.id) }
    return { change: edit({ do: 'edit', on: { entry: one.id }, field: 'subheading', changes: [[0, 0, this.words()]] }) }
  }
}
