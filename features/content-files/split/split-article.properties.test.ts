import fc from 'fast-check'
import fs from 'node:fs'
import { expect, it } from 'vitest'
import { shapes } from '@/tests/fixtures/articles/shapes'
import { parseList } from '../format/parse-list'
import { parseRecords } from '../format/parse-records'
import { printList } from '../format/print-list'
import { splitArticle } from './split-article'

const known = parseRecords(fs.readFileSync('content/records.yaml', 'utf8'), 'records.yaml').records

/** The letters and digits of a text. */
const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}]+/gu, '')
const sorted = (text: string) => [...letters(text)].sort().join('')

/** Each letter of the source is in the parts, in what was dropped, or left over: as often as it was there. */
function holds(source: string, format: 'text' | 'html') {
  const { list, result } = splitArticle(source, format, known)
  expect(result.faults).toBe(0)
  const { text } = result
  const at = (one: { from: number; to: number }) => text.slice(one.from, one.to)
  const own = result.leftOver.map(at).join('') + result.dropped.map(at).join('')
  const entries = [...list.entries, ...list.sections.flatMap((one) => [...one.entries, ...one.sections.flatMap((sub) => sub.entries)])]
  const sections = list.sections.flatMap((one) => [one, ...one.sections])
  const copied = new Set(result.parts.filter((one) => one.copied).map(({ part }) => part))
  const titled = result.parts.some(({ part }) => part === 'title')
  const used = [titled ? list.title : '', list.standfirst, list.question, list.intro, list.outro, ...sections.flatMap(({ heading, body }) => [heading, body])]
  // An address that became an entry's video; one that a known song has stands nowhere in the text.
  used.push(...result.credits.filter((one) => one.role === 'video' && /youtu|vimeo/.test(at(one))).map(at))
  entries.forEach((entry, index) => {
    used.push(entry.body)
    if (!copied.has(`entry ${index + 1}`)) used.push(entry.heading, entry.subheading)
  })
  expect(sorted(used.join('') + own)).toBe(sorted(text))
  expect(parseList(printList(list), 'a.md').list).toEqual(list)
}

const lines = fc.constantFrom(
  ...[
    '1. BIGBANG – “Blue”',
    '## “Melted” by AKMU',
    '# London',
    'London',
    '**CNBLUE**',
    'First, BIGBANG’s “Tonight” is loud. Then came SISTAR’s “Alone”, which is not.',
    '2) x',
    '#7 Y - Z (with W)',
  ],
  ...[
    'Which one was your favourite? Tell us.',
    '---',
    '- item',
    '> quote',
    '| a | b |',
    '```',
    '',
    '',
    'A sentence of prose that says nothing at all, at some length, and ends.',
    '마지막으로 빅뱅의 ‘Blue’가 있다.',
    '3위. 아이유',
  ],
  ...[
    'https://youtu.be/RKhsHGfrFmY',
    '“',
    '’',
    '\\',
    '[a](b',
    '![x](https://example.com/a.png)',
    '   - nested',
    '\u00a0',
    'Seven: X in Y’s “Z”',
    'TITLE IN CAPITALS',
    '### ',
    '[x](https://example.com/)',
  ],
)
const article = fc
  .array(fc.oneof({ weight: 4, arbitrary: lines }, fc.string({ unit: 'grapheme', maxLength: 30 })), { maxLength: 14 })
  .map((some) => some.join('\n'))

it('no character of any text is lost', () => {
  fc.assert(
    fc.property(article, (source) => holds(source, 'text')),
    { numRuns: 600 },
  )
})

it('no character of any HTML is lost', () => {
  const html = fc.array(fc.tuple(fc.constantFrom('p', 'h1', 'h2', 'li', 'div', 'b', 'blockquote', 'td'), lines), { maxLength: 10 })
  fc.assert(
    fc.property(html, (some) => holds(some.map(([tag, words]) => `<${tag}>${words}</${tag}>`).join('\n'), 'html')),
    { numRuns: 400 },
  )
})

it('nor of an article with lines taken out, doubled or put elsewhere', () => {
  const texts = shapes.filter(({ format, source }) => format !== 'html' && !source.includes('Artist:')).map(({ source }) => source)
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(fc.nat(60), { maxLength: 5 }), (text, places) => {
      const parts = text.split('\n')
      for (const place of places) parts.splice(place % parts.length, place % 3 === 0 ? 1 : 0, ...(place % 3 === 1 ? [parts[(place * 7) % parts.length]!] : []))
      holds(parts.join('\n'), 'text')
    }),
    { numRuns: 300 },
  )
})

const hostile: [string, 'text' | 'html', () => string][] = [
  ['megabytes of prose', 'text', () => 'The band mope through the streets, and “Blue” is in it. '.repeat(40).concat('\n\n').repeat(1100)],
  ['five megabytes on one line', 'text', () => 'a “b” '.repeat(850_000)],
  ['quotation marks that are never closed', 'text', () => '“'.repeat(1_000_000)],
  ['ten thousand numbered lines', 'text', () => Array.from({ length: 10_000 }, (_, index) => `${index % 900}. X${index} – “Y${index}”`).join('\n\n')],
  ['another language', 'text', () => 'Пять песен\n\n1. «Группа крови» – Кино\n\nТекст.\n\n2. «Звезда» – Кино\n\nТекст.'],
  ['no entry at all', 'text', () => 'Dear diary,\n\nnothing happened today.\n\nYours'],
  ['scripts and handlers', 'html', () => '<h1 onclick="x()">A</h1><script>alert(1)</script><p>b <a href="javascript:x()">c</a></p><img src=x onerror=y>'],
  ['brackets', 'text', () => '['.repeat(300_000)],
  ['blanks', 'text', () => ` a${' '.repeat(2_000_000)}b`],
  ['empty', 'text', () => ''],
]
it.each(hostile)('takes %s', (_, format, source) => {
  const { result, list } = splitArticle(source(), format, known)
  expect(result.faults).toBe(0)
  expect(printList(list)).not.toContain('alert')
})
