import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useDatabase } from '@/tests/support/database'
import { makeFailedJob } from '@/tests/factories/jobs'
import { close, read } from '@/platform/db'
import { commands } from './commands'
import { runCommand } from './run-command'

useDatabase()
let printed = ''
beforeEach(() => {
  printed = ''
  vi.spyOn(console, 'log').mockImplementation((text: string) => void (printed += `${text}\n`))
})
afterEach(() => void vi.restoreAllMocks())
afterAll(close)

/** Runs `lightstick jobs` with these arguments: its exit code, and what it printed and complained of. */
async function jobs(...args: string[]) {
  printed = ''
  let said = ''
  const add = (text: string) => void (said += text)
  const code = await runCommand(['jobs', ...args], commands, { out: add, err: add })
  return { code, out: printed, said }
}

test('lists what was given up in plain words, and says how many wait', async () => {
  expect(await jobs()).toMatchObject({ code: 0, out: 'No job waits; none was given up.\n' })
  await makeFailedJob({ id: 'mail', attempts: 12, error: 'Error: 550 no such user <mina@lists.example>' })
  await makeFailedJob({ id: 'later', failedAt: null, runAt: new Date(0) })
  const { out } = await jobs()
  expect(out).toContain('1 job waits; 1 job was given up.')
  expect(out).toContain('mail  Mail: confirm an address')
  expect(out).toContain('after 12 tries')
  expect(out).toContain('550 no such user <…@lists.example>')
  expect(out).not.toContain('mina')
})

test('runs one again, or all', async () => {
  for (const id of ['a', 'b', 'c']) await makeFailedJob({ id, attempts: 12 })
  expect(await jobs('--again', 'a')).toMatchObject({ code: 0, out: 'In the queue again: 1 job.\n' })
  expect(await read.job.findUnique({ where: { id: 'a' } })).toMatchObject({ failedAt: null, doneAt: null, attempts: 0, error: null })
  expect(await jobs('--again', 'a')).toMatchObject({ code: 1, said: expect.stringContaining('no such job') })
  expect(await jobs('--again', 'all')).toMatchObject({ code: 0, out: 'In the queue again: 2 jobs.\n' })
  expect(await jobs('--again', 'all')).toMatchObject({ code: 0, out: 'No job was given up.\n' })
})

test('drops one, or all, and nothing that was not given up', async () => {
  for (const id of ['a', 'b', 'c']) await makeFailedJob({ id })
  await makeFailedJob({ id: 'waits', failedAt: null })
  expect(await jobs('--drop', 'waits')).toMatchObject({ code: 1 })
  expect(await jobs('--drop', 'b')).toMatchObject({ code: 0, out: 'Dropped: 1 job.\n' })
  expect(await jobs('--drop', 'all')).toMatchObject({ code: 0, out: 'Dropped: 2 jobs.\n' })
  expect((await read.job.findMany()).map(({ id }) => id)).toEqual(['waits'])
})

test('says how it is called', async () => {
  expect(await jobs('--help')).toMatchObject({ code: 0, said: expect.stringContaining('--again <id>') })
  expect(await jobs('--again', 'a', '--drop', 'a')).toMatchObject({ code: 2 })
  expect(await jobs('--again', '')).toMatchObject({ code: 2 })
  expect(await jobs('--again')).toMatchObject({ code: 2 })
})
