import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyChanges, noteLost } from '@/features/articles/document/apply-changes'
import { doAllThatFit, missingIn, type DoneOperation } from '@/features/articles/document/do-operations'
import { keyOf, type DraftChange, type Insert, type Operation } from '@/features/articles/document/operations'
import { rebaseOperations } from '@/features/articles/document/rebase-operations'
import { diffText } from '@/features/articles/document/text-changes'
import { emptyDocument, entriesOf, type ListDocument } from '@/features/articles/schema'
import { blankEntry } from './entries'
import { sendable } from './sendable'
import { beginSession, changeSession, confirmSession, hasWork, keptOf, mergeSession, noteSent, resumeSession, stepSession, type Session } from './session'

// Real sessions of several browsers against what the site does with operations, without a database and a network: requests and answers take their time, or are lost.

type Answer = { version: number; log: { id: string; changes?: DraftChange[] }[]; known: string[]; refused: { id: string; message: string }[] }

class Site {
  log: DoneOperation[] = []
  constructor(public document: ListDocument) {}
  get version() {
    return this.log.length + 1
  }
  /** As features/articles/commands/change-draft.ts. */
  take(base: number, operations: Operation[]): Answer {
    const past = this.log.slice(base - 1)
    const known = new Set(operations.map(({ id }) => id).filter((id) => this.log.some((one) => one.id === id)))
    const lost = new Map<string, Insert>()
    for (const { changes, inverse } of past) noteLost(lost, { done: changes, inverse })
    const waiting = rebaseOperations(operations, past).filter(({ id }) => !known.has(id))
    const missing = new Set(missingIn(this.document, waiting, lost).map(keyOf))
    const ever = new Map<string, Insert>()
    for (const { changes, inverse } of this.log) noteLost(ever, { done: changes, inverse })
    const found = [...ever].filter(([key]) => missing.has(key))
    const { document, done, refused } = doAllThatFit(this.document, waiting, new Map([...found, ...lost]))
    this.document = document
    this.log.push(...done)
    const log = [...past, ...done].map(({ id, changes }) => ({ id, changes }))
    return { version: this.version, log, known: [...known].filter((id) => !log.some((one) => one.id === id)), refused }
  }
}

class Browser {
  session: Session
  /** What the site answered, on its way. */
  answer: Answer | 'newer' | null = null
  private count = 0
  constructor(
    private readonly tab: string,
    private readonly site: Site,
  ) {
    this.session = beginSession(tab, site.version, site.document)
  }
  newId = () => String(this.count++).padStart(8, '0')
  write(deed: Deed, said: Set<string>) {
    const moment = { at: this.count * 100, newId: this.newId }
    const before = JSON.stringify(this.session.present)
    if (deed.what === 8) this.session = stepSession(this.session, deed.at % 2 ? 'undo' : 'redo', moment)
    else this.session = changeSession(this.session, (document) => doDeed(document, deed, said), moment)
    // What its writer takes away before anybody has seen it is nowhere.
    const after = JSON.stringify(this.session.present)
    for (const mark of said) if (before.includes(mark) && !after.includes(mark)) said.delete(mark)
  }
  send(most: number) {
    if (this.answer) return
    const operations = sendable(this.session, most, { again: true })
    this.session = noteSent(this.session, operations)
    this.answer = this.site.take(this.session.version, operations)
  }
  hear() {
    const { answer, site } = this
    this.answer = null
    if (answer === 'newer') {
      const known = site.log.map(({ id }) => id).filter((id) => this.session.sent.has(id))
      this.session = mergeSession(this.session, { version: site.version, document: site.document, known })
    } else if (answer) this.session = confirmSession(this.session, answer)
  }
  /** The page is loaded again: the answer comes to nobody. */
  reload() {
    const kept = keptOf(this.session, '')
    const { version, document } = this.site
    this.answer = null
    this.session = kept && hasWork(kept) ? resumeSession(this.tab, kept, version, document) : beginSession(this.tab, version, document)
  }
}

type Deed = { what: number; which: number; where: number; at: number }
const deed = fc.record({ what: fc.nat(9), which: fc.nat(30), where: fc.nat(30), at: fc.nat(30) })
let typed = 0

function doDeed(document: ListDocument, { what, which, where, at }: Deed, said: Set<string>): ListDocument {
  const placed = entriesOf(document)
  const one = placed.length > 0 ? placed[which % placed.length]!.entry : null
  const sections = document.sections.flatMap((section) => [section, ...section.sections])
  const parts = [null, ...sections.map(({ id }) => id)]
  const into = parts[where % parts.length]!
  const apply = (change: DraftChange) => applyChanges(document, [change]).document
  const type = (of: string) => {
    const mark = String.fromCharCode(0xe000 + typed++)
    said.add(mark)
    return [...of].toSpliced(at % (of.length + 1), which % 3, mark).join('')
  }
  const id = `new${typed}`
  if (what === 0 || !one) return apply({ do: 'insert', entry: { ...blankEntry(id, id), heading: type('') }, into, after: null })
  if (what === 1) return apply({ do: 'remove', on: { entry: one.id } })
  if (what === 2) return apply({ do: 'move', on: { entry: one.id }, into, after: placed[at % placed.length]!.entry.id })
  if (what === 3) return apply({ do: 'insert', section: { id: `section${typed++}`, heading: type(''), body: '', place: null }, into, after: null })
  const section = sections.find((of) => of.id === into)
  if (what === 4 && section) return apply({ do: 'remove', on: { section: section.id } })
  if (what === 5 && section) return apply({ do: 'edit', on: { section: section.id }, field: 'body', changes: diffText(section.body, type(section.body)) })
  return apply({ do: 'edit', on: { entry: one.id }, field: 'body', changes: diffText(one.body, type(one.body)) })
}

const start = (): ListDocument => ({
  ...emptyDocument('List'),
  entries: ['a', 'b', 'c'].map((id) => ({ ...blankEntry(id, id), heading: id, body: 'Words' })),
  sections: [{ id: 's', heading: 'S', body: '', place: null, entries: [], sections: [{ id: 't', heading: 'T', body: 'Inner', place: null, entries: [] }] }],
})

/** What happens next: somebody writes; a request leaves, with much or little of what waits; its answer comes, or is lost, or says that too much was done since; a page is loaded again. */
const happening = fc.record({
  who: fc.nat(2),
  act: fc.constantFrom('write', 'write', 'write', 'send', 'hear', 'lose', 'newer', 'reload'),
  deed,
  much: fc.boolean(),
})

function weather(happenings: { who: number; act: string; deed: Deed; much: boolean }[]) {
  typed = 0
  const site = new Site(start())
  const browsers = ['taba0000', 'tabb0000', 'tabc0000'].map((tab) => new Browser(tab, site))
  const said = new Set<string>()
  for (const { who, act, deed, much } of happenings) {
    const browser = browsers[who]!
    if (act === 'write') browser.write(deed, said)
    else if (act === 'send') browser.send(much ? Infinity : 150)
    else if (act === 'hear') browser.hear()
    else if (act === 'reload') browser.reload()
    else if (browser.answer) {
      if (act === 'lose') browser.answer = null
      else {
        browser.answer = 'newer'
        browser.hear()
      }
    }
  }
  // All come to rest.
  for (let round = 0; round < 500 && browsers.some(({ session }) => session.waiting.length > 0 || session.version < site.version); round++)
    for (const browser of browsers) {
      browser.hear()
      browser.send(300)
      browser.hear()
    }
  return { site, browsers, said }
}

test('whatever comes late, twice or not at all: all see the same in the end, nothing is refused, and all that was typed is in the draft or its history', () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 10, maxLength: 80 }), (happenings) => {
      const { site, browsers, said } = weather(happenings)
      for (const { session } of browsers) {
        expect(session.waiting.map(({ id }) => [id, session.refused.get(id)])).toEqual([])
        expect(session.present).toEqual(site.document)
      }
      const history = JSON.stringify([site.document, site.log])
      for (const mark of said) expect(history.includes(mark), mark.codePointAt(0)!.toString(16)).toBe(true)
    }),
    { numRuns: 400 },
  )
})
