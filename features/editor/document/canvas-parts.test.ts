import { expect, test } from 'vitest'
import type { ListDocument, ListEntry } from '@/features/articles/schema'
import { areSameParts, canvasParts, heightOf, isOpenIn, selectionOf } from './canvas-parts'
import { chipsOf, posterOf, stretchesOf } from './entry-looks'

const entry = (name: string, more: Partial<ListEntry> = {}): ListEntry => ({
  id: name.padEnd(8, '0'),
  slug: name,
  heading: name,
  subheading: '',
  body: `Words of ${name}.`,
  credits: [],
  video: null,
  ...more,
})
const section = (name: string, entries: ListEntry[], sections: ListDocument['sections'][number]['sections'] = []) => ({
  id: name.padEnd(8, '0'),
  heading: name,
  body: '',
  place: null,
  entries,
  sections,
})
const document = (order: ListDocument['order'] = 'numbered'): ListDocument => ({
  format: 2,
  description: '',
  language: '',
  template: null,
  waived: [],
  title: 'Six',
  standfirst: 'Why.',
  intro: 'First.',
  outro: 'Last.',
  question: 'Which?',
  order,
  entries: [entry('one')],
  sections: [section('europe', [entry('two')], [{ ...section('london', [entry('three'), entry('four')]) }])],
})
const open = { of: 'entry', id: 'two00000' } as const

test('the parts stand as readers see them, sections before what is in them, entries with their numbers', () => {
  const drawn = (order?: ListDocument['order']) =>
    canvasParts(document(order)).map((part) =>
      part.is === 'entry' ? `${part.number} ${part.entry.heading}` : part.is === 'section' ? `${part.heading}/${part.level} ${part.count}` : part.is,
    )
  expect(drawn()).toEqual(['list', '1 one', 'europe/1 3', '2 two', 'london/2 2', '3 three', '4 four', 'outro'])
  expect(drawn('countdown')).toEqual(['list', '4 one', 'europe/1 3', '3 two', 'london/2 2', '2 three', '1 four', 'outro'])
})

test('words that are typed in what is open draw nothing else again; anything else does', () => {
  const before = document()
  const parts = canvasParts(before)
  const typed: ListDocument = { ...before, sections: [{ ...before.sections[0]!, entries: [entry('two', { body: 'Other words.' })] }] }
  expect(areSameParts(parts, canvasParts(typed), open)).toBe(true)
  expect(areSameParts(parts, canvasParts(typed), { of: 'list' })).toBe(false)
  const title = { ...before, title: 'Seven' }
  expect(areSameParts(parts, canvasParts(title), { of: 'list' })).toBe(true)
  expect(areSameParts(parts, canvasParts(title), open)).toBe(false)
  expect(areSameParts(parts, canvasParts({ ...before, order: 'countdown' }), open)).toBe(false)
  expect(areSameParts(parts, canvasParts({ ...before, entries: [] }), open)).toBe(false)
})

test('each part knows what is open when somebody writes in it', () => {
  const parts = canvasParts(document())
  expect(parts.filter((part) => isOpenIn(part, { of: 'list' })).map(({ key }) => key)).toEqual(['list', 'outro'])
  for (const part of parts) expect(isOpenIn(part, selectionOf(part))).toBe(true)
  expect(parts.filter((part) => isOpenIn(part, open)).map(({ key }) => key)).toEqual(['entry:two00000'])
})

test('a part is thought the higher, the more is in it', () => {
  const height = (more: Partial<ListEntry>) => heightOf({ is: 'entry', key: '', entry: entry('one', more), number: 1 })
  expect(height({ body: 'word '.repeat(400) })).toBeGreaterThan(height({}))
  expect(height({ credits: [{ role: 'song', subject: 'song0000' }] })).toBeGreaterThan(height({ credits: [{ role: 'artist', subject: 'song0000' }] }))
})

const record = (name: string, under: string | null = null) => ({ id: name, name, original: null, under, url: null })
const records = { taeyang: record('Taeyang'), song: record('Eyes, Nose, Lips', 'BIGBANG'), film: record('Eyes, Nose, Lips MV', 'YG') }

test('an entry looks as on its page: credits with their roles, and a poster where there is a song or a video', () => {
  const credited = entry('one', { credits: [{ role: 'artist', subject: 'taeyang' }, { role: 'song', subject: 'song' }, { role: 'cast', subject: 'gone' }] }) // prettier-ignore
  expect(chipsOf(credited, records).map(({ role, record: { name } }) => `${role} ${name}`)).toEqual(['Artist Taeyang', 'Song Eyes, Nose, Lips'])
  expect(posterOf(credited, records)).toEqual({ by: 'Taeyang', title: 'Eyes, Nose, Lips', hasVideo: false })
  expect(posterOf(entry('one', { video: 'film' }), records)).toEqual({ by: 'YG', title: 'Eyes, Nose, Lips MV', hasVideo: true })
  expect(posterOf(entry('one', { credits: [{ role: 'song', subject: 'song' }] }), records)?.by).toBe('BIGBANG')
  expect(posterOf(entry('one'), records)).toBeNull()
})

test('a subheading is read without its signs', () => {
  expect(stretchesOf('in **Sandara Park’s** “Kiss”, *again*')).toEqual([
    { text: 'in ', look: null },
    { text: 'Sandara Park’s', look: 'strong' },
    { text: ' “Kiss”, ', look: null },
    { text: 'again', look: 'em' },
  ])
  expect(stretchesOf('2 * 3 * snake_case_name')).toEqual([{ text: '2 * 3 * snake_case_name', look: null }])
  expect(stretchesOf('\\*not\\*')).toEqual([{ text: '*not*', look: null }])
})
