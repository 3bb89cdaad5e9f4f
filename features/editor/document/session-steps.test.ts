import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entriesOf } from '@/features/articles/schema'
import { moment, entry, list, begin, bodyOf, order, write, type, undo, redo, theirs, hear, typedAt } from '@/tests/factories/sessions'
import { addEntry, changeEntry, moveEntry, removeEntry } from './entries'
import { addSection } from './sections'
import { atOnceNamed, nextAtOnce, noteAtOnce, notTaken, takenAtOnce } from './at-once-steps'
import { changeSession, keptOf, takeBack, type Session } from './session'

describe('steps back', () => {
  test('are runs of a word, or up to a pause, or one field', () => {
    let session = type(begin(), ' three four')
    session = type(session, 'teen', 10_000)
    expect(bodyOf(session)).toBe('One two three fourteen')
    expect([(session = undo(session)), (session = undo(session)), (session = undo(session))].map((one) => bodyOf(one))).toEqual([
      'One two three four',
      'One two three ',
      'One two ',
    ])
    expect(bodyOf(undo(session))).toBe('One two')
    expect([(session = redo(session)), (session = redo(session)), redo(session)].map((one) => bodyOf(one))).toEqual([
      'One two three ',
      'One two three four',
      'One two three fourteen',
    ])
    // A clock that was put back meanwhile makes no step longer.
    expect(bodyOf(undo(type(type(begin(), ' four', 86_400_000), 'teen')))).toBe('One two four')
    // At another place it is another step.
    expect(bodyOf(undo(write(write(begin(), 'One two!'), 'Zone two!', 100)))).toBe('One two!')
    // Also right before what was typed a moment ago.
    expect(bodyOf(undo(write(write(begin(), 'Hers', 0, 'b'), 'First: Hers', 100, 'b')), 'b')).toBe('Hers')
    // What was undone is gone after something new is written.
    const anew = write(session, 'Other')
    expect(redo(anew)).toEqual(anew)
  })

  test('a section stays when somebody else wrote in one that its writer has put into it', () => {
    const outer = changeSession(begin(), (now) => addSection(now, 'outersection'), moment())
    const both = changeSession(outer, (now) => addSection(now, 'innersection', 'outersection'), moment())
    const sectionsOf = ({ present }: Session) => present.sections.flatMap((section) => [section, ...section.sections]).map(({ id }) => id)
    expect(sectionsOf(undo(undo(both)))).toEqual([])
    const known = hear(both, ...both.waiting, theirs({ do: 'edit', on: { section: 'innersection' }, field: 'body', changes: [[0, 0, 'Hers.']] }))
    expect(sectionsOf(undo(undo(known)))).toEqual(['outersection', 'innersection'])
    expect(undo(undo(known)).present.sections[0]!.sections[0]!.body).toBe('Hers.')
  })

  test('a composition is one step: what it replaces begins nothing', () => {
    let session = begin()
    for (const [index, body] of ['One two ㅂ', 'One two 비', 'One two 빅', 'One two 빅ㅂ', 'One two 빅배', 'One two 빅뱅'].entries())
      session = write(session, body, index * 100)
    expect(bodyOf(undo(session))).toBe('One two')
  })

  test('what tidies up behind a writer belongs to the step before; what has no field is a step of its own', () => {
    const bold = changeSession(begin(), (now) => changeEntry(now, 'a', { body: 'One **two**' }), moment())
    const typed = type(bold, ' ')
    expect(bodyOf(undo(typed))).toBe('One **two**')
    const tidied = changeSession(typed, (now) => changeEntry(now, 'a', { body: 'One  **two**' }), { ...moment(), key: 'body:a', joins: true })
    expect(tidied.undo).toHaveLength(typed.undo.length)
    expect(bodyOf(undo(tidied))).toBe('One **two**')
    expect(bodyOf(undo(undo(tidied)))).toBe('One two')
  })

  test('go through fields, moves and removals in one row', () => {
    let session = type(begin(), '!')
    session = changeSession(session, (now) => moveEntry(now, 'a', 1), moment())
    session = changeSession(session, (now) => removeEntry(now, 'c'), moment())
    session = write(session, 'More', 0, 'b')
    const seen = []
    for (let step = 0; step < 4; step++) {
      session = undo(session)
      seen.push([order(session).join(''), bodyOf(session), bodyOf(session, 'b')])
    }
    expect(seen).toEqual([
      ['ba', 'One two!', ''],
      ['bac', 'One two!', ''],
      ['abc', 'One two!', ''],
      ['abc', 'One two', ''],
    ])
  })

  test('one act is taken back by its name, and what was done after it stays', () => {
    let session = changeSession(begin(), (now) => removeEntry(now, 'b'), moment())
    const { of } = session.undo.at(-1)!
    session = takeBack(type(session, '!'), of, moment())
    expect([order(session).join(''), bodyOf(session)]).toEqual(['abc', 'One two!'])
    expect(takeBack(session, 'nothing', moment())).toBe(session)
    expect(order(undo(session)).join('')).toBe('ac')
  })

  test('never undo somebody else: not their words, not what they wrote in, not where they moved it', () => {
    const typed = hear(type(begin(), '!'), theirs(typedAt(0, 'Her ')))
    expect(bodyOf(typed)).toBe('Her One two!')
    expect(bodyOf(undo(typed))).toBe('Her One two')
    const added = hear(
      changeSession(begin(), (now) => addEntry(now, entry('n'), null), moment()),
      theirs(typedAt(0, 'x', 'b')),
    )
    const sent = hear(added, added.waiting[0]!, theirs(typedAt(0, 'Hers', 'n')))
    expect(order(undo(sent)).join('')).toBe('abcn')
    const moved = changeSession(begin(), (now) => moveEntry(now, 'a', 1), { ...moment(), moved: 'a' })
    expect(moved.waiting[0]!.changes).toEqual([{ do: 'move', on: { entry: 'a' }, into: null, after: 'b' }])
    const after = hear(moved, moved.waiting[0]!, theirs({ do: 'move', on: { entry: 'a' }, into: null, after: 'c' }))
    expect(order(undo(after)).join('')).toBe('bca')
  })

  test('take nothing back that somebody else did too, and first', () => {
    const remove = theirs({ do: 'remove', on: { entry: 'b' } })
    const removed = hear(
      changeSession(begin(), (now) => removeEntry(removeEntry(now, 'b'), 'c'), moment()),
      remove,
    )
    // The other entry is one's own to bring back.
    expect(order(undo(removed)).join('')).toBe('ac')
    expect(order(takeBack(removed, removed.undo[0]!.of, moment())).join('')).toBe('ac')

    const credit = { role: 'artist' as const, subject: 'taylor' }
    const credits = (session: Session) => entriesOf(session.present)[0]!.entry.credits
    const credited = hear(
      changeSession(begin(), (now) => changeEntry(now, 'a', { credits: [credit] }), moment()),
      theirs({ do: 'credit', on: { entry: 'a' }, credit, after: null }),
    )
    expect(credits(undo(credited))).toEqual([credit])

    const put = hear(
      changeSession(begin(), (now) => addEntry(now, entry('n'), null), moment()),
      theirs({ do: 'insert', entry: entry('n'), into: null, after: 'c' }),
    )
    expect(order(undo(put)).join('')).toBe('abcn')

    // Who came first takes back what is theirs.
    const first = changeSession(begin(), (now) => removeEntry(now, 'b'), moment())
    expect(order(undo(hear(first, first.waiting[0]!, { ...remove, changes: [] }))).join('')).toBe('abc')
  })

  test('of what is no part of the draft stand among the others, in their order, and others’ work leaves them alone', () => {
    const names = { is: 'authors', from: ['ann'], to: ['ann', 'bo'] } as const
    const noted = noteAtOnce(type(begin(), '!'), { ...names, from: [...names.from], to: [...names.to] }, { of: 'names', at: 0 })
    expect(noted.redo).toEqual([])
    const typed = hear(type(noted, '?', 10_000), theirs(typedAt(0, 'Her ')), { id: 'replaced-00000000-00000000', changes: [] })
    const stays = hear(type(noted, '?', 10_000), theirs(typedAt(0, 'Her ')))
    // Words typed behind it are a step of their own, though they go on where others were.
    expect(stays.undo.map(({ atOnce }) => atOnce?.is ?? 'words')).toEqual(['words', 'authors', 'words'])
    const back = undo(stays)
    expect(bodyOf(back)).toBe('Her One two!')
    // It waits for whoever takes it: the session alone cannot.
    expect(undo(back).present).toBe(back.present)
    const step = nextAtOnce(back, 'undo')!
    expect(step.atOnce).toEqual({ is: 'authors', from: ['ann', 'bo'], to: ['ann'] })
    expect(atOnceNamed(back, 'names')).toBe(step)
    const taken = takenAtOnce(back, step, 'undo', 0)
    expect(bodyOf(undo(taken))).toBe('Her One two')
    expect(nextAtOnce(taken, 'redo')!.atOnce).toEqual({ is: 'authors', from: ['ann'], to: ['ann', 'bo'] })
    // The site did not: it can be tried again, or never will be.
    expect(notTaken(taken, step, 'undo', false)).toMatchObject({ undo: [{}, step], redo: [{}] })
    expect(notTaken(taken, step, 'undo', true)).toMatchObject({ undo: [{}], redo: [{}] })
    // Kept with the others, and left when the draft is replaced.
    expect(keptOf(back, '')!.undo).toContainEqual(step)
    expect(typed.undo.map(({ atOnce }) => atOnce?.is)).toEqual(['authors'])
  })

  test('all of them give the first document', () => {
    const deed = fc.record({ what: fc.nat(3), id: fc.constantFrom('a', 'b', 'c', 'd'), text: fc.constantFrom('x', 'words ', '빅', '💜'), at: fc.nat(3000) })
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
        const session = deeds.reduce(
          (now, { what, id, text, at }) =>
            changeSession(
              now,
              (document) =>
                what === 0
                  ? addEntry(removeEntry(document, id), entry(id, text), null)
                  : what === 1
                    ? moveEntry(document, id, 1)
                    : what === 2
                      ? removeEntry(document, id)
                      : changeEntry(document, id, { body: (entriesOf(document).find(({ entry }) => entry.id === id)?.entry.body ?? '') + text }),
              moment(at, `body:${id}`),
            ),
          begin(),
        )
        let back = session
        for (let step = 0; step < 40; step++) back = undo(back)
        expect(back.present).toEqual(list())
        for (let step = 0; step < 40; step++) back = redo(back)
        expect(back.present).toEqual(session.present)
      }),
    )
  })
})
