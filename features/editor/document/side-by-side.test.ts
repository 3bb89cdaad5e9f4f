import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDocument, entriesOf, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { onlyDifferences, sideBySide, type Row } from './side-by-side'
import { proseComparer, wordsBetween, type Segment } from './words-between'

const entry = (id: string, rest: Partial<ListEntry> = {}): ListEntry => {
  return { id, slug: id, heading: id, subheading: '', body: `Words of ${id}.`, credits: [], video: null, ...rest }
}
const section = (id: string, entries: ListEntry[], sections: ListDocument['sections'][number]['sections'] = []) => {
  return { id, heading: `In ${id}`, body: '', place: null, entries, sections }
}
const list = (entries: ListEntry[], sections: ListDocument['sections'] = [], rest: Partial<ListDocument> = {}): ListDocument => {
  return { ...emptyDocument('List'), entries, sections, ...rest }
}
const nameOf = (id: string) => `<${id}>`
const textOf = (segments: Segment[]) => segments.map(({ text }) => text).join('')
const marked = (segments: Segment[]) => segments.map(({ text, is }) => (is === 'differs' ? `[${text}]` : text)).join('')
const rowsOf = (rows: readonly Row[]) => rows.map(({ is, a, b }) => [is, a && textOf(a.heading), b && textOf(b.heading)])
const [one, two, three, four] = ['one', 'two', 'three', 'four'].map((id) => entry(id)) as [ListEntry, ListEntry, ListEntry, ListEntry]

describe('words that differ', () => {
  test('are marked, and no others', () => {
    const { a, b } = wordsBetween('He plays a rebel, more or less.', 'He plays the rebel, and a rebel does not queue.')
    expect(marked(a)).toBe('He plays [a] rebel, [more or less].')
    expect(marked(b)).toBe('He plays [the] rebel, [and a rebel does not queue].')
    const end = wordsBetween('He plays a rebel.', 'He plays a rebel of the street.\n')
    expect([marked(end.a), marked(end.b)]).toEqual(['He plays a rebel.', 'He plays a rebel [of the street].\n'])
    expect(wordsBetween('', 'New')).toEqual({ a: [], b: [{ text: 'New', is: 'differs' }] })
    const hangul = wordsBetween('빅뱅의 노래', '빅뱅의 새 노래')
    expect([marked(hangul.a), marked(hangul.b)]).toEqual(['빅뱅의 노래', '빅뱅의 [새] 노래'])
  })

  test('whatever the texts are, each side has all of its own', () => {
    const text = fc.array(fc.constantFrom('a', 'bb ', 'ccc', ' ', '💜', '빅뱅', '\n', '. '), { maxLength: 40 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { a, b } = wordsBetween(before, after)
        expect([textOf(a), textOf(b)]).toEqual([before, after])
        const same = (side: Segment[]) => textOf(side.filter(({ is }) => is === 'same'))
        expect(same(a).replaceAll(/\s+/g, '')).toBe(same(b).replaceAll(/\s+/g, ''))
        if (before !== after) expect([...a, ...b].some(({ is }) => is === 'differs')).toBe(true)
      }),
    )
  })

  test('of prose are as readers see it, long stretches that are the same are left out, and a link’s address is shown where it alone differs', () => {
    const long = 'Seoul at night, from the roof of a car park. '.repeat(20)
    const proseBetween = proseComparer()
    const { a, b } = proseBetween(`${long}He **never** came.`, `${long}He came.`)
    expect(marked(a)).toMatch(/^ … .{100,150}He \[never\] came\.$/)
    expect(marked(b)).toMatch(/^ … .{100,150}He came\.$/)
    const links = proseBetween('See [this](https://a.example).', 'See [this](https://b.example).')
    expect(marked(links.b)).toContain('[b]')
  })

  test('of prose are bounded: after some of it as it is written, after more each with its first words', () => {
    const between = proseComparer()
    const [before, after] = [`Some **old** words.\n\n${'x '.repeat(20_000)}`, `Some **new** words.\n\n${'x '.repeat(20_000)}`]
    const made = Array.from({ length: 9 }, () => marked(between(before, after).b).slice(0, 17))
    expect(made).toEqual(['Some [new] words.', ...Array(6).fill('Some **[new]** wo'), ...Array(2).fill('[Some new words.\n')])
  })
})

describe('two documents, row by row', () => {
  test('what was moved stands at both places, and says where it is or was', () => {
    const { rows, counts } = sideBySide(list([one, two, three, four]), list([two, three, four, one]), nameOf)
    expect(rowsOf(rows)).toEqual([['went', 'one', null], ['same', 'two', 'two'], ['same', 'three', 'three'], ['same', 'four', 'four'], ['came', null, 'one']]) // prettier-ignore
    expect([rows[0]!.a!.elsewhere, rows[4]!.b!.elsewhere]).toEqual([{ number: 4, section: null }, { number: 1, section: null }]) // prettier-ignore
    expect(counts).toMatchObject({ moved: 1, added: 0, removed: 0, rewritten: 0, same: 3 })
  })

  test('an entry that goes into another section was moved; a section stands where it stood', () => {
    const before = list([], [section('seoul', [one, two]), section('london', [three])])
    const after = list([], [section('seoul', [one]), section('london', [two, three])])
    const { rows, counts } = sideBySide(before, after, nameOf)
    expect(rowsOf(rows)).toEqual([
      ['same', 'In seoul', 'In seoul'],
      ['same', 'one', 'one'],
      ['went', 'two', null],
      ['same', 'In london', 'In london'],
      ['came', null, 'two'],
      ['same', 'three', 'three'],
    ])
    expect(rows[2]!.a!.elsewhere).toEqual({ number: 2, section: 'In london' })
    expect(counts).toMatchObject({ moved: 1, rewritten: 0, sections: 0, same: 2 })
  })

  test('added, removed and rewritten: with the words, the credits by name, and the texts of the list', () => {
    const credit = { role: 'artist' as const, subject: 'gdragon0' }
    const before = list([one, two], [], { intro: 'The old words.' })
    const after = list([{ ...one, body: 'Other words of one.', credits: [credit], video: 'video000' }, three], [], { intro: 'The new words.', title: 'Other' })
    const { rows, counts } = sideBySide(before, after, nameOf)
    expect(rows.map(({ what, is }) => `${what} ${is}`)).toEqual(['list changed', 'entry changed', 'entry removed', 'entry added'])
    expect(rows[0]!.b!.parts.map(({ label, segments }) => [label, marked(segments)])).toEqual([['Title', '[Other]'], ['Introduction', 'The [new] words.']]) // prettier-ignore
    expect(rows[1]!.b!.parts.map(({ label, segments }) => [label, marked(segments)])).toEqual([
      ['', '[Other words] of one.'],
      ['Credits', '[Artist <gdragon0>]'],
      ['Video', '[<video000>]'],
    ])
    expect(rows[1]!.b!.line).toBe('<gdragon0>')
    expect(rows[2]!.a!.parts.map(({ segments }) => textOf(segments))).toEqual(['Words of two.'])
    expect(counts).toMatchObject({ added: 1, removed: 1, rewritten: 1, moved: 0, same: 0, fields: ['title', 'introduction'] })
  })

  test('only what differs and its neighbours, with the section around it', () => {
    const many = Array.from({ length: 12 }, (_, n) => entry(`entry${n}`))
    const before = list([], [section('seoul', many.slice(0, 6)), section('london', many.slice(6))])
    const after = structuredClone(before)
    after.sections[1]!.entries[4]!.body = 'Other.'
    const shown = onlyDifferences(sideBySide(before, after, nameOf).rows).map((row) => ('skipped' in row ? row.skipped : textOf(row.b!.heading)))
    expect(shown).toEqual([6, 'In london', 3, 'entry9', 'entry10', 'entry11'])
    expect(onlyDifferences(sideBySide(before, before, nameOf).rows)).toMatchObject([{ skipped: 12 }])
  })

  test('whatever they are: every section and entry of each stands once on its side, in order, and the counts are those of the rows', () => {
    const ids = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7']
    const document = fc
      .record({
        entries: fc.shuffledSubarray(ids),
        sections: fc.shuffledSubarray(['s1', 's2', 's3', 's4']),
        places: fc.array(fc.nat(9), { minLength: 20, maxLength: 20 }),
        words: fc.array(fc.constantFrom('', 'x', 'y z'), { minLength: 7, maxLength: 7 }),
      })
      .map(({ entries, sections, places, words }) => {
        const made = list([])
        const parts: { entries: ListEntry[] }[] = [made]
        for (const [index, id] of sections.entries()) {
          const parent = made.sections[places[index]! % 4]
          if (parent) parent.sections.push(section(id, []))
          else made.sections.push(section(id, []))
          parts.push(parent ? parent.sections.at(-1)! : made.sections.at(-1)!)
        }
        for (const [index, id] of entries.entries()) parts[places[index + 6]! % parts.length]!.entries.push(entry(id, { body: words[index]! }))
        return made
      })
    const order = ({ entries, sections }: ListDocument) => {
      const keys = (part: { entries: ListEntry[] }) => part.entries.map(({ id }) => `entry:${id}`)
      return [...keys({ entries }), ...sections.flatMap((one) => [`section:${one.id}`, ...keys(one), ...one.sections.flatMap((sub) => [`section:${sub.id}`, ...keys(sub)])])] // prettier-ignore
    }
    fc.assert(
      fc.property(document, document, (a, b) => {
        const { rows, counts } = sideBySide(a, b, nameOf)
        const side = (which: 'a' | 'b') => rows.filter((row) => row.what !== 'list' && row[which]).map(({ key }) => key.replace(/:[ab]$/, ''))
        expect(side('a')).toEqual(order(a))
        expect(side('b')).toEqual(order(b))
        const [inA, inB] = [entriesOf(a), entriesOf(b)].map((all) => new Set(all.map(({ entry: { id } }) => id))) as [Set<string>, Set<string>]
        expect([counts.added, counts.removed]).toEqual([[...inB].filter((id) => !inA.has(id)).length, [...inA].filter((id) => !inB.has(id)).length])
        expect(sideBySide(a, a, nameOf).rows.every(({ is }) => is === 'same')).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
