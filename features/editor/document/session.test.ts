import { describe, expect, test } from 'vitest'
import { unstorablePath } from '@/platform/text/storable'
import { applyChanges } from '@/features/articles/document/apply-changes'
import type { DraftChange } from '@/features/articles/document/operations'
import { draftBounds, entriesOf } from '@/features/articles/schema'
import { moment, entry, list, begin, bodyOf, order, write, type, undo, theirs, hear, typedAt } from '@/tests/factories/sessions'
import { addEntry, changeEntry, removeEntry, renameEntry } from './entries'
import { leftPlaces, sendable } from './sendable'
import { beginSession, changeSession, confirmSession, keptOf, mergeSession, noteSent, resumeOn, resumeSession, type Session } from './session'

describe('what waits', () => {
  test('typing is one operation until it is sent, and goes on in another one', () => {
    let session = type(begin(), ' more')
    expect(session.waiting.map(({ changes }) => changes)).toEqual([[typedAt(7, ' more')]])
    session = type({ ...session, sent: new Set([session.waiting[0]!.id]) }, '!')
    expect(session.waiting).toHaveLength(2)
    expect(hear(session, session.waiting[0]!)).toMatchObject({ version: 2, waiting: [{ changes: [typedAt(12, '!')] }] })
  })

  test('is mapped over what others did, and an entry that they removed comes back with the words', () => {
    const session = hear(type(begin(), '!'), theirs(typedAt(0, 'Her ')), theirs({ do: 'remove', on: { entry: 'a' } }))
    expect(bodyOf(session)).toBe('Her One two!')
    expect(session.confirmed.entries.map(({ id }) => id)).toEqual(['b', 'c'])
  })

  test('a text that cannot be kept waits, and nothing waits for it', () => {
    let session = write(begin(), 'x'.repeat(draftBounds.maxCharacters + 1))
    session = changeSession(session, (now) => ({ ...now, title: 'Other' }), moment())
    expect(sendable(session, 1e9).flatMap(({ changes }) => changes)).toMatchObject([{ do: 'edit', on: 'list', field: 'title' }])
    // It goes on after a reload, and once the text is short again the site never meets the long one.
    for (let now of [session, resumeSession('tabagain', structuredClone(keptOf(session, '')!), 1, list())]) {
      now = write(now, 'x'.repeat(100))
      expect(sendable(now, 1e9)).toHaveLength(2)
      expect(now.waiting.reduce((made, { changes }) => applyChanges(made, changes).document, list())).toEqual(now.present)
      expect(bodyOf(undo(now))).toHaveLength(draftBounds.maxCharacters + 1)
    }
  })

  test('an entry that is put in with half a character goes without that text, which waits until it is whole or gone', () => {
    const half = 'Half of a heart: \ud83d'
    const added = changeSession(begin(), (now) => ({ ...now, entries: [...now.entries, entry('d', half)] }), moment())
    const isReplayed = (session: Session) =>
      expect(session.waiting.reduce((made, { changes }) => applyChanges(made, changes).document, list())).toEqual(session.present)
    expect(bodyOf(added, 'd')).toBe(half)
    expect(leftPlaces(added)).toMatchObject([{ on: { entry: 'd' }, field: 'body', message: expect.stringContaining('cannot be kept') }])
    expect(unstorablePath(sendable(added, 1e9))).toBe(null)
    expect(sendable(added, 1e9).flatMap(({ changes }) => changes)).toMatchObject([{ do: 'insert', entry: { id: 'd', body: '' } }])
    for (const mended of [write(added, 'Half of a heart: 💜', 0, 'd'), changeSession(added, (now) => removeEntry(now, 'd'), moment())]) {
      isReplayed(mended)
      expect(leftPlaces(mended)).toEqual([])
      expect(sendable(mended, 1e9)).toEqual(mended.waiting)
      expect(unstorablePath(mended.waiting)).toBe(null)
      const back = undo(mended)
      isReplayed(back)
      expect(bodyOf(back, 'd')).toBe(half)
      expect(unstorablePath(sendable(back, 1e9))).toBe(null)
    }
  })

  test('a heading with half a character goes by itself, so that the address that follows it is sent, and it is mended in one', () => {
    const added = changeSession(begin(), (now) => addEntry(now, { ...entry('d'), heading: '', slug: '' }, null), moment())
    const half = changeSession(added, (now) => renameEntry(now, 'd', 'Park Bo-gum \ud83d', {}), moment())
    expect(leftPlaces(half)).toMatchObject([{ on: { entry: 'd' }, field: 'heading' }])
    expect(unstorablePath(sendable(half, 1e9))).toBe(null)
    const whole = changeSession(half, (now) => renameEntry(now, 'd', 'Park Bo-gum', {}), moment())
    expect(sendable(whole, 1e9)).toEqual(whole.waiting)
    expect(unstorablePath(whole.waiting)).toBe(null)
    expect(whole.waiting.reduce((made, { changes }) => applyChanges(made, changes).document, list())).toEqual(whole.present)
  })

  test('what the site refuses stays, and nothing waits for it; less of it is sent in its place, and what was taken back is not sent', () => {
    const pasted = changeSession(write(begin(), 'y'.repeat(60_000)), (now) => ({ ...now, title: 'Other' }), moment())
    const first = sendable(pasted, 45_000)
    const asSent = { ...pasted, sent: new Set(first.map(({ id }) => id)) }
    const answer = { version: 1, log: [], refused: first.map(({ id }) => ({ id, message: 'This list is larger than 5 MB' })) }
    const refused = confirmSession(asSent, answer)
    expect(sendable(refused, 45_000).flatMap(({ changes }) => changes)).toMatchObject([{ do: 'edit', on: 'list', field: 'title' }])
    expect(leftPlaces(refused)).toEqual([{ on: { entry: 'a' }, field: 'body', message: 'This list is larger than 5 MB' }])
    expect(sendable(refused, 45_000, { again: true })).toEqual(first)
    const back = undo(undo(refused))
    expect([
      bodyOf(back),
      leftPlaces(back),
      back.waiting.flatMap(({ changes }) => changes).some((change) => change.do === 'edit' && change.field === 'body'),
    ]).toEqual(['One two', [], false])
    const less = write(refused, 'y'.repeat(1000))
    expect(leftPlaces(less)).toEqual([])
    expect(less.waiting.filter(({ id }) => refused.refused.has(id))).toEqual([])
    expect(less.waiting.reduce((made, { changes }) => applyChanges(made, changes).document, list())).toEqual(less.present)
  })

  test('an entry that the site refuses stays with what is written in it, and is forgotten when it is removed here', () => {
    const added = changeSession(begin(), (now) => ({ ...now, entries: [...now.entries, entry('d', 'Words')] }), moment())
    const ids = added.waiting.map(({ id }) => id)
    const refused = confirmSession({ ...added, sent: new Set(ids) }, { version: 1, log: [], refused: ids.map((id) => ({ id, message: 'Too large' })) })
    const written = write(refused, 'Words, and more', 0, 'd')
    expect(sendable(written, 1e9)).toEqual([])
    expect(leftPlaces(written)).toEqual([{ on: { entry: 'd' }, field: 'heading', message: 'Too large' }])
    const removed = changeSession(written, (now) => removeEntry(now, 'd'), moment())
    expect(removed.waiting).toEqual([])
    expect(bodyOf(undo(removed), 'd')).toBe('Words, and more')
    expect(sendable(undo(removed), 1e9)).toHaveLength(1)
  })

  test('a long text goes in pieces that each fit into a request, no character cut in two', () => {
    const long = '💜빅'.repeat(20_000)
    const pasted = write(begin(), long)
    const removed = changeSession(pasted, (now) => removeEntry(now, 'a'), moment(9000))
    for (const session of [pasted, undo(removed)]) {
      for (const operation of session.waiting) expect(JSON.stringify(operation).length).toBeLessThan(16_000)
      expect(session.waiting.reduce((now, { changes }) => applyChanges(now, changes).document, list())).toEqual(session.present)
      expect(bodyOf(session)).toBe(long)
      expect(unstorablePath(session.waiting)).toBe(null)
    }
    expect(sendable(pasted, 45_000).length).toBeLessThan(4)
  })

  test('many things at once go in parts that each fit into a request, and so do many changes of one text', () => {
    const many = { ...list(), entries: Array.from({ length: 300 }, (_, n) => entry(`e${n}`, '빅뱅'.repeat(500))) }
    const emptied = changeSession(begin(many), (now) => ({ ...now, entries: [] }), moment())
    const words = Array.from({ length: 9000 }, (_, n) => `word${n}`)
    const before = begin({ ...list(), entries: [entry('a', words.join(' '))] })
    const rewritten = write(before, words.map((word, n) => (n % 2 ? word : `${word}!`)).join(' '))
    for (const [session, from] of [
      [undo(emptied), many],
      [rewritten, before.confirmed],
    ] as const) {
      for (const operation of session.waiting) expect(JSON.stringify(operation).length).toBeLessThan(31_000)
      expect(session.waiting.length).toBeGreaterThan(1)
      expect(session.waiting.length).toBeLessThan(40)
      expect(session.waiting.reduce((now, { changes }) => applyChanges(now, changes).document, from)).toEqual(session.present)
    }
    expect(undo(emptied).present).toEqual(many)
  })

  test('goes on after a reload, with its steps back, also when the page came with a later version', () => {
    const session = type(begin(), ' three')
    const kept = structuredClone(keptOf(session, '2026-11-27T00:00:00Z')!)
    const hers = theirs(typedAt(0, 'Her '))
    const later = applyChanges(list(), hers.changes).document
    let resumed = resumeSession('tabagain', kept, 2, later)
    resumed = confirmSession(resumed, { version: 3, log: [hers, { ...kept.waiting[0]!, changes: [typedAt(11, ' three')] }] })
    expect(resumed).toMatchObject({ version: 3, confirmedVersion: 3, waiting: [] })
    expect(bodyOf(resumed)).toBe('Her One two three')
    expect(bodyOf(undo(resumed))).toBe('Her One two ')
    expect(keptOf(begin(), '')).toBe(null)
  })

  test('is merged by words when nobody knows any more what was done meanwhile', () => {
    const session = type(begin(), ' three')
    const newer = { version: 900, document: changeEntry(list(), 'a', { body: 'Zero one two' }) }
    expect(bodyOf(mergeSession(session, newer))).toBe('Zero one two three')
    const kept = keptOf(session, '')!
    const resumed = mergeSession(resumeSession('tabagain', kept, 900, newer.document), newer)
    expect(bodyOf(resumed)).toBe('Zero one two three')
    expect(resumed).toMatchObject({ version: 900, undo: [] })
  })
})

describe('what a tab that has ended has kept', () => {
  test('may have left with the page, so nothing is added to it', () => {
    const session = type(begin(), ' three')
    const resumed = type(resumeSession('tabagain', keptOf(session, '')!, 1, list()), ' four', 5000)
    expect(resumed.waiting[0]).toEqual(session.waiting[0])
    // It had left: its answer says so, and the new words still wait.
    const after = hear(resumed, session.waiting[0]!)
    expect([after.waiting.length, bodyOf(after)]).toEqual([1, 'One two three four'])
  })

  test('in an entry that others removed while nobody knows what else they did comes back with the entry', () => {
    const session = type(begin(), ' three')
    const newer = { version: 900, document: removeEntry(list(), 'a') }
    const merged = mergeSession(session, newer)
    expect(bodyOf(merged)).toBe('One two three')
    // The site may not know what it was: a backup was put back from before it was made.
    expect(merged.waiting.at(-1)).toEqual(session.waiting[0])
    expect(merged.waiting.reduce((now, { changes }) => applyChanges(now, changes).document, newer.document)).toEqual(merged.present)
    // Of a tab that has ended the words are left, and the field that they stand in.
    const ended = resumeOn(beginSession('tabagain', 20, newer.document, 'other-1'), keptOf({ ...session, version: 50 }, '')!)
    expect(ended.isMerged).toBe(true)
    expect(entriesOf(ended.session.present).at(-1)!.entry).toMatchObject({ id: 'a', heading: '', body: 'One two three' })
    expect(ended.session.waiting.reduce((now, { changes }) => applyChanges(now, changes).document, newer.document)).toEqual(ended.session.present)
  })

  test('on another draft of the same version, because a backup was put back, is merged by words; on the same one it goes on', () => {
    const session = type({ ...begin(), madeBy: 'lost-1' }, ' three')
    const kept = keptOf(session, '')!
    const page = beginSession('tabagain', 1, changeEntry(list(), 'a', { body: 'Zero one two' }), 'other-1')
    const { session: resumed, isMerged } = resumeOn(page, kept)
    expect([isMerged, bodyOf(resumed), resumed.madeBy, resumed.undo]).toEqual([true, 'Zero one two three', 'other-1', []])
    expect(resumeOn(beginSession('tabagain', 1, list(), 'lost-1'), kept).isMerged).toBe(false)
    // What an earlier version of the editor kept does not say.
    expect(resumeOn(page, { ...kept, madeBy: undefined }).isMerged).toBe(false)
  })

  test('is merged on the version that it has reached, when the base is lost after a part of it was answered', () => {
    let session = type(begin(), ' three')
    const kept = keptOf(session, '')!
    const her = theirs(typedAt(0, 'Her own words, many of them. '))
    const later = applyChanges(list(), [...her.changes, typedAt(0, 'X ')]).document
    session = resumeSession('tabagain', kept, 3, later)
    session = confirmSession(session, { version: 2, log: [her] })
    const merged = mergeSession(session, { version: 900, document: changeEntry(later, 'a', { body: 'X Her own words, many of them. One two four' }) })
    expect(bodyOf(merged)).toMatch(/^X Her own words, many of them\. One two (four three|three four)$/)
  })
})

test('a draft that is replaced takes the steps back along: they would put pieces of the old one into the new one', () => {
  let session = type(begin(), ' three')
  session = undo(hear(session, session.waiting[0]!))
  expect([session.undo.length, session.redo.length]).not.toEqual([0, 0])
  const replaced = { id: 'replaced-00000001', changes: [{ do: 'edit', on: { entry: 'a' }, field: 'body', changes: [[0, 7, 'Earlier']] } as DraftChange] }
  session = hear(session, ...session.waiting, replaced)
  expect([session.undo, session.redo, session.replacements]).toEqual([[], [], 1])
  expect(bodyOf(session)).toContain('Earlier')
})

describe('what was refused before', () => {
  test('for want of what it stands in still waits when one writes elsewhere, and goes when its writer removes that', () => {
    const kept = keptOf(type(begin(), ' three'), '')!
    // The page came without the entry, and nobody knows any more what it was.
    let session = resumeSession('tabagain', kept, 1, removeEntry(list(), 'a'))
    session = confirmSession(session, { version: 1, log: [], refused: [{ id: kept.waiting[0]!.id, message: 'Removed' }] })
    session = write(session, 'Elsewhere', 5000, 'b')
    expect(session.waiting[0]).toEqual(kept.waiting[0])
    // With what its browser knew of it, it is on the page, and can be removed.
    const removal = theirs({ do: 'remove', on: { entry: 'a' } })
    const heard = hear(type(begin(), ' three'), removal)
    const shown = resumeSession('tabagain', keptOf(heard, '')!, heard.version, heard.confirmed)
    expect(bodyOf(shown)).toBe('One two three')
    const refused = confirmSession(shown, { version: heard.version, log: [], refused: [{ id: shown.waiting[0]!.id, message: 'Removed' }] })
    const removed = changeSession(refused, (now) => removeEntry(now, 'a'), moment(9000))
    expect([order(removed).join(''), removed.waiting.map(({ changes }) => changes[0]!.do)]).toEqual(['bc', ['remove']])
  })

  test('is not known to be refused while it is tried again: what is typed meanwhile does not take its place', () => {
    let session = type(begin(), ' much')
    const [first] = session.waiting
    session = confirmSession(noteSent(session, session.waiting), { version: 1, log: [], refused: [{ id: first!.id, message: 'Too large' }] })
    session = noteSent(session, sendable(session, 1e9, { again: true }))
    session = type(session, '!', 5000)
    expect(session.waiting[0]).toEqual(first)
    session = hear(session, first!)
    expect([session.waiting.map(({ changes }) => changes), bodyOf(session)]).toEqual([[[typedAt(12, '!')]], 'One two much!'])
  })
})

describe('words whose answer was lost, in a draft that has gone on for too long to say how', () => {
  const lost = type(begin(), ' three')
  const after = type({ ...lost, sent: new Set(lost.waiting.map(({ id }) => id)) }, ' four', 5000)
  const known = lost.waiting.map(({ id }) => id)
  // The site has the first of them, and a colleague has written before them.
  const document = changeEntry(list(), 'a', { body: 'Now: One two three' })

  test('are there once, in a tab that is open and in one that ended', () => {
    expect(after.waiting.length).toBeGreaterThan(known.length)
    const newer = { version: 2000, document, known }
    const open = mergeSession(after, newer)
    const kept = keptOf(after, '2026-11-27T00:00:00.000Z')!
    const ended = mergeSession(resumeSession('tabnew00', kept, 2000, document), newer)
    for (const merged of [open, ended]) {
      expect(bodyOf(merged)).toBe('Now: One two three four')
      expect(merged.waiting.map(({ id }) => id)).toEqual(after.waiting.map(({ id }) => id).slice(known.length))
    }
  })

  test('wait no longer when the site says that it had them before', () => {
    const confirmed = confirmSession({ ...lost, confirmed: lost.present }, { version: 1, log: [], known })
    expect([confirmed.waiting, bodyOf(confirmed)]).toEqual([[], 'One two three'])
  })
})
