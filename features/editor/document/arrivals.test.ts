import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyChanges } from '@/features/articles/document/apply-changes'
import type { DraftChange, Operation } from '@/features/articles/document/operations'
import { rebaseOperations } from '@/features/articles/document/rebase-operations'
import { begin, bodyOf, hear, theirs, type, typedAt } from '@/tests/factories/sessions'
import { emptyDocument, type ListDocument } from '@/features/articles/schema'
import { arrivalsOf, caretAfter, changesTo } from './arrivals'
import { beginSession, confirmSession, type ServerLog, type Session } from './session'

/** Where the caret of a session's writer is after an answer. */
function moved(before: Session, after: Session, log: ServerLog['log'], caret: number): number {
  return caretAfter(changesTo(arrivalsOf(before, after, log), before.present.intro, after.present.intro), caret)
}

test('of two who type the same at one place each has the caret behind their own word', () => {
  const mine = type(begin(), ' ha ha')
  const log = [theirs(typedAt(7, ' ha ha ha'))]
  const after = hear(mine, ...log)
  expect(bodyOf(after)).toBe('One two ha ha ha ha ha')
  const [arrival] = arrivalsOf(mine, after, log)
  // The tab of the other one stands behind: its name is the later one.
  expect(caretAfter(arrival!.changes, 13)).toBe(13)
  const first = hear(type(begin(undefined, 'tabzzzz0'), ' ha ha'), ...log)
  expect(caretAfter(arrivalsOf(type(begin(undefined, 'tabzzzz0'), ' ha ha'), first, log)[0]!.changes, 13)).toBe(13 + ' ha ha ha'.length)
})

test('a text that came about in another way is left to its difference', () => {
  const before = type(begin(), '!')
  const log = [theirs(typedAt(0, 'Her '))]
  const after = { ...hear(before, ...log), present: { ...before.present, entries: before.present.entries.map((one) => ({ ...one, body: 'Other' })) } }
  expect(arrivalsOf(before, after, log)).toEqual([])
  expect(changesTo([], 'One', 'One two')).toEqual([[[3, 0, ' two']]])
})

/** Writers at one text. The places in it do not depend on what is typed, so the same story is told with letters that are all alike, and with ones of which each is another. */
class Story {
  document: ListDocument
  sessions: Session[]
  log: Operation[] = []
  carets = [0, 0]
  private ids = 0
  constructor(private readonly letter: () => string) {
    this.document = { ...emptyDocument('List'), intro: this.letters(6) }
    this.sessions = ['tabbbbb0', 'tabaaaa0'].map((tab) => beginSession(tab, 1, this.document))
  }
  private letters(count: number): string {
    return Array.from({ length: count }, () => this.letter()).join('')
  }
  type(who: number, count: number) {
    const edit: DraftChange = { do: 'edit', on: 'list', field: 'intro', changes: [[this.carets[who]!, 0, this.letters(count)]] }
    const session = this.sessions[who]!
    const operation = { id: `${session.tab}-${String(this.ids++).padStart(8, '0')}`, changes: [edit] }
    this.sessions[who] = { ...session, waiting: [...session.waiting, operation], present: applyChanges(session.present, [edit]).document }
    this.carets[who]! += count
  }
  /** Sends what waits, and hears the answer; returns the text before it. */
  meet(who: number) {
    const session = this.sessions[who]!
    const past = this.log.slice(session.version - 1)
    const done = rebaseOperations(session.waiting, past)
    for (const { changes } of done) this.document = applyChanges(this.document, changes).document
    this.log.push(...done)
    const log = [...past, ...done]
    const after = confirmSession(session, { version: this.log.length + 1, log })
    this.carets[who] = moved(session, after, log, this.carets[who]!)
    this.sessions[who] = after
  }
}

test('whatever two type at one text, the caret stays behind the letter that it was behind', () => {
  const act = fc.record({ who: fc.constantFrom(0, 1), does: fc.constantFrom('type', 'type', 'go', 'meet'), by: fc.nat(20) })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      let next = 0x4e00
      const alike = new Story(() => 'a')
      const told = new Story(() => String.fromCharCode(next++))
      for (const { who, does, by } of acts) {
        const session = told.sessions[who]!
        const caret = told.carets[who]!
        for (const story of [alike, told]) {
          if (does === 'type') story.type(who, 1 + (by % 4))
          else if (does === 'go') story.carets[who] = by % (session.present.intro.length + 1)
          else story.meet(who)
        }
        if (does !== 'meet') continue
        const behind = caret === 0 ? 0 : told.sessions[who]!.present.intro.indexOf(session.present.intro[caret - 1]!) + 1
        expect(told.carets[who]).toBe(behind)
        expect(alike.carets[who]).toBe(behind)
      }
    }),
    { numRuns: 300 },
  )
})
