import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  creditRoles,
  draftDocument,
  emptyDocument,
  entriesOf,
  type Credit,
  type CreditRole,
  type ListDocument,
  type ListEntry,
  type Subsection,
} from '../schema'
import { applyChanges, noteLost } from './apply-changes'
import { operationsInput, type DraftChange, type Insert, type Operation } from './operations'
import { changesBetween } from './operations-between'
import { mapOperations, rebaseOperations } from './rebase-operations'
import { changeText, diffText, invertChanges, joinChanges, mapChanges, type TextChanges } from './text-changes'

const word = fc.constantFrom('a', 'bb ', 'ccc', ' ', '💜', '빅뱅', '\n', 'x')
const text = fc.array(word, { maxLength: 8 }).map((parts) => parts.join(''))

/** Places at which no character is cut in two. */
const placesOf = (of: string) => [...of].reduce<number[]>((all, letter) => [...all, all.at(-1)! + letter.length], [0])
const changesOf = (of: string): fc.Arbitrary<TextChanges> => {
  const places = placesOf(of)
  return fc.array(fc.tuple(fc.nat(places.length - 1), fc.nat(3), text), { maxLength: 3 }).map((given) => {
    let from = 0
    return given
      .toSorted((a, b) => a[0] - b[0])
      .flatMap(([at, count, inserted]): TextChanges => {
        const start = Math.max(from, at)
        const end = Math.min(places.length - 1, start + count)
        if (start > end || (start === end && inserted === '')) return []
        from = end + 1
        return [[places[start]!, places[end]! - places[start]!, inserted]]
      })
  })
}

describe('changes of a text', () => {
  test('lead back by their inverse, whatever they are', () =>
    fc.assert(
      fc.property(
        text.chain((of) => fc.tuple(fc.constant(of), changesOf(of))),
        ([of, changes]) => {
          expect(changeText(changeText(of, changes), invertChanges(of, changes))).toBe(of)
        },
      ),
    ))

  test('of two writers give the same text, whoever comes first, with all that both typed', () =>
    fc.assert(
      fc.property(
        text.chain((of) => fc.tuple(fc.constant(of), changesOf(of), changesOf(of), fc.boolean())),
        ([of, mine, theirs, first]) => {
          const one = changeText(changeText(of, mine), mapChanges(theirs, mine, !first))
          const other = changeText(changeText(of, theirs), mapChanges(mine, theirs, first))
          expect(one).toBe(other)
          expect(one.isWellFormed()).toBe(true)
          for (const [, , inserted] of [...mine, ...theirs]) expect(one).toContain(inserted)
        },
      ),
      { numRuns: 3000 },
    ))

  test('are found between two texts, and no character is cut in two', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.array(word, { maxLength: 60 }), (one, other) => {
        const changes = diffText(one.join(''), other.join(''))
        expect(changeText(one.join(''), changes)).toBe(other.join(''))
        for (const [, , inserted] of changes) expect(inserted.isWellFormed()).toBe(true)
      }),
    )
    expect(diffText('a💜b', 'a💛b')).toEqual([[1, 2, '💛']])
    expect(
      diffText('The quick brown fox jumps over the lazy dog today', 'The slow brown fox leaps over the lazy dog tonight').map(([, , now]) => now.trim()),
    ).toEqual(['slow', 'leaps', 'tonight'])
  })

  test('are of whole words where one that begins like its neighbour is put in or taken away, so that another writer’s changes leave it whole', () => {
    expect(diffText('big cat', 'big cow cat')).toEqual([[4, 0, 'cow ']])
    expect(diffText('big cow cat', 'big cat')).toEqual([[4, 4, '']])
    expect(diffText('cat', 'ccat')).toEqual([[0, 0, 'c']])
    // Letters that are typed on at the end of a word go there.
    expect(diffText('to se', 'to see')).toEqual([[5, 0, 'e']])
    expect(diffText('a b', 'a bb')).toEqual([[3, 0, 'b']])
    const [put, taken] = [diffText('big cat', 'big cow cat'), diffText('big cat', 'big ')]
    expect(changeText(changeText('big cat', taken), mapChanges(put, taken, true))).toBe('big cow ')
    const [gone, beside] = [diffText('big cow cat', 'big cat'), diffText('big cow cat', 'big cow old cat')]
    expect(changeText(changeText('big cow cat', gone), mapChanges(beside, gone, true))).toBe('big old cat')
    // One that is put in the place of another, or of several.
    expect(diffText('she was running', 'she was walking')).toEqual([[8, 7, 'walking']])
    expect(diffText('an old cow, now', 'an new row, now')).toEqual([[3, 7, 'new row']])
    expect(diffText('recieve', 'receive')).toEqual([[3, 2, 'ei']])
    const [other, inside] = [diffText('old brown cow', 'new row'), diffText('old brown cow', 'old big brown cow')]
    expect(changeText(changeText('old brown cow', other), mapChanges(inside, other, false))).toBe('new rowbig ')
    // One that begins or ends alike by chance, too: who takes the old one away at the same time takes no letter of the new one.
    expect(diffText('a bridge here', 'a border here')).toEqual([[2, 6, 'border']])
    expect(diffText('a bridge and cow here', 'a border here')).toEqual([[2, 14, 'border']])
    const [instead, away] = [diffText('a bridge here', 'a border here'), diffText('a bridge here', 'a here')]
    expect(changeText(changeText('a bridge here', away), mapChanges(instead, away, true))).toBe('a borderhere')
    // A part of a word, where at least half of it stays.
    expect(diffText('사라', '사랑')).toEqual([[1, 1, '랑']])
    expect(diffText('colour', 'colored')).toEqual([[4, 2, 'red']])
    const [long, longer] = ['and that is how the cats of that street begin to row', 'but others say that it was a dog, and you may follow']
    const [at, deleted] = diffText(long, longer).at(-1)!
    expect(at + deleted).toBe(long.length)
  })

  test('one after the other are one, where they touch', () => {
    const typed = [...'word'].reduce<TextChanges>((all, letter, index) => joinChanges(all, [[5 + index, 0, letter]]) ?? [], [[5, 0, '']])
    expect(typed).toEqual([[5, 0, 'word']])
    fc.assert(
      fc.property(
        text.chain((of) => fc.tuple(fc.constant(of), changesOf(of))),
        text,
        fc.nat(20),
        fc.nat(4),
        ([of, first], inserted, at, deleted) => {
          const once = changeText(of, first)
          const next: TextChanges = [[Math.min(at, once.length), Math.min(deleted, once.length - Math.min(at, once.length)), inserted]]
          const both = joinChanges(first, next)
          if (both) expect(changeText(of, both)).toBe(changeText(once, next))
        },
      ),
    )
  })
})

const names = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6'].map((name) => `entry00${name}`)
const sectionNames = ['s1', 's2', 's3', 's4'].map((name) => `section0${name}`)
const credit = fc.record({
  role: fc.constantFrom(...(Object.keys(creditRoles) as CreditRole[]).slice(0, 2)),
  subject: fc.constantFrom('recordone0', 'recordtwo0'),
})
const credits: fc.Arbitrary<Credit[]> = fc.uniqueArray(credit, { maxLength: 3, selector: ({ role, subject }) => role + subject })
const entry = (id: string): fc.Arbitrary<ListEntry> =>
  fc.record({
    id: fc.constant(id),
    slug: fc.constant(id),
    heading: text,
    subheading: fc.constant(''),
    body: text,
    credits,
    video: fc.constantFrom(null, 'videoone0'),
  })

/** Any document: of these entries and sections some, each somewhere. */
const document: fc.Arbitrary<ListDocument> = fc
  .record({
    title: text,
    order: fc.constantFrom('numbered' as const, 'countdown' as const),
    entries: fc.shuffledSubarray(names).chain((ids) => fc.tuple(...ids.map(entry))),
    sections: fc.shuffledSubarray(sectionNames),
    heading: text,
    spread: fc.array(fc.nat(9), { minLength: 20, maxLength: 20 }),
  })
  .map(({ title, order, entries, sections, heading, spread }) => {
    const made: ListDocument = { ...emptyDocument(title), order }
    const parts: { entries: ListEntry[] }[] = [made]
    for (const [index, id] of sections.entries()) {
      const section: Subsection = { id, heading: `${heading}${id}`, body: heading, place: null, entries: [] }
      const parent = made.sections[spread[index]! % 4]
      if (parent) parent.sections.push(section)
      else made.sections.push({ ...section, sections: [] })
      parts.push(parent ? parent.sections.at(-1)! : made.sections.at(-1)!)
    }
    entries.forEach((one, index) => parts[spread[index + 6]! % parts.length]!.entries.push(one))
    return made
  })

describe('operations of a draft', () => {
  test('between any two documents make the one of the other, and their inverse leads back', () =>
    fc.assert(
      fc.property(document, document, (before, after) => {
        const changes = changesBetween(before, after)
        const { document: made, inverse, done } = applyChanges(before, changes)
        expect(made).toEqual(after)
        expect(done).toEqual(changes)
        expect(applyChanges(made, inverse).document).toEqual(before)
        expect(draftDocument.parse(made)).toEqual(made)
        expect(operationsInput.safeParse({ id: 'list', base: 1, operations: [{ id: 'tabone00-00000001', changes }] }).error).toBeUndefined()
      }),
      { numRuns: 1000 },
    ))

  test('one letter is a few bytes, and one move one change', () => {
    const list = {
      ...emptyDocument('List'),
      entries: Array.from({ length: 200 }, (_, n) => ({
        id: `entry${n}`,
        slug: `e-${n}`,
        heading: `Heading ${n}`,
        subheading: '',
        body: 'word '.repeat(100),
        credits: [],
        video: null,
      })),
    }
    const typed = { ...list, entries: list.entries.with(150, { ...list.entries[150]!, body: `${list.entries[150]!.body}x` }) }
    expect(JSON.stringify(changesBetween(list, typed)).length).toBeLessThan(120)
    const moved = { ...list, entries: [list.entries[199]!, ...list.entries.slice(0, -1)] }
    expect(changesBetween(list, moved)).toEqual([{ do: 'move', on: { entry: 'entry199' }, into: null, after: null }])
  })
})

/** A server in miniature: what `changeDraft` does, without its database. */
class Server {
  log: Operation[] = []
  document: ListDocument
  constructor(private start: ListDocument) {
    this.document = start
  }
  take(base: number, operations: Operation[]): Operation[] {
    const lost = new Map<string, Insert>()
    let replayed = this.start
    for (const [index, { changes }] of this.log.entries()) {
      const applied = applyChanges(replayed, changes)
      replayed = applied.document
      if (index >= base) noteLost(lost, applied)
    }
    for (const operation of rebaseOperations(operations, this.log.slice(base))) {
      if (this.log.some(({ id }) => id === operation.id)) continue
      const applied = applyChanges(this.document, operation.changes, lost)
      noteLost(lost, applied)
      this.document = applied.document
      this.log.push({ id: operation.id, changes: applied.done })
    }
    return this.log.slice(base)
  }
}

class Client {
  confirmed: ListDocument
  base = 0
  waiting: Operation[] = []
  lost = new Map<string, Insert>()
  private count = 0
  constructor(
    private tab: string,
    private server: Server,
  ) {
    this.confirmed = server.document
  }
  get shown(): ListDocument {
    return this.waiting.reduce((now, { changes }) => applyChanges(now, changes, this.lost).document, this.confirmed)
  }
  change(to: ListDocument) {
    const changes = changesBetween(this.shown, to)
    if (changes.length > 0) this.waiting.push({ id: `${this.tab}-${String(this.count++).padStart(8, '0')}`, changes })
  }
  /** Sends all that waits; the answer may be lost on the way. */
  send(answered: boolean) {
    const log = this.server.take(this.base, this.waiting)
    if (!answered) return
    this.waiting = rebaseOperations(this.waiting, log)
    for (const { changes } of log) {
      const applied = applyChanges(this.confirmed, changes)
      noteLost(this.lost, applied)
      this.confirmed = applied.document
    }
    this.base += log.length
  }
}

/** What one writer does to what is on the screen: an entry comes, goes, moves, is written in; a section comes or goes. */
type Deed = { what: number; which: number; where: number; at: number }
const deed = fc.record({ what: fc.nat(6), which: fc.nat(30), where: fc.nat(30), at: fc.nat(30) })
let typed = 0
function doDeed(document: ListDocument, { what, which, where, at }: Deed, said: string[]): ListDocument {
  const placed = entriesOf(document)
  const one = placed.length > 0 ? placed[which % placed.length]!.entry : null
  const parts = [null, ...document.sections.map(({ id }) => id)]
  const into = parts[where % parts.length]!
  const apply = (...changes: DraftChange[]) => applyChanges(document, changes).document
  const type = (of: string) => {
    const mark = String.fromCharCode(0xe000 + typed++)
    said.push(mark)
    const letters = [...of]
    return letters.toSpliced(at % (letters.length + 1), which % 3, mark).join('')
  }
  if (what === 0 || !one)
    return apply({
      do: 'insert',
      entry: { id: `new${typed}`, slug: `new${typed}`, heading: type(''), subheading: '', body: '', credits: [], video: null },
      into,
      after: null,
    })
  if (what === 1) return apply({ do: 'remove', on: { entry: one.id } })
  if (what === 2) return apply({ do: 'move', on: { entry: one.id }, into, after: placed[at % placed.length]!.entry.id })
  if (what === 3) return apply({ do: 'insert', section: { id: `section${typed++}`, heading: '', body: '', place: null }, into: null, after: null })
  if (what === 4 && into) return apply({ do: 'remove', on: { section: into } })
  const body = type(one.body)
  return apply({ do: 'edit', on: { entry: one.id }, field: 'body', changes: diffText(one.body, body) })
}

test('three writers, in any order of arrival and with answers lost: all see the same in the end, and all that was typed is in the draft or its history', () => {
  const step = fc.record({ who: fc.nat(2), deed, send: fc.nat(4) })
  fc.assert(
    fc.property(document, fc.array(step, { minLength: 5, maxLength: 60 }), (start, steps) => {
      typed = 0
      const server = new Server(start)
      const clients = ['taba0000', 'tabb0000', 'tabc0000'].map((tab) => new Client(tab, server))
      const said: string[] = []
      for (const { who, deed, send } of steps) {
        const client = clients[who]!
        client.change(doDeed(client.shown, deed, said))
        if (send < 2) client.send(send === 0)
      }
      for (const _ of [1, 2]) for (const client of clients) client.send(true)
      for (const client of clients) {
        expect(client.waiting).toEqual([])
        expect(client.confirmed).toEqual(server.document)
      }
      // The log gives the draft on every machine, and what it holds is a draft.
      expect(server.log.reduce((now, { changes }) => applyChanges(now, changes).document, start)).toEqual(server.document)
      expect(draftDocument.parse(server.document)).toEqual(server.document)
      const own = server.log.map(({ id }) => id).filter((id) => id.startsWith('taba'))
      expect(own).toEqual(own.toSorted())
      const history = JSON.stringify(server.log)
      for (const mark of said) expect(history.includes(mark) || JSON.stringify(server.document).includes(mark), mark).toBe(true)
    }),
    { numRuns: 300 },
  )
})

describe('two who know nothing of each other', () => {
  const one = (id: string, body = 'Words'): ListEntry => ({ id, slug: id, heading: id, subheading: '', body, credits: [], video: null })
  const start: ListDocument = {
    ...emptyDocument('List'),
    entries: [one('a'), one('b')],
    sections: [{ id: 's', heading: 'S', body: '', place: null, entries: [one('c'), one('d')], sections: [] }],
  }
  const both = (first: DraftChange[], second: DraftChange[]) => {
    const server = new Server(start)
    server.take(0, [{ id: 'taba0000-00000001', changes: first }])
    server.take(0, [{ id: 'tabb0000-00000001', changes: second }])
    return server.document
  }
  const order = (document: ListDocument) => entriesOf(document).map(({ entry, section }) => `${section?.id ?? ''}/${entry.id}`)
  const edit = (id: string, at: number, inserted: string): DraftChange => ({ do: 'edit', on: { entry: id }, field: 'body', changes: [[at, 0, inserted]] })
  const remove = (id: string): DraftChange => ({ do: 'remove', on: { entry: id } })

  test('an entry that is written in is not removed, whoever came first', () => {
    for (const document of [both([edit('b', 5, ' more')], [remove('b')]), both([remove('b')], [edit('b', 5, ' more')])]) {
      expect(order(document)).toEqual(['/a', '/b', 's/c', 's/d'])
      expect(document.entries[1]!.body).toBe('Words more')
    }
  })
  test('a move and words both stand', () => {
    const move: DraftChange = { do: 'move', on: { entry: 'a' }, into: 's', after: 'c' }
    for (const document of [both([move], [edit('a', 0, 'New ')]), both([edit('a', 0, 'New ')], [move])]) {
      expect(order(document)).toEqual(['/b', 's/c', 's/a', 's/d'])
      expect(document.sections[0]!.entries[1]!.body).toBe('New Words')
    }
  })
  test('what is put behind something that is gone stands where that was', () => {
    const put: DraftChange = { do: 'insert', entry: one('n'), into: null, after: 'b' }
    expect(order(both([remove('b')], [put]))).toEqual(['/a', '/n', 's/c', 's/d'])
    expect(order(both([remove('a'), remove('b')], [put]))).toEqual(['/n', 's/c', 's/d'])
  })
  test('a section that is removed leaves its entries, also one that was put in meanwhile, and comes back when its heading was changed', () => {
    const gone: DraftChange = { do: 'remove', on: { section: 's' } }
    const put: DraftChange = { do: 'insert', entry: one('n'), into: 's', after: 'c' }
    expect(order(both([put], [gone]))).toEqual(['/a', '/b', '/c', '/n', '/d'])
    expect(order(both([gone], [put]))).toEqual(['/a', '/b', '/c', '/n', '/d'])
    const named: DraftChange = { do: 'edit', on: { section: 's' }, field: 'heading', changes: [[1, 0, 'eoul']] }
    expect(both([named], [gone]).sections).toMatchObject([{ heading: 'Seoul' }])
    expect(both([gone], [named]).sections).toMatchObject([{ heading: 'Seoul' }])
  })
  test('of two values the later stands, and the other is in what leads back', () => {
    const set = (to: string): DraftChange => ({ do: 'set', on: 'list', field: 'order', from: 'numbered', to })
    expect(both([set('countdown')], [set('plain')]).order).toBe('plain')
    expect(applyChanges({ ...start, order: 'countdown' }, [set('plain')]).inverse).toEqual([
      { do: 'set', on: 'list', field: 'order', from: 'plain', to: 'countdown' },
    ])
  })
  test('two new entries with one address get two', () => {
    const put = (id: string): DraftChange => ({ do: 'insert', entry: { ...one(id), slug: 'entry' }, into: null, after: 'b' })
    expect(both([put('n')], [put('m')]).entries.map(({ slug }) => slug)).toEqual(['a', 'b', 'entry-2', 'entry'])
  })
  test('what one typed in one run stays together', () => {
    const server = new Server(start)
    const type = (tab: string, words: string) =>
      [...words].map((letter, index): Operation => ({ id: `${tab}-0000000${index}`, changes: [edit('a', index, letter)] }))
    server.take(0, type('tabb0000', 'quick '))
    server.take(0, type('taba0000', 'brown '))
    expect(server.document.entries[0]!.body).toBe('brown quick Words')
  })
})

test('undoing leaves alone what somebody else has done since', () => {
  const undo: Operation = { id: 'taba0000-00000002', changes: [{ do: 'set', on: 'list', field: 'order', from: 'plain', to: 'numbered' }] }
  const other: Operation = { id: 'tabb0000-00000001', changes: [{ do: 'set', on: 'list', field: 'order', from: 'plain', to: 'countdown' }] }
  expect(mapOperations([undo], other, { yielding: true }).waiting[0]!.changes).toEqual([])
  expect(mapOperations([undo], other).waiting[0]!.changes).toHaveLength(1)
})
