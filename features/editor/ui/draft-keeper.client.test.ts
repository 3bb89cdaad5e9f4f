import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { emptyDocument, entriesOf, type ListDocument } from '@/features/articles/schema'
import type { DraftChange } from '@/features/articles/document/operations'
import { blankEntry, changeEntry } from '../document/entries'
import { beginSession, changeSession, confirmSession, keptOf, type Base, type KeptSession } from '../document/session'
import { DraftKeeper } from './draft-keeper.client'
import type { Sent } from './send-operations.client'

/** What tabs that have ended kept, and the questions that the site has not answered yet. */
const kept: KeptSession[] = []
const asked: { base: number; madeBy?: string | null; ids: string[]; keepalive: boolean; answer: (sent: Sent) => void }[] = []
vi.mock('./kept-sessions.client', () => ({
  forgetSession: async (_: object, of: { tab: string; at?: string }) =>
    void kept.splice(0, kept.length, ...kept.filter(({ tab, at }) => tab !== of.tab || (of.at !== undefined && of.at !== at))),
  hasEnded: async () => true,
  holdTab: () => () => {},
  keepSession: async () => {},
  listKeptSessions: async () => [...kept],
  readKeptSession: async (_: object, of: string) => kept.find(({ tab }) => tab === of) ?? null,
  takePreviousTab: () => 'tabended',
  whenStorageIsCleared: () => () => {},
}))
vi.mock('./send-operations.client', () => ({
  sendOperations: (_: object, { version: base, madeBy }: Base, operations: { id: string }[], keepalive = false) =>
    new Promise<Sent>((answer) => asked.push({ base, madeBy, ids: operations.map(({ id }) => id), keepalive, answer })),
}))

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
})
afterEach(() => {
  vi.unstubAllGlobals()
  kept.length = asked.length = 0
})

const list = (body: string): ListDocument => ({ ...emptyDocument('List'), entries: [{ ...blankEntry('a', 'a'), heading: 'A', body }] })
const typed = (at: number, words: string): DraftChange => ({ do: 'edit', on: { entry: 'a' }, field: 'body', changes: [[at, 0, words]] })
const answer = (version: number, log: { id: string; changes?: DraftChange[] }[]): Sent => ({
  is: 'answer',
  value: { version, log, refused: [], savedAt: '2026-11-27T10:00:00.000Z' },
})

test('what waits leaves at once when nobody looks at the page any more: a phone may end it without another word', () => {
  const keeper = new DraftKeeper({ id: 'list', accountId: 'ann', version: 1, document: list('One'), savedAt: '2026-11-27T09:30:00.000Z' }, (show) => show())
  const stop = keeper.start()
  keeper.change((now) => changeEntry(now, 'a', { body: 'One!' }))
  expect(asked).toEqual([])
  Object.assign(document, { visibilityState: 'hidden' })
  document.dispatchEvent(new Event('visibilitychange'))
  expect(asked.map(({ ids, keepalive }) => [ids.length, keepalive])).toEqual([[1, true]])
  stop()
})

test('an answer that comes after a later one was taken over is not taken: words are there once', async () => {
  // This page was loaded again. Before, it wrote on version 1; since then somebody wrote “ two” (2), which the page that is loaded has, and “ three” (3).
  const before = changeSession(beginSession('tabended', 1, list('One')), (now) => changeEntry(now, 'a', { body: 'One!' }), { at: 0, newId: () => '00000001' })
  kept.push(keptOf(before, '2026-11-27T09:00:00.000Z')!)
  const keeper = new DraftKeeper({ id: 'list', accountId: 'ann', version: 2, document: list('One two'), savedAt: '2026-11-27T09:30:00.000Z' }, (show) => show())
  const stop = keeper.start()
  await expect.poll(() => asked.map(({ base }) => base)).toEqual([1])
  void keeper.save()
  await expect.poll(() => asked.map(({ base }) => base)).toEqual([1, 2])
  const [ofEnded, ofPage] = asked as [(typeof asked)[0], (typeof asked)[0]]
  const two = { id: 'taboffer-1', changes: [typed(3, ' two')] }
  const three = { id: 'taboffer-2', changes: [typed(7, ' three')] }
  const own = ofEnded.ids[0]!
  ofEnded.answer(answer(4, [two, three, { id: own }]))
  ofPage.answer(answer(4, [three, { id: own, changes: [typed(3, '!')] }]))
  await expect.poll(() => kept).toEqual([])
  await expect.poll(() => keeper.snapshot().version).toBe(4)
  expect(entriesOf(keeper.snapshot().document)[0]!.entry.body.match(/three/g)).toHaveLength(1)
  expect(entriesOf(keeper.snapshot().document)[0]!.entry.body.match(/!/g)).toHaveLength(1)
  stop()
})

test('what a tab wrote after it was looked at, while others’ words were brought back, is brought back too', async () => {
  const write = (tab: string, body: string) =>
    changeSession(beginSession(tab, 1, list('One')), (now) => changeEntry(now, 'a', { body }), { at: 0, newId: () => '00000001' })
  const stepsAlone = { ...write('taboflate', 'One'), undo: [{ of: 'x', changes: [typed(0, 'x')], key: null, kind: 'other' as const, at: 0 }] }
  kept.push(keptOf(write('tabother', 'One!'), '2026-11-27T09:00:00.000Z')!, keptOf(stepsAlone, '2026-11-27T09:00:01.000Z')!)
  const keeper = new DraftKeeper({ id: 'list', accountId: 'ann', version: 2, document: list('One two'), savedAt: '2026-11-27T09:30:00.000Z' }, (show) => show())
  const stop = keeper.start()
  await expect.poll(() => asked.map(({ ids }) => ids)).toEqual([['tabother-00000001']])
  // The other tab writes its last words and ends.
  kept[1] = keptOf(write('taboflate', 'One more'), '2026-11-27T09:00:02.000Z')!
  asked[0]!.answer(answer(3, [{ id: 'two', changes: [typed(3, ' two')] }, { id: 'tabother-00000001' }])) // prettier-ignore
  await expect.poll(() => asked.length).toBeGreaterThan(1)
  asked[1]!.answer(answer(3, [{ id: 'tabother-00000001', changes: [typed(3, '!')] }]))
  await expect.poll(() => asked.flatMap(({ ids }) => ids)).toContain('taboflate-00000001')
  stop()
})

test('a page that was made before the last answer of its tab hears of what was done since, before anything is put on it', async () => {
  // The tab that was here had “ two” confirmed (2) after the site had made this page (1), and wrote on.
  const two = { id: 'tabended-00000001', changes: [typed(3, ' two')] }
  const before = { ...beginSession('tabended', 2, list('One two')) }
  const written = changeSession(before, (now) => changeEntry(now, 'a', { body: 'One two!' }), { at: 0, newId: () => '00000002' })
  kept.push(keptOf(written, '2026-11-27T09:00:00.000Z')!)
  const keeper = new DraftKeeper({ id: 'list', accountId: 'ann', version: 1, document: list('One'), savedAt: '2026-11-27T09:30:00.000Z' }, (show) => show())
  const stop = keeper.start()
  const bodyOf = () => entriesOf(keeper.snapshot().document)[0]!.entry.body
  await expect.poll(() => asked.map(({ base, ids }) => [base, ids.length])).toEqual([[1, 0]])
  asked[0]!.answer(answer(2, [two]))
  await expect.poll(bodyOf).toBe('One two!')
  await expect.poll(() => asked.map(({ base, ids }) => [base, ids.length])).toEqual([[1, 0], [2, 1]]) // prettier-ignore
  asked[1]!.answer(answer(3, [{ id: asked[1]!.ids[0]! }]))
  await expect.poll(() => keeper.snapshot().version).toBe(3)
  expect(bodyOf()).toBe('One two!')
  stop()
})

test('steps back alone, kept after the page was made, come on top of what the site has by then', async () => {
  const session = changeSession(beginSession('tabended', 1, list('One')), (now) => changeEntry(now, 'a', { body: 'One two' }), {
    at: 0,
    newId: () => '00000001',
  })
  const own = session.waiting[0]!
  const confirmed = confirmSession(session, { version: 2, log: [{ id: own.id }] })
  kept.push(keptOf(confirmed, '2026-11-27T09:00:00.000Z')!)
  const keeper = new DraftKeeper({ id: 'list', accountId: 'ann', version: 1, document: list('One'), savedAt: '2026-11-27T09:30:00.000Z' }, (show) => show())
  const stop = keeper.start()
  await expect.poll(() => asked.length).toBe(1)
  asked[0]!.answer(answer(2, [own]))
  await expect.poll(() => [keeper.snapshot().version, entriesOf(keeper.snapshot().document)[0]!.entry.body]).toEqual([2, 'One two'])
  await expect.poll(() => keeper.snapshot().canUndo).toBe(true)
  expect(entriesOf(keeper.snapshot().document)[0]!.entry.body).toBe('One two')
  stop()
})

test('what a page cannot read of one tab stays there, and what another one kept comes back all the same', async () => {
  const written = changeSession(beginSession('tabended', 1, list('One')), (now) => changeEntry(now, 'a', { body: 'One!' }), { at: 0, newId: () => '00000001' })
  kept.push({ tab: 'tabother', version: 1, waiting: [{ of: 'another shape' }] } as unknown as KeptSession, keptOf(written, '2026-11-27T09:00:00.000Z')!)
  const keeper = new DraftKeeper({ id: 'list', accountId: 'ann', version: 1, document: list('One'), savedAt: '2026-11-27T09:30:00.000Z' }, (show) => show())
  const stop = keeper.start()
  await expect.poll(() => entriesOf(keeper.snapshot().document)[0]!.entry.body).toBe('One!')
  expect(kept.map(({ tab }) => tab)).toEqual(['tabother'])
  stop()
})

test('whoever types on after a failure does not put off the next try', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  try {
    const keeper = new DraftKeeper({ id: 'list', accountId: 'ann', version: 1, document: list('One'), savedAt: '2026-11-27T09:30:00.000Z' }, (show) => show())
    const stop = keeper.start()
    let words = 'One'
    const typeFor = async (ms: number) => {
      for (let spent = 0; spent < ms; spent += 100) {
        words += 'x'
        keeper.change((now) => changeEntry(now, 'a', { body: words }), 'a.body')
        await vi.advanceTimersByTimeAsync(100)
      }
    }
    await typeFor(3100)
    expect(asked).toHaveLength(1)
    asked[0]!.answer({ is: 'failed', message: 'The site cannot be reached', again: true })
    await typeFor(1100)
    expect(asked).toHaveLength(2)
    asked[1]!.answer({ is: 'failed', message: 'The site cannot be reached', again: true })
    await typeFor(2500)
    expect(asked).toHaveLength(2)
    await typeFor(700)
    expect(asked).toHaveLength(3)
    stop()
  } finally {
    vi.useRealTimers()
  }
})
