import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Operation } from '@/features/articles/document/operations'
import { diffText } from '@/features/articles/document/text-changes'
import { emptyDocument, entriesOf, type ListDocument } from '@/features/articles/schema'
import { isSameWords, markedBetween, seamOf, toKeep, withChosen } from './clashes'
import { blankEntry, changeEntry } from './entries'
import {
  beginSession,
  changeSession,
  chooseText,
  confirmSession,
  hasWork,
  keptOf,
  mergeSession,
  resumeSession,
  setApart,
  stepSession,
  type Session,
} from './session'
import { sendable } from './sendable'

let count = 0
const newId = () => String(count++).padStart(8, '0')
const moment = { at: 0, newId }
const text = 'It was filmed in Shoreditch.'
const list = (body = text): ListDocument => ({ ...emptyDocument('List'), entries: [{ ...blankEntry('a', 'a'), heading: 'a', body }] })
const begin = (body = text) => beginSession('tabmine0', 1, list(body))
const write = (session: Session, body: string) => changeSession(session, (now) => changeEntry(now, 'a', { body }), moment)
const bodyOf = ({ present }: Session) => entriesOf(present)[0]!.entry.body
const edit = (from: string, to: string): Operation => ({
  id: `taboffer-${newId()}`,
  changes: [{ do: 'edit', on: { entry: 'a' }, field: 'body', changes: diffText(from, to) }],
})
const hear = (session: Session, ...log: Operation[]) => confirmSession(session, { version: session.version + log.length, log })

const mine = 'It was filmed in one street of London.'
const theirs = 'It was filmed in a studio near Seoul.'
const met = () => hear(write(begin(), mine), edit(text, theirs))

describe('two who write the same words apart from each other', () => {
  test('have both in the field, and one of them chooses', () => {
    const session = met()
    expect(session.clashes).toEqual([{ on: { entry: 'a' }, field: 'body', yours: mine, theirs, both: bodyOf(session) }])
    for (const words of ['one street of London', 'a studio near Seoul']) expect(bodyOf(session)).toContain(words)
    const [clash] = session.clashes
    for (const [chosen, body] of [
      ['yours', mine],
      ['theirs', theirs],
      ['both', bodyOf(session)],
    ] as const) {
      // prettier-ignore
      const decided = chooseText(session, clash!, chosen, moment)
      expect([decided.clashes, bodyOf(decided)]).toEqual([[], body])
      // A choice can be taken back like anything else, and what it took away stays in the history.
      if (chosen === 'both') continue
      expect(bodyOf(stepSession(decided, 'undo', moment))).toBe(bodyOf(session))
      expect(decided.waiting.at(-1)!.changes).toMatchObject([{ do: 'edit', keep: true }])
      expect(write(decided, `${body}!`).waiting.at(-1)!.changes).not.toMatchObject([{ keep: true }])
    }
  })

  test('have a blank between, in which no choice leaves a second one', () => {
    for (const [my, their] of [
      ['An icy lake.', 'A freezing lake.'],
      ['A freezing lake.', 'A frosty lake.'],
      [mine, theirs],
    ] as const) {
      const before = write(begin('A cold lake.'), my)
      const session = setApart(before, hear(before, edit('A cold lake.', their)), newId)
      const [clash] = session.clashes
      if (!clash) continue
      expect(clash.both).toBe(bodyOf(session))
      expect([seamOf(clash), bodyOf(session).includes('  ')]).toEqual([null, false])
      for (const [chosen, body] of [['yours', my], ['theirs', their]] as const) expect(bodyOf(chooseText(session, clash, chosen, moment))).toBe(body) // prettier-ignore
      // Once.
      expect(setApart(session, session, newId)).toBe(session)
    }
    const before = write(begin(), mine)
    const session = setApart(before, met(), newId)
    expect(bodyOf(session)).toMatch(/(London a studio|Seoul one street)/)
    expect(seamOf({ yours: 'the icy lake', theirs: 'the freezing lake', both: 'the icyfreezing lake' })).toBe(7)
    expect(seamOf({ yours: 'the freezing lake', theirs: 'the frosty lake', both: 'the freezingfrosty lake' })).toBe(12)
    expect(seamOf({ yours: 'icy ', theirs: 'cold', both: 'icy cold' })).toBe(null)
  })

  test('have steps back that take the blank into account, whichever of the two stands first', () => {
    for (const tab of ['tabmine0', 'tabzzzz0']) {
      const before = write(write(beginSession(tab, 1, list('A cold lake. The end.')), 'A cold lake. The very end.'), 'A freezing lake. The very end.')
      const session = setApart(before, hear(before, edit('A cold lake. The end.', 'A frosty lake. The end.')), newId)
      expect(bodyOf(session)).toMatch(/^A (freezing frosty|frosty freezing) lake\. The very end\.$/)
      const once = stepSession(session, 'undo', moment)
      expect(bodyOf(once)).toMatch(/^A (frosty|frosty cold|cold frosty) +lake\. The very end\.$|^A +frosty lake\. The very end\.$/)
      expect(bodyOf(stepSession(once, 'undo', moment))).toMatch(/lake\. The end\.$/)
    }
  })

  test('keep what they write in that field before they choose', () => {
    const session = write(met(), `Later. ${bodyOf(met())} Later still.`)
    const heard = hear(session, edit(bodyOf(met()), `${bodyOf(met())} And theirs.`))
    const decided = bodyOf(chooseText(heard, heard.clashes[0]!, 'theirs', moment))
    for (const words of ['Later. ', theirs, 'Later still.', 'And theirs.']) expect(decided).toContain(words)
    expect(decided).not.toContain('London')
  })

  test('are not asked when they wrote at different places, or on from each other', () => {
    const asks = (my: string, ...their: string[]) => {
      let before = text
      const log = their.map((after) => {
        const operation = edit(before, after)
        before = after
        return operation
      })
      return hear(write(begin(), my), ...log).clashes.length
    }
    expect(asks(`${text} More of it.`, `First. ${text}`)).toBe(0)
    expect(asks(`${text} A`, `${text} B`)).toBe(0)
    expect(asks(text.replace('filmed', ''), text.replace('filmed', 'shot'))).toBe(0)
    expect(asks(`${text} And a whole sentence of mine.`, `${text} And`, `${text} And then a whole one of theirs.`)).toBe(1)
    expect(asks(mine, 'It was filmed in a', theirs)).toBe(1)
    // The same words twice are not what either wrote.
    expect(asks(mine, mine)).toBe(1)
  })

  test('choose between the words that both changed: what either wrote elsewhere stays, whatever is chosen', () => {
    const session = hear(
      write(begin('One. Cold wind. Two.'), 'One. Freezing wind. Two. And mine.'),
      edit('One. Cold wind. Two.', 'Theirs. One. Icy wind. Two.'),
    )
    expect(session.clashes).toMatchObject([{ yours: 'Theirs. One. Freezing wind. Two. And mine.', theirs: 'Theirs. One. Icy wind. Two. And mine.' }])
  })

  test('never get a word of two halves, whatever was written since at its edges', () => {
    const start = 'We stayed until the end.'
    const three = hear(
      write(begin(start), `${start} Charlie seven eight nine.`),
      edit(start, `${start} Bravo four five six.`),
      edit(`${start} Bravo four five six.`, `${start} Bravo four five six. Alpha one two three.`),
    )
    const both = bodyOf(three)
    const arrived = confirmSession(three, { version: 4, log: [{ id: three.waiting[0]!.id }] })
    const typed = (at: number, inserted: string): Operation => ({
      id: `taboffer-${newId()}`,
      changes: [{ do: 'edit', on: { entry: 'a' }, field: 'body', changes: [[at, 0, inserted]] }],
    })
    const later = hear(arrived, typed(0, 'Edda first. '), typed(both.length + 12, ' Edda last.'))
    expect(bodyOf(chooseText(later, later.clashes[0]!, 'yours', moment))).toBe(`Edda first. ${start} Charlie seven eight nine. Edda last.`)
  })

  test('who meet again in a field before they have chosen choose both at once', () => {
    const first = met()
    const both = bodyOf(first)
    const sent = confirmSession(first, { version: 3, log: [{ id: first.waiting[0]!.id }] })
    const again = hear(write(sent, both.replace('It was', 'They were')), edit(both, both.replace('It was', 'He was')))
    expect(again.clashes).toMatchObject([{ yours: mine.replace('It was', 'They were'), theirs: theirs.replace('It was', 'He was') }])
  })

  test('are asked when an answer was lost before the other wrote', () => {
    const sent = write(begin(), `${text} Mine.`)
    const [first] = sent.waiting
    const later = write({ ...sent, sent: new Set([first!.id]) }, `${mine} Mine.`)
    const heard = hear(later, { id: first!.id, changes: first!.changes }, edit(`${text} Mine.`, `${theirs} Mine.`))
    expect(heard.clashes).toMatchObject([{ yours: `${mine} Mine.`, theirs: `${theirs} Mine.` }])
  })

  test('send their own words before a choice that takes them away, so that the site has kept them', () => {
    const session = met()
    const decided = chooseText(session, session.clashes[0]!, 'theirs', moment)
    expect(sendable(decided, 45_000)).toEqual(session.waiting)
    expect(sendable({ ...decided, waiting: decided.waiting.slice(1) }, 45_000)).toHaveLength(1)
  })

  test('are asked as well when the page was loaded again meanwhile, and when the base is not known any more', () => {
    const kept = keptOf(write(begin(), mine), '2026-11-27T10:00:00.000Z')!
    const loaded = resumeSession('tabother', kept, 2, list(theirs))
    const answered = confirmSession(loaded, { version: 2, log: [edit(text, theirs)] })
    expect(answered.clashes).toMatchObject([{ yours: mine, theirs, both: bodyOf(answered) }])
    expect(bodyOf(chooseText(answered, answered.clashes[0]!, 'yours', moment))).toBe(mine)
    // What was sent as the page ended had reached the site.
    const reached = resumeSession('tabother', kept, 3, list(bodyOf(answered)))
    const own = { id: kept.waiting[0]!.id, changes: answered.waiting[0]!.changes }
    expect(confirmSession(reached, { version: 3, log: [edit(text, theirs), own] }).clashes).toMatchObject([{ yours: mine, theirs }])
    expect(mergeSession(write(begin(), mine), { version: 5000, document: list(theirs) }).clashes).toMatchObject([{ yours: mine, theirs }])
    expect(mergeSession(write(begin(), mine), { version: 5000, document: list() }).clashes).toEqual([])
    // What is to be chosen outlives the page too.
    const later = keptOf(confirmSession(met(), { version: 3, log: [{ id: met().waiting[0]!.id }] }), '2026-11-27T10:00:00.000Z')!
    expect([hasWork({ ...later, waiting: [] }), resumeSession('tabthree', later, 3, list()).clashes.length]).toEqual([true, 1])
  })
})

test('what one chooses is that text, whatever the two are', () => {
  const texts = fc.array(fc.constantFrom('one ', 'two ', 'three. ', '빅뱅 ', '\n\n'), { maxLength: 12 }).map((words) => words.join(''))
  fc.assert(
    fc.property(texts, texts, texts, (yours, other, both) => {
      const clash = { on: 'list' as const, field: 'intro', yours, theirs: other, both }
      expect([withChosen(clash, 'yours', both), withChosen(clash, 'theirs', both)]).toEqual([yours, other])
      const marked = markedBetween(yours, other)
      expect([marked.yours, marked.theirs].map((side) => side.map((one) => one.text).join(''))).toEqual([yours, other])
      expect(isSameWords(diffText(both, yours), diffText(both, both))).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test('a browser keeps the newest of many long ones', () => {
  const long = { on: 'list' as const, yours: 'a'.repeat(50_000), theirs: '', both: 'b'.repeat(50_000) }
  expect(toKeep(['title', 'intro', 'outro', 'question'].map((field) => ({ ...long, field }))).map(({ field }) => field)).toEqual(['intro', 'outro', 'question'])
})

test('what both have is left out where it is long', () => {
  const long = 'word '.repeat(400)
  const { yours } = markedBetween(`${long}mine ${long}`, `${long}theirs ${long}`)
  const shown = yours.map((one) => one.text).join('')
  expect(shown.length).toBeLessThan(1000)
  expect(shown).toContain('… ')
  expect(yours.filter(({ differs }) => differs).map((one) => one.text)).toEqual(['mine'])
})
