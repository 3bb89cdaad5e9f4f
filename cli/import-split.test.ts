import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useDatabase } from '@/tests/support/database'
import { close, read } from '@/platform/db'
import { commands } from './commands'
import { runCommand } from './run-command'

useDatabase()
let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'import-split-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  fs.rmSync(folder, { recursive: true, force: true })
})
afterAll(close)

/** Runs `lightstick import --split` with these arguments: its exit code, what it printed, and what it complained of. */
async function importSplit(...args: string[]) {
  let [out, said] = ['', '']
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said += String(text)), true))
  vi.spyOn(console, 'log').mockImplementation((text: string) => void (out += `${text}\n`))
  const code = await runCommand(['import', '--split', ...args], commands, { out: (text) => void (out += text), err: (text) => void (said += text) })
  vi.restoreAllMocks()
  return { code, out, said }
}

const file = (name: string, content: string) => {
  const made = path.join(folder, name)
  fs.writeFileSync(made, content)
  return made
}

const body = '<p>They do not act.</p><h2>1. Harbour Kids – “Fetch”</h2><p>Biscuit.</p><h2>2. Harbour Kids – “Stray”</h2><p>No dog.</p>'
const ghost = (more = '') =>
  JSON.stringify({
    db: [
      {
        data: {
          posts: [
            { title: 'Two dogs', slug: 'two-dogs', html: body + more, status: 'published', type: 'post', published_at: '2021-06-03T08:00:00.000Z' },
            { title: 'We moved', slug: 'moved', html: '<p>The office is upstairs now.</p>', status: 'published', type: 'post' },
          ],
        },
      },
    ],
  })

test('posts of an export become drafts with their records; a second time nothing changes', async () => {
  const from = file('ghost.json', ghost())
  expect(await importSplit(from, '--check')).toMatchObject({ code: 0, out: expect.stringContaining('Only a check') })
  expect(await read.article.count()).toBe(0)
  const { code, out, said } = await importSplit(from)
  expect(code).toBe(0)
  expect(out).toContain('two-dogs: created')
  expect(said).toContain('2 posts of Ghost')
  expect(said).toContain('“Two dogs”: 2 entries, in two-dogs.md')
  expect(said).toContain('“We moved”: no entry was found, so it is left out')
  expect(await read.article.findMany({ select: { slug: true, state: true, title: true } })).toEqual([{ slug: 'two-dogs', state: 'draft', title: 'Two dogs' }])
  expect(await read.record.count({ where: { name: 'Harbour Kids' } })).toBe(1)
  expect(await importSplit(from)).toMatchObject({ code: 0, out: expect.stringContaining('two-dogs: unchanged') })
  expect(await read.record.count({ where: { name: 'Harbour Kids' } })).toBe(1)
})

test('what is left over is told, and the status says so', async () => {
  const { code, said } = await importSplit(file('ghost.json', ghost(`<p>${'A long word or two, and a third. '.repeat(30)}</p>`.repeat(30))))
  expect(code).toBe(1)
  expect(said).toContain('left over: A long word or two')
  expect(said).toContain('Words were left over in 1 of the posts')
  expect(await read.article.count()).toBe(1)
})

test('refuses what is no export, and what is called wrongly', async () => {
  const refused = { code: 1, out: '', said: expect.stringContaining('expected an export of Ghost (JSON) or WordPress (XML)') }
  for (const text of ['', 'Two dogs', '{"a": 1}', '{"db":', '<rss><channel/></rss>']) expect(await importSplit(file('a.json', text))).toMatchObject(refused)
  const none = file('b.json', '{"db":[{"data":{"posts":[{"title":"We moved","html":"<p>Upstairs.</p>"}]}}]}')
  expect(await importSplit(none)).toMatchObject({ code: 1, said: expect.stringContaining('No list was found in it') })
  expect(await importSplit(path.join(folder, 'none.json'))).toMatchObject({ code: 1, said: expect.stringContaining('there is no such file') })
  expect(await importSplit(folder)).toMatchObject({ code: 1, said: expect.stringContaining('it is a folder') })
  expect(await importSplit(none, '--publish')).toMatchObject({ code: 2 })
  expect(await read.article.count()).toBe(0)
})
