import fs from 'node:fs'
import { describe, expect, test } from 'vitest'
import { entriesOf } from '@/features/articles/schema'
import { fromDocument, toDocument } from './document'
import { parseList, readList } from './parse-list'
import { printList } from './print-list'
import type { Reference } from './reference'

// Files as they were written once: they are read for ever, and never edited.
const fixture = (name: string) => fs.readFileSync(`tests/fixtures/lists/${name}.md`, 'utf8')
const named: Reference[] = ['groups/cnblue', 'places/london', 'videos/im-sorry']
const idOf = (reference: Reference) => `record000${named.indexOf(reference)}`
const known = { recordId: idOf, entryId: () => undefined }
const referenceOf = (id: string) => named[Number(id.slice(-1))]!
const faultsIn = (text: string) => readList(text, 'x.md').problems.map(({ line, message }) => `${line}: ${message}`)

describe.each(['format-1', 'format-2'])('%s', (name) => {
  test('is read and written as it is, through the document', () => {
    const text = fixture(name)
    const parsed = parseList(text, `${name}.md`)
    expect(printList(parsed.list)).toBe(text)
    const { document } = toDocument(parsed, known)
    expect(printList({ ...parsed.list, ...fromDocument(document, referenceOf) })).toBe(text)
    const ids = new Map(entriesOf(document).map(({ entry }) => [entry.slug, entry.id]))
    expect(toDocument(parsed, { ...known, entryId: (slug) => ids.get(slug), previous: document }).document).toEqual(document)
  })
})

test('a file has the lowest format that can hold it', () => {
  const { list } = parseList(fixture('format-2'), 'two.md')
  const heads = [
    { ...list, description: '', language: '', template: null, waived: [] },
    { ...list, language: '', template: null, waived: [] },
    { ...list, description: '', template: null, waived: [] },
    { ...list, description: '', language: '', waived: [] },
    { ...list, description: '', language: '', template: null },
  ].map((one) => printList(one).split('\n')[1])
  expect(heads).toEqual(['format: 1', 'format: 2', 'format: 2', 'format: 2', 'format: 2'])
})

test('what a program of format 1 is not to pass over is refused in it, and a later format by every program', () => {
  expect(faultsIn(fixture('format-2').replace('format: 2', 'format: 1'))).toEqual([
    '8: “description” is of format 2: write format: 2',
    '9: “language” is of format 2: write format: 2',
    '10: “template” is of format 2: write format: 2',
    '15: “waived” is of format 2: write format: 2',
  ])
  expect(faultsIn(fixture('format-2').replace('format: 2', 'format: 3'))).toEqual([
    '2: format: Expected 1 or 2, the versions of the list format that this program reads. A later one is read by a later program',
  ])
})

test.each([
  ['entry: im-sorry', 'entry: nowhere', '16: waived: This file has no such entry or section'],
  ['section: "1"', 'section: "2"', '22: waived: This file has no such entry or section'],
  ['roles: [ artist,', 'roles: [ singer,', '11: roles: Expected some of the roles artist'],
  ['reason: It needs none.', 'reason: ""', '24: reason: Say why'],
  ['video: true', 'video: perhaps', '12: video: Expected true or false'],
])('a fault in what format 2 adds is told at its line: %s', (from, to, fault) =>
  expect(faultsIn(fixture('format-2').replace(from, to))).toEqual([expect.stringContaining(fault)]),
)

test('a check that was waived at a place which is not in the list any more stays in the draft, and goes into no file', () => {
  const parsed = parseList(fixture('format-2'), 'two.md')
  const { document } = toDocument(parsed, known)
  const stale = { check: 'no-video', at: 'goneentry', of: '', reason: 'Old', by: 'Mina', when: '2026-11-28T10:00:00.000Z' }
  const left = { ...document, waived: [...document.waived, stale] }
  expect(printList({ ...parsed.list, ...fromDocument(left, referenceOf) })).toBe(fixture('format-2'))
  const ids = new Map(entriesOf(document).map(({ entry }) => [entry.slug, entry.id]))
  const again = toDocument(parsed, { ...known, entryId: (slug) => ids.get(slug), previous: left }).document
  expect(again.waived).toHaveLength(4)
  expect(again.waived).toEqual(expect.arrayContaining(left.waived))
})
