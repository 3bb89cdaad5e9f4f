import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => vi.unstubAllGlobals())

const page = async () => {
  vi.resetModules()
  return import('./waiting-names.client')
}

test('names that wait are there again after the page was loaded anew, for their account and list alone', async () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  })
  const before = await page()
  before.noteWaiting('mina', 'list', [['one artist', 'Nobody'], ['two song', 'No song']]) // prettier-ignore
  expect(before.waitingNames('mina', 'list')).toBe(before.waitingNames('mina', 'list'))
  const after = await page()
  expect([...after.waitingNames('mina', 'list')]).toEqual([['one artist', 'Nobody'], ['two song', 'No song']]) // prettier-ignore
  expect([after.waitingNames('other', 'list').size, after.waitingNames('mina', 'other').size]).toEqual([0, 0])
  after.noteWaiting('mina', 'list', [['one artist', null], ['two song', null]]) // prettier-ignore
  expect(kept.size).toBe(0)
})

test('where the storage takes nothing they last as long as the page', async () => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => {
      throw new Error('Full')
    },
  })
  const { noteWaiting, waitingNames } = await page()
  noteWaiting('mina', 'list', [['one artist', 'Nobody']])
  expect([...waitingNames('mina', 'list').values()]).toEqual(['Nobody'])
})
