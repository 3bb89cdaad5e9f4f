import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useDatabase } from '@/tests/support/database'
import { docxOf } from '@/tests/support/docx'
import { parseList } from '@/features/content-files/format/parse-list'
import { close, read } from '@/platform/db'
import { log } from '@/platform/log'
import { commands } from './commands'
import { runCommand } from './run-command'

useDatabase()
let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'split-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  fs.rmSync(folder, { recursive: true, force: true })
})
afterAll(close)

/** Runs `lightstick` with these arguments: its exit code, what went to standard output, and what to standard error. */
async function lightstick(...args: string[]) {
  let [out, said] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said += String(text)), true))
  vi.spyOn(console, 'log').mockImplementation((text: string) => void (out += `${text}\n`))
  const code = await runCommand(args, commands, { out: (text) => void (out += text), err: (text) => void (said += text) })
  vi.restoreAllMocks()
  return { code, out, said }
}

const file = (name: string, content: string | Buffer) => {
  const made = path.join(folder, name)
  fs.writeFileSync(made, content)
  return made
}

const article = `Three videos with a better dog than yours

A good dog does not act.

1. Harbour Kids – “Fetch”
Biscuit ignores four idols and a sausage.

2. BIGBANG – “Blue”
No dog. Coats.

3. “Stray” by Ines Calder
It walked onto the set. They kept the camera running, and then they kept the dog.

Which one would you take home?
`

const inTheirOrder = (slug: string) => read.article.findUniqueOrThrow({ where: { slug }, select: { state: true, draft: { select: { document: true } } } })

test('what is logged meanwhile is no part of the list', async () => {
  const { out } = await lightstick('split', file('dogs.txt', article))
  vi.spyOn(process.stdout, 'write').mockImplementation(() => {
    throw new Error('on standard output')
  })
  const said = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  log.warn('a slow statement')
  expect(said).toHaveBeenCalledOnce()
  expect(out.startsWith('---')).toBe(true)
})

test('an article becomes a list on standard output, which is imported with its records', async () => {
  const from = file('dogs.txt', article)
  const records = path.join(folder, 'new.yaml')
  const split = await lightstick('split', from, '--known', 'content/records.yaml', '--records', records)
  expect(split).toMatchObject({ code: 0, said: expect.stringContaining('Every character is accounted for.') })
  expect(split.said).toContain('3 entries')
  const { list } = parseList(split.out, 'dogs.md')
  expect(list).toMatchObject({ title: 'Three videos with a better dog than yours', question: 'Which one would you take home?', order: 'numbered' })
  expect(list.entries.map(({ heading, subheading }) => [heading, subheading])).toEqual([
    ['“Fetch”', '**Harbour Kids**'],
    ['“Blue”', '**BIGBANG**'],
    ['“Stray”', 'by **Ines Calder**'],
  ])
  expect(list.entries[2]!.body).toBe('It walked onto the set. They kept the camera running, and then they kept the dog.')

  const target = file('dogs.md', split.out)
  const files = ['content/records.yaml', records, target]
  expect(await lightstick('import', ...files, '--check')).toMatchObject({ code: 0, out: expect.stringContaining('Only a check') })
  expect(await read.article.count()).toBe(0)
  expect(await lightstick('import', ...files)).toMatchObject({ code: 0, out: expect.stringContaining(`${list.slug}: `) })
  const { state, draft } = await inTheirOrder(list.slug)
  expect(state).toBe('draft')
  expect(draft!.document).toMatchObject({ title: list.title, question: list.question })
  expect(await read.record.count({ where: { name: { in: ['Harbour Kids', 'Ines Calder', 'Fetch', 'Stray'] } } })).toBe(4)
  expect(await read.record.count({ where: { kind: 'group', name: 'BIGBANG' } })).toBe(1)

  // What is in the database now is known, and nothing is proposed twice.
  const again = await lightstick('split', from, '--records', records)
  expect(again.said).not.toContain('New records')
  expect(parseList(again.out, 'dogs.md').list.entries.map(({ credits }) => credits)).toEqual(list.entries.map(({ credits }) => credits))
})

test('HTML and Word give the same entries as text', async () => {
  const entries = ({ out }: { out: string }) => parseList(out, 'a.md').list.entries.map(({ slug }) => slug)
  const html = file('dogs.html', '<h1>Two dogs</h1><h2>1. Harbour Kids – “Fetch”</h2><p>Biscuit.</p><h2>2. BIGBANG – “Blue”</h2><p>None.</p>')
  const word = file('dogs.docx', docxOf(['# Two dogs', '* 1. Harbour Kids – “Fetch”', 'Biscuit.', '* 2. BIGBANG – “Blue”', 'None.']))
  for (const one of [html, word]) expect(entries(await lightstick('split', one, '--known', 'content/records.yaml'))).toEqual(['fetch', 'blue'])
  const text = fs.readFileSync(html, 'utf8').replaceAll(/<[^>]*>/g, '\n\n')
  expect(entries(await lightstick('split', file('utf16.txt', Buffer.from(`\ufeff${text}`, 'utf16le'))))).toEqual(['fetch', 'blue'])
})

test('without records of its own, the report lists what is new', async () => {
  const { code, said } = await lightstick('split', file('dogs.txt', article), '--known', 'content/records.yaml')
  expect(code).toBe(0)
  expect(said).toContain('(--records FILE writes them)')
  expect(said).toContain('songs/fetch: Fetch')
})

test.each([
  ['an empty file', 'a.txt', '', 1, 'there are no words in it'],
  ['blanks', 'a.txt', ' \n\n\t\n', 1, 'there are no words in it'],
  ['bytes that are no text', 'a.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0, 0xff]), 1, 'expected text in UTF-8'],
  ['zeros', 'a.txt', Buffer.alloc(500), 1, 'expected text in UTF-8'],
  ['a Word document called text', 'a.txt', docxOf(['Hello']), 1, '--format docx'],
  ['text called Word', 'a.docx', 'Hello', 1, 'This is no .docx file'],
  ['a list', 'a.md', '---\nformat: 1\nslug: a\n---\n', 1, 'this is a list already'],
])('refuses %s', async (_, name, content, code, word) => {
  const answer = await lightstick('split', file(name, content))
  expect(answer).toMatchObject({ code, out: '', said: expect.stringContaining(word) })
  expect(answer.said).not.toContain('unexpectedly')
})

test('refuses what is called wrongly', async () => {
  const from = file('dogs.txt', article)
  expect(await lightstick('split')).toMatchObject({ code: 2, out: '' })
  expect(await lightstick('split', from, from)).toMatchObject({ code: 2, out: '' })
  expect(await lightstick('split', from, '--format', 'pdf')).toMatchObject({ code: 2, out: '', said: expect.stringContaining('text, html, docx') })
  expect(await lightstick('split', path.join(folder, 'none.txt'))).toMatchObject({ code: 1, out: '', said: expect.stringContaining('there is no such file') })
  expect(await lightstick('split', folder)).toMatchObject({ code: 1, out: '', said: expect.stringContaining('it is a folder') })
  const mine = file('mine.yaml', 'format: 1\n')
  expect(await lightstick('split', from, '--records', mine)).toMatchObject({ code: 1, out: '', said: expect.stringContaining('split did not write it') })
  expect(fs.readFileSync(mine, 'utf8')).toBe('format: 1\n')
})

test('an article of 5 MB: what no field can hold is told as left over, and the status says so', async () => {
  const long = `${article}\n${'The dog came back, and went again, and nobody wrote it down.\n\n'.repeat(82_000)}`
  const { code, out, said } = await lightstick('split', file('long.txt', long), '--known', 'content/records.yaml')
  expect(code).toBe(1)
  expect(said).toContain('Left over:')
  expect(said).toContain('not all of it has a place in the list')
  expect(said).not.toContain('lost or used twice')
  expect(parseList(out, 'long.md').list.entries).toHaveLength(3)
}, 60_000)
