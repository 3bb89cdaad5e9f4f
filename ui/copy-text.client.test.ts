import { afterEach, expect, test, vi } from 'vitest'
import { copyText } from './copy-text.client'

afterEach(() => vi.unstubAllGlobals())

test('a text is copied, and where the browser refuses or has no clipboard that is told', async () => {
  const copied: string[] = []
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void copied.push(text) } })
  expect(await copyText('words')).toBe(true)
  expect(copied).toEqual(['words'])
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('not allowed')) } })
  expect(await copyText('words')).toBe(false)
  // A site without https.
  vi.stubGlobal('navigator', {})
  expect(await copyText('words')).toBe(false)
})
