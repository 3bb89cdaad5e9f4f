import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { inThread, TooMuchForThread } from './thread'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-thread-'))
const write = (name: string, code: string) => {
  fs.mkdirSync(path.join(folder, 'build'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'build', `${name}.mjs`), `import { parentPort, workerData } from 'node:worker_threads'\n${code}`)
}
beforeAll(() => void vi.spyOn(process, 'cwd').mockReturnValue(folder))
afterAll(() => {
  vi.restoreAllMocks()
  fs.rmSync(folder, { recursive: true, force: true })
})

const usual = { memoryMb: 100, ms: 60_000 }

test('what a thread answers, refuses or throws comes back', async () => {
  write('double', 'parentPort.postMessage({ value: workerData * 2 })')
  await expect(inThread('double', 21, usual)).resolves.toEqual({ value: 42 })
  write('refuse', `parentPort.postMessage({ refused: 'No words in it' })`)
  await expect(inThread('refuse', 0, usual)).resolves.toEqual({ refused: 'No words in it' })
  write('throw', `throw new Error('broken')`)
  await expect(inThread('throw', 0, usual)).rejects.toThrow('broken')
  write('silent', '')
  await expect(inThread('silent', 0, usual)).rejects.toThrow('without an answer')
})

test('a thread that takes too much memory or time ends, and the process goes on meanwhile', async () => {
  write('hungry', 'const all = []; for (;;) all.push(Array.from({ length: 100_000 }, (_, n) => ({ n })))')
  let turns = 0
  const ticking = setInterval(() => turns++, 1)
  await expect(inThread('hungry', 0, { ...usual, memoryMb: 30 })).rejects.toBeInstanceOf(TooMuchForThread)
  write('endless', 'for (;;);')
  await expect(inThread('endless', 0, { ...usual, ms: 200 })).rejects.toBeInstanceOf(TooMuchForThread)
  clearInterval(ticking)
  expect(turns).toBeGreaterThan(20)
})
