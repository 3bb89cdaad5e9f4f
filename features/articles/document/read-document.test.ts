import fs from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { creditRoles, draftDocument, emptyDocument, entriesOf, limits, listDocument, listOrders, type ListDocument } from '../schema'
import { isReadable, readDocument, readDocumentBy } from './read-document'
import { currentFormat, upgradeSteps, type UpgradeStep } from './upgrade'

const fixture = (name: string): unknown => JSON.parse(fs.readFileSync(`tests/fixtures/documents/${name}.json`, 'utf8'))
const entry = (rest: object = {}) => ({ id: 'entryone', slug: 'one', heading: 'One', ...rest })
const entriesRead = (...entries: unknown[]) => readDocument({ format: 1, title: 'List', entries }).entries

describe('fixtures of past formats', () => {
  test.each(Array.from({ length: currentFormat }, (_, index) => index + 1))('format %i has one, and it is read whole', (format) => {
    const document = readDocument(fixture(`format-${format}`))
    expect(document).toMatchObject({ format: currentFormat, title: '3 K-pop MVs filmed abroad', order: 'countdown' })
    expect(entriesOf(document).map(({ entry, section, subsection }) => [entry.slug, section?.heading, subsection?.heading])).toEqual([
      ['blue', undefined, undefined],
      ['crooked', 'Europe', undefined],
      ['lonely', 'Europe', 'London'],
    ])
    expect(listDocument.parse(document)).toEqual(document)
  })

  test('format 1 is read as it was written, in the current format; format 2 as it is', () => {
    expect(readDocument(fixture('format-1'))).toEqual({
      ...(fixture('format-1') as object),
      format: 2,
      description: '',
      language: '',
      template: null,
      waived: [],
    })
    // Made before lists had a language.
    expect(readDocument(fixture('format-2'))).toEqual({ ...(fixture('format-2') as object), language: '' })
  })

  test('one that breaks the rules of today is read with nothing lost that was understood', () => {
    const stored = fixture('format-1-outgrown') as ListDocument
    expect(listDocument.safeParse(stored).success).toBe(false)
    const document = readDocument(stored)
    const [first, bare] = document.entries
    expect(first).toMatchObject({ slug: 'results', heading: stored.entries[0]!.heading, subheading: 'of an older day', body: 'Still here.' })
    expect(first!.heading.length).toBeGreaterThan(limits.heading)
    expect(first!.credits).toEqual([
      { role: 'with', subject: 'fixturegdragon00000' },
      { role: 'filmed-in', subject: 'fixturelondon000000' },
    ])
    expect(bare).toEqual({ id: 'fixtureoldtwo000000', slug: 'bare', heading: 'An entry with nothing else', subheading: '', body: '', credits: [], video: null })
    expect(document).toMatchObject({ title: 'An older list', standfirst: '', outro: '', question: '', order: 'numbered' })
    expect(document.sections[0]).toMatchObject({ heading: 'A section without a place or words', body: '', place: null, sections: [] })
    expect(document.sections[0]!.entries[0]!.body).toHaveLength(25_000)
    expect(JSON.stringify(document)).not.toMatch(/mood|sticker|since/)
    // It can be saved as it is, and read again without a change.
    expect(draftDocument.parse(document)).toEqual(document)
    expect(readDocument(document)).toEqual(document)
  })
})

describe('formats', () => {
  // Planted: format -1 called entries “items” and the title “name”, format 0 the heading “head”.
  const renamed: UpgradeStep = ({ name, items, ...rest }) => ({ ...rest, format: 0, title: name, entries: items })
  const headed: UpgradeStep = ({ entries, ...rest }) => ({
    ...rest,
    format: 1,
    entries: (entries as { head: string }[]).map(({ head, ...one }) => ({ ...one, heading: head })),
  })
  const steps = { [-1]: renamed, 0: headed }
  const oldest = { format: -1, name: 'Old', items: [{ id: 'entryone', slug: 'one', head: 'One' }] }

  test('a document of a past one is upgraded step by step', () => {
    expect(readDocumentBy(steps, oldest)).toMatchObject({ format: currentFormat, title: 'Old', entries: [{ id: 'entryone', heading: 'One' }] })
    expect(readDocumentBy(steps, { format: 0, title: 'Newer', entries: [{ id: 'entryone', slug: 'one', head: 'One' }] })).toMatchObject({
      title: 'Newer',
      entries: [{ heading: 'One' }],
    })
    // The current one passes no step.
    expect(readDocumentBy(steps, { format: 1, title: 'Now', entries: [entry({ head: 'Old word' })] }).entries[0]!.heading).toBe('One')
  })

  test('a step that fails on a broken document takes nothing with it that is understood without it', () => {
    expect(readDocumentBy(steps, { format: 0, title: 'Half', intro: 'Words', entries: 'gone' })).toMatchObject({ title: 'Half', intro: 'Words', entries: [] })
    expect(isReadable(oldest, {})).toBe(false)
    expect(isReadable(oldest, steps)).toBe(true)
  })

  test('a newer one, or none, is read for what is understood', () => {
    expect(readDocument({ format: 7, title: 'From the future', entries: [entry()] })).toMatchObject({
      format: currentFormat,
      title: 'From the future',
      entries: [entry()],
    })
    expect(readDocument({ title: 'No format' })).toMatchObject({ format: currentFormat, title: 'No format' })
  })

  test('a list of format 1 has no line for search engines, template or waived check; what of these cannot be read is none', () => {
    expect(readDocument(fixture('format-1'))).toMatchObject({ format: 2, description: '', language: '', template: null, waived: [] })
    expect(readDocument({ format: 2, title: 'Odd', description: 5, language: '<b>', template: 'x', waived: [{ check: 'no-video' }, 7] })).toMatchObject({
      description: '',
      language: '',
      template: null,
      waived: [],
    })
    const odd = { roles: ['artist', 'singer', 'artist'], subheading: 4 }
    expect(readDocument({ format: 2, title: 'Odd', template: odd }).template).toEqual({ roles: ['artist'], video: false, heading: '', subheading: '' })
  })

  test('there is a step from each past format', () => {
    expect(Object.keys(upgradeSteps).map(Number)).toEqual(Array.from({ length: currentFormat - 1 }, (_, index) => index + 1))
    expect(emptyDocument().format).toBe(currentFormat)
  })
})

describe('broken documents', () => {
  test.each([null, undefined, 5, 'text', [], [{}], {}, { format: 1 }, { entries: 'none' }])('%j opens, and says that it cannot be read', (stored) => {
    expect(isReadable(stored)).toBe(false)
    expect(readDocument(stored)).toMatchObject({ title: 'A list that cannot be read', intro: expect.stringContaining('could not be read'), entries: [] })
  })

  test('what is of another type gets its default, and the rest stays', () => {
    const document = readDocument({ format: 1, title: 7, intro: ['x'], question: null, order: 3, entries: [entry()], sections: { a: 1 } })
    expect(document).toEqual({ ...emptyDocument(), question: '', entries: [{ ...entry(), subheading: '', body: '', credits: [], video: null }] })
    expect(entriesRead(null, 'x', [], entry({ credits: 'gone', video: 5 }))).toMatchObject([{ heading: 'One', credits: [], video: null }])
  })

  test('every known order and role stays, and no property of objects passes for a role', () => {
    for (const order of listOrders) expect(readDocument({ title: '', order }).order).toBe(order)
    const credits = Object.keys(creditRoles).map((role) => ({ role, subject: 'recordone' }))
    expect(entriesRead(entry({ credits }))[0]!.credits).toEqual(credits)
    const odd = ['toString', '__proto__', '', null, {}].map((role) => ({ role, subject: 'recordone' }))
    expect(entriesRead(entry({ credits: odd }))[0]!.credits).toEqual(odd.map(({ subject }) => ({ role: 'with', subject })))
    expect(
      entriesRead(
        entry({
          credits: [
            { role: 'artist', subject: '' },
            { role: 'artist', subject: 5 },
          ],
        }),
      )[0]!.credits,
    ).toEqual([])
  })

  test('entries and sections without an id, or with one twice, get one of their own, the same at each reading', () => {
    const stored = {
      title: 'List',
      entries: [{ heading: 'No id' }, entry(), entry({ heading: 'Twice' })],
      sections: [{ heading: 'No id' }, { heading: 'Nor here' }],
    }
    const document = readDocument(stored)
    expect(document.entries.map(({ heading }) => heading)).toEqual(['No id', 'One', 'Twice'])
    expect(document.entries[0]!.slug).toBe(document.entries[0]!.id)
    expect(new Set([...document.entries, ...document.sections].map(({ id }) => id)).size).toBe(5)
    expect(readDocument(stored)).toEqual(document)
    expect(listDocument.safeParse({ ...document, entries: document.entries.slice(0, 2) }).success).toBe(true)
  })

  test('whatever is stored, what is read has the shape of a document and can be saved again', () => {
    const key = fc.constantFrom('title', 'entries', 'sections', 'id', 'slug', 'heading', 'credits', 'role', 'subject', 'video', 'place', 'format', 'order')
    const stored = fc.object({ key, maxDepth: 4, maxKeys: 6, withSet: false, withMap: false })
    const canBeKept = (text: string) => !text.includes('\0') && text.isWellFormed()
    fc.assert(
      fc.property(stored, (given) => {
        const document = readDocument(given)
        const texts: string[] = []
        JSON.stringify(document, (_, value: unknown) => (typeof value === 'string' && texts.push(value), value))
        if (texts.every(canBeKept)) expect(draftDocument.parse(document)).toEqual(document)
        expect(readDocument(document)).toEqual(document)
      }),
    )
  })

  test('two entries with one address both stay: the draft is half-written', () => {
    expect(entriesRead(entry(), entry({ id: 'entrytwo' })).map(({ slug }) => slug)).toEqual(['one', 'one'])
  })
})
