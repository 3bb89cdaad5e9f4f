import fs from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slug as slugShape, recordInput, recordKinds } from '@/features/records/schema'
import { parseRecords } from './parse-records'
import { printRecords } from './print-records'
import type { FileRecord, RecordsFile } from './records-file'
import { FormatError } from './problems'
import { referenceTo } from './reference'

// What no database keeps is refused (below); everything else comes back.
const nasty = fc
  .oneof(
    fc.constantFrom('null', '~', 'true', '2009', '0x1f', '1e3', '- a', 'a: b', '# c', 'x # y', '"q"', "'q'", '---', '...', '|', '>', '&a', '*a', '!t', '%Y', '@', '`', '{', '[', '빅뱅', '🎤', 'a\r\nb', '\u2028', '\u0085', '\ufeff', 'x\n\n y\n', ' \n', '\n', 'a \nb', '\tx'), // prettier-ignore
    fc.string({ unit: 'binary', maxLength: 10 }),
  )
  .map((text) => text.toWellFormed().replaceAll('\0', ''))
const name = fc
  .oneof(
    nasty,
    fc.tuple(nasty, nasty).map((two) => two.join(' ')),
  )
  .map((text) => text.trim() || 'x')
const slug = fc
  .oneof(fc.constantFrom('2009', '0123', 'null', 'true', '0x1f', '1e3', 'no', '10', '9'), fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}$/))
  .filter((value) => slugShape.safeParse(value).success)
const kind = fc.constantFrom(...recordKinds)
// No slug is as long.
const formerly = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{8}-[a-z0-9]{8}-[a-z0-9]{8}$/), { maxLength: 2 })
const record: fc.Arbitrary<FileRecord> = fc.record({
  kind,
  slug,
  name,
  names: fc.array(fc.record({ name, lang: fc.constantFrom('ko', 'en', 'ja', 'zh-Hant', 'no'), alias: fc.boolean() }), { maxLength: 3 }),
  description: fc.oneof(
    nasty,
    fc.array(nasty, { maxLength: 4 }).map((lines) => lines.join('\n')),
  ),
  parent: fc.option(fc.tuple(kind, slug).map(([kind, slug]) => referenceTo(kind, `above-${slug}`))),
  latitude: fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
  longitude: fc.option(fc.double({ min: -180, max: 180, noNaN: true })),
  date: fc.option(fc.constantFrom('2008', '0008', '2008-08', '2008-08-19')),
  url: fc.option(fc.webUrl({ validSchemes: ['https'] }).filter((url) => recordInput.shape.url.safeParse(url).success)),
  picture: fc.option(fc.stringMatching(/^[0-9a-f]{64}$/)),
  formerly,
})
const bySlug = { selector: (thing: { slug: string }) => thing.slug, maxLength: 3 }
const file: fc.Arbitrary<RecordsFile> = fc
  .record({
    records: fc.uniqueArray(record, { selector: ({ kind, slug }) => `${kind}/${slug}`, maxLength: 6 }),
    series: fc.uniqueArray(fc.record({ slug, title: name, description: nasty, formerly }), bySlug),
    authors: fc.uniqueArray(fc.record({ slug, name, bio: nasty, formerly }), bySlug),
  })
  .map(({ records, ...rest }) => ({ records: recordKinds.flatMap((kind) => records.filter((record) => record.kind === kind)), ...rest }))

describe('records.yaml', () => {
  it('brings every record back as it was', () => {
    fc.assert(
      fc.property(file, (value) => {
        const text = Buffer.from(printRecords(value), 'utf8').toString('utf8')
        const { file: _, lineOf: __, ...parsed } = parseRecords(text, 'records.yaml')
        // The order of records in a file says nothing; numbers as keys change it in JavaScript.
        const sorted = (file: RecordsFile) => ({ records: new Map(file.records.map((r) => [`${r.kind}/${r.slug}`, r])), series: new Map(file.series.map((s) => [s.slug, s])), authors: new Map(file.authors.map((a) => [a.slug, a])) }) // prettier-ignore
        expect(sorted(parsed)).toEqual(sorted(value))
        expect(printRecords(parseRecords(printRecords(parsed), 'records.yaml'))).toBe(printRecords(parsed))
      }),
      { numRuns: 300, interruptAfterTimeLimit: 8000 },
    )
  })

  it('reads and writes for ever what it wrote once, in the lowest format that can hold it', () => {
    for (const name of ['records-format-1', 'records-format-2']) {
      const text = fs.readFileSync(`tests/fixtures/lists/${name}.yaml`, 'utf8')
      expect(printRecords(parseRecords(text, name))).toBe(text)
    }
    const text = fs.readFileSync('tests/fixtures/lists/records-format-2.yaml', 'utf8')
    const faults = (one: string) => caught(() => parseRecords(one, 'r.yaml')).problems.map(({ line, message }) => `${line}: ${message}`)
    expect(faults(text.replace('format: 2', 'format: 1'))).toEqual([
      expect.stringMatching(/^6: “picture” is of format 2/),
      expect.stringMatching(/^15: “picture” is of format 2/),
    ])
    expect(faults(text.replace('format: 2', 'format: 3'))).toEqual([expect.stringMatching(/^1: format: Expected 1 or 2/)])
  })

  it('says where each fault is and what was expected', () => {
    const text = ['format: 1', 'people:', '  G-Dragon:', '    name: G-Dragon', '  iu:', '    name: ""', '    parent: singers/x', 'places:', '  london:', '    name: London', '    at: [91, 0]', '    population: 9'].join('\n') // prettier-ignore
    const error = caught(() => parseRecords(text, 'records.yaml'))
    expect(error.problems.map(({ line }) => line)).toEqual([3, 6, 7, 11, 12])
    expect(error.message).toContain('records.yaml:7: people/iu, parent: Expected a record such as “people/…”')
  })

  it('refuses characters that no database keeps, by their lines', () => {
    const text = 'format: 1\npeople:\n  iu:\n    name: "I\\ud800U"\nseries:\n  s:\n    title: S\n    description: "a\\0b"\n'
    expect(caught(() => parseRecords(text, 'records.yaml')).problems.map(({ line }) => line)).toEqual([4, 8])
  })

  it('refuses a record that is its own ancestor, and text that is not YAML', () => {
    const circle = 'format: 1\nplaces:\n  a: { name: A, parent: places/b }\n  b: { name: B, parent: places/a }\n'
    expect(caught(() => parseRecords(circle, 'r.yaml')).problems).toHaveLength(2)
    expect(caught(() => parseRecords('format: 1\npeople: {\n', 'r.yaml')).message).toContain('Not YAML')
    expect(caught(() => parseRecords('format: 1\npeople:\n  a: { name: A }\n  a: { name: B }\n', 'r.yaml')).problems[0]?.line).toBe(4)
  })

  it('takes no day that its month does not have', () => {
    const song = (date: string) => () => parseRecords(`format: 1\nsongs:\n  x: { name: X, date: ${date} }\n`, 'r.yaml')
    expect(song('2013-02-30')).toThrow('r.yaml:3: songs/x, date: There is no such day in that month')
    for (const date of ['2012-02-29', '2013-02', '2013']) expect(song(date)).not.toThrow()
  })
})

function caught(run: () => unknown): FormatError {
  try {
    run()
  } catch (error) {
    if (error instanceof FormatError) return error
    throw error
  }
  throw new Error('Nothing was refused')
}
