import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDocument, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { compareDocuments } from './compare'
import { readerChanges, type Given } from './reader-changes'

const entry = (id: string, rest: Partial<ListEntry> = {}): ListEntry => ({ id, slug: id, heading: `“${id}”`, subheading: '', body: `Words of ${id}.`, credits: [], video: null, ...rest }) // prettier-ignore
type Part = ListDocument['sections'][number]
const section = (id: string, entries: ListEntry[], sections: Part['sections'] = [], rest: Partial<Part> = {}): Part => ({ id, heading: `In ${id}`, body: '', place: null, entries, sections, ...rest }) // prettier-ignore
const list = (entries: ListEntry[], sections: Part[] = [], rest: Partial<ListDocument> = {}): ListDocument => ({ ...emptyDocument('List'), entries, sections, ...rest }) // prettier-ignore

/** Each row as `kind: name words · name words | aside | note`. */
const told = (before: ListDocument, after: ListDocument, given: Given = {}) =>
  readerChanges(before, after, { recordName: (id) => `<${id}>`, given }).map(({ kind, items, aside, note }) =>
    [`${kind}: ${items.map(({ name, words }) => `${name} ${words}`.trim()).join(' · ')}`, aside, note].filter(Boolean).join(' | '),
  )
const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((id) => entry(id)) as [ListEntry, ListEntry, ListEntry, ListEntry]

describe('what readers will see change', () => {
  test('entries that are moved, with the sections that they leave and enter, and the numbers of the others', () => {
    expect(told(list([a, b, c, d]), list([d, a, b, c]))).toEqual(['moved: “D” from 4 to 1', 'numbers: “A” to “C” from 1–3 to 2–4'])
    expect(told(list([], [section('x', [a, b]), section('y', [c])]), list([], [section('x', [a]), section('y', [c, b])]))).toEqual([
      'moved: “B” from 2 to 3, out of In x into In y',
      'numbers: “C” from 3 to 2',
    ])
    // In its place, in another section.
    expect(told(list([], [section('x', [a, b]), section('y', [c])]), list([], [section('x', [a]), section('y', [b, c])]))).toEqual([
      'moved: “B” out of In x into In y',
    ])
    // Of two that changed places, the one that went further was moved.
    expect(told(list([a, b, c]), list([c, a, d]))).toEqual(['moved: “C” from 3 to 1', 'numbers: “A” from 1 to 2', 'added: “D” as 3', 'removed: “B”'])
    // A list that shows no numbers tells of none; a countdown counts the other way.
    expect(told(list([a, b, c], [], { order: 'plain' }), list([c, a, b], [], { order: 'plain' }))).toEqual(['moved: “C” to another place'])
    expect(told(list([a, b, c], [], { order: 'countdown' }), list([c, a, b], [], { order: 'countdown' }))).toEqual([
      'moved: “C” from 1 to 3',
      'numbers: “A” to “B” from 3–2 to 2–1',
    ])
  })

  test('entries that come, come back and go, with their votes and comments counted', () => {
    expect(told(list([a, b]), list([a, c, b]))).toEqual(['numbers: “B” from 2 to 3', 'added: “C” as 2'])
    expect(told(list([a]), list([a, b]), { B: { votes: 2, comments: 0 } })).toEqual(['added: “B” is back as 2, with 2 votes'])
    expect(told(list([a, b]), list([a]), { B: { votes: 2, comments: 1 } })).toEqual([
      'removed: “B” | 2 votes, 1 comment | Its votes and comments stay with its page, and count in the list again when it comes back.',
    ])
    expect(told(list([a, b, c]), list([a]), { B: { votes: 1, comments: 0 }, C: { votes: 0, comments: 0 } })).toEqual([
      'removed: “B” with 1 vote · “C” | 1 vote | Their votes and comments stay with their pages, and count in the list again when they come back.',
    ])
    expect(told(list([a, b]), list([a]))).toEqual(['removed: “B”'])
  })

  test('words, credits, videos and addresses of entries', () => {
    const changed = entry('A', { heading: '“Z”', body: 'Words of A, and three more.', slug: 'z', video: 'v', credits: [{ role: 'artist', subject: 'p' }] })
    expect(told(list([a]), list([changed]))).toEqual([
      'rewritten: “Z” was called “A” | +4, −1 words',
      'credits: “Z” now names <p> (artist)',
      'video: “Z” has a video',
      'address: “Z” has the address z; A leads there',
    ])
    const [artist, song] = [{ role: 'artist' as const, subject: 'p' }, { role: 'song' as const, subject: 's' }] // prettier-ignore
    expect(told(list([entry('A', { credits: [artist, song] })]), list([entry('A', { credits: [song, artist] })]))).toEqual([
      'credits: “A” names the same in another order',
    ])
    expect(told(list([entry('A', { credits: [artist, song] })]), list([entry('A', { credits: [song], body: '' })]))).toEqual([
      'rewritten: “A” has no words any more | −3 words',
      'credits: “A” no longer names <p> (artist)',
    ])
  })

  test('what stands around the entries', () => {
    expect(told(list([a]), list([a], [], { title: 'Other', standfirst: 'New.', intro: 'Hello.', question: '', order: 'countdown' }))).toEqual([
      'list: The title becomes “Other” · The standfirst is new: “New.” · The introduction is new · The question goes · The numbers count down, and count up until then',
    ])
    const before = list([], [section('x', [a], [section('in', [b]) as Part['sections'][number]]), section('y', [c])])
    const after = list([], [section('y', [c], [], { heading: 'Why', place: 'seoul' }), section('x', [a, b]), section('n', [])])
    expect(told(before, after).filter((line) => line.startsWith('sections'))).toEqual([
      'sections: “Why” was called “In y”, lies in <seoul> · “In n” is new · “In in” goes · Sections stand in another order',
    ])
  })

  test('many other numbers are counted', () => {
    const many = Array.from({ length: 30 }, (_, n) => entry(`E${n}`))
    const odd = many.filter((_, n) => n % 5 !== 0)
    expect(told(list(many), list(odd)).find((line) => line.startsWith('numbers'))).toBe('numbers: 24 other entries have other numbers')
  })

  test('whatever two lists are, nothing is told only when they are the same', () => {
    const ids = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E'), { maxLength: 5 })
    const some = fc.record({ ids, at: fc.nat(5), sub: fc.boolean(), body: fc.constantFrom('', 'One.', 'One **two**.'), order: fc.constantFrom('numbered', 'countdown', 'plain' as const), place: fc.constantFrom(null, 'seoul'), credit: fc.boolean() }) // prettier-ignore
    type Some = { ids: string[]; at: number; sub: boolean; body: string; order: string; place: string | null; credit: boolean }
    const make = ({ ids: all, at, sub, body, order, place, credit }: Some): ListDocument => {
      const entries = all.map((id) => entry(id, { body, credits: credit ? [{ role: 'artist', subject: 'p' }] : [] }))
      const inner = section('s', entries.slice(at), [], { place })
      const { sections: _, ...leaf } = inner
      return list(entries.slice(0, at), sub ? [section('outer', [], [leaf])] : [inner], { order: order as ListDocument['order'] })
    }
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [before, after] = [make(one), make(other)]
        const { fields, entries } = compareDocuments(before, after)
        expect(told(before, after).length === 0).toBe(fields.length === 0 && entries.length === 0)
        expect(told(before, before)).toEqual([])
      }),
    )
  })
})
