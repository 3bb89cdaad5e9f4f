import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { countOwn, lastVisit, remember } from './seen'

/** A page of the conversation: the newest of the talk, how many comments there are in all, and the ids of those that it shows. */
let page = { at: '', total: 0, shown: [] as string[] }
let referrer = ''

beforeEach(() => {
  const kept = new Map<string, string>()
  referrer = ''
  vi.stubGlobal('location', { pathname: '/articles/x', origin: 'http://lists.example' })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
  vi.stubGlobal('document', {
    get referrer() {
      return referrer
    },
    querySelector: (selector: string) => ({ getAttribute: () => (selector === '#comments' ? page.at : String(page.total)) }),
    dispatchEvent: () => true,
    querySelectorAll: () => page.shown.map((id) => ({ id: `comment-${id}` })),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('the whole talk is remembered, also where a page shows the best of it; a comment of before is never new', () => {
  expect(lastVisit()).toBeNull()
  page = { at: '01kb5000c', total: 40, shown: ['01kb10000old', '01kb20000old'] }
  remember(null)
  expect(lastVisit()).toEqual(['comment-01kb5000c', 40])
  expect('comment-01kb4zzzzrisen' > lastVisit()![0]).toBe(false)
  expect('comment-01kb5000dcame' > lastVisit()![0]).toBe(true)
  // A clock that is behind does not make what is shown new once more.
  page = { at: '01kb0000c', total: 41, shown: ['01kb50009same'] }
  remember(null)
  expect(lastVisit()![0]).toBe('comment-01kb50009same')
})

test('who goes about within the conversation sees the same ones marked in each order; the next visit begins anew', () => {
  page = { at: '01kb10000', total: 10, shown: [] }
  remember(null)
  page = { at: '01kb20000', total: 15, shown: [] }
  remember(lastVisit())
  referrer = 'http://lists.example/articles/x?sort=newest'
  const within = lastVisit()
  expect(within).toEqual(['comment-01kb10000', 10])
  remember(within)
  expect(lastVisit()).toEqual(within)
  referrer = 'http://lists.example/articles/x/an-entry'
  expect(lastVisit()).toEqual(['comment-01kb20000', 15])
})

test('one’s own words are not news', () => {
  countOwn('01kb')
  expect(lastVisit()).toBeNull()
  page = { at: '01kb10000', total: 10, shown: [] }
  remember(null)
  countOwn('01kb')
  expect(lastVisit()![1]).toBe(11)
})
