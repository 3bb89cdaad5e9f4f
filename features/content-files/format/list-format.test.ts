import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FormatError } from './problems'
import { referenceTo, type Reference } from './reference'
import { recordKinds } from '@/features/records/schema'
import { creditRoles, entriesOf, entry as entryShape, listDocument, listOrders, type CreditRole, type ListDocument } from '@/features/articles/schema'
import { sortedWaivers } from '@/features/articles/document/waivers'
import { fromDocument, fromEntry, toDocument } from './document'
import type { ListFile } from './list-file'
import { parseList } from './parse-list'
import { printList } from './print-list'

// Lines that look like the file's own structure, and everything that editors, checkouts and YAML like to change.
const nastyLines = [
  '', ' ', '\t', '   ', '---', '--- ', '...', '# London', '## x', '### “Crooked” {#crooked}', '# {outro}', '# {removed}', '### x {#gone no: 3 formerly: y, z}', '#', '##', '###', '#\tx', ' # x', '#### deep', '#tag',
  '\\# x', '\\\\### y {#y}', '\\', '\\\\', '- artist: groups/bigbang', '\\- artist: groups/bigbang', '* lead: people/x', '- video: videos/', '- a: b', '- artist: groups/bigbang  ',
  '= "', '= "x"', '= ""', '= x', '=', '```', '~~~', '    # code', '> quote', '{#slug}', '{}', '{place: places/x}', 'x {', '} {#a}', '{{}}', 'title: x', 'slug: y', '&anchor', '*alias', '!tag', '%YAML 1.2',
  '<script>', '<!-- x -->', 'hard break  ', ' lead', 'cr\rhere', 'crlf\r', '\r', '\u2028', '\u0085', '\u00a0', '\ufeff', '\u0000', '\u001b[0m', '\ud800', '한국어 빅뱅', 'עברית', '🎤👩‍👩‍👧', '“I’m Sorry”', '"x"', "'x'", 'null', '~', '2009', '0x1f', 'true', '|', '>-', '? x', ': ', '-', '@', '`', 'a: b # c',
] // prettier-ignore
const nasty = fc.oneof(
  fc.constantFrom(...nastyLines),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.tuple(fc.constantFrom(...nastyLines), fc.constantFrom(...nastyLines)).map((pair) => pair.join('')),
)
const prose = fc.array(nasty, { maxLength: 6 }).map((lines) => lines.join('\n'))
const line = nasty.map((text) => text.replace(/[\r\n]/g, ''))
const slug = fc.oneof(fc.constantFrom('x', '2009', 'null', 'true', '0x1f', '1e3', 'no'), fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}$/))
const id = fc.stringMatching(/^[a-z0-9]{8,12}$/)
const numbered = (kind: string) => fc.integer({ min: 0, max: 9 }).map((n) => `${kind}0000${n}`)
const subject = fc.constantFrom(...recordKinds).chain(numbered)
const entry = fc.record({
  id,
  slug,
  heading: line,
  subheading: line,
  body: prose,
  credits: fc.array(fc.record({ role: fc.constantFrom(...(Object.keys(creditRoles) as CreditRole[])), subject }), { maxLength: 3 }),
  video: fc.option(numbered('video')),
})
const part = { id, heading: line, body: prose, place: fc.option(numbered('place')), entries: fc.array(entry, { maxLength: 2 }) }
const template = fc.record({
  roles: fc.uniqueArray(fc.constantFrom(...(Object.keys(creditRoles) as CreditRole[]))),
  video: fc.boolean(),
  heading: line,
  subheading: line,
})
/** A waived check, of the so-manieth thing of a list. */
const waiver = fc.record({
  check: fc.constantFrom('no-video', 'open-quote', 'x'),
  place: fc.nat({ max: 8 }),
  of: line,
  reason: line.map((text) => `Because ${text}`),
  by: line,
  when: fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString()),
})
const bare = fc.record({
  format: fc.constant(2 as const),
  description: line,
  language: fc.constantFrom('', 'ko', 'pt-BR', 'zh-Hant'),
  template: fc.option(template),
  waived: fc.array(waiver, { maxLength: 3 }),
  title: line,
  standfirst: line,
  intro: prose,
  outro: prose,
  question: line,
  order: fc.constantFrom(...listOrders),
  entries: fc.array(entry, { maxLength: 3 }),
  sections: fc.array(fc.record({ ...part, sections: fc.array(fc.record(part), { maxLength: 2 }) }), { maxLength: 3 }),
})
/** Where checks can be waived: the list, its entries, its sections. */
const placesOf = (value: Pick<ListDocument, 'entries' | 'sections'>) => [
  null,
  ...entriesOf(value).map((one) => one.entry.id),
  ...value.sections.flatMap((one) => [one.id, ...one.sections.map((inner) => inner.id)]),
]
const document = bare
  .map((value): ListDocument => {
    const places = placesOf(value)
    return { ...value, waived: sortedWaivers(value.waived.map(({ place, ...one }) => ({ ...one, at: places[place % places.length]! }))) }
  })
  .filter((value) => listDocument.safeParse(value).success && new Set(placesOf(value)).size === placesOf(value).length)
const beside = fc.record({
  slug,
  formerly: fc.array(slug, { maxLength: 2 }),
  series: fc.option(fc.record({ slug, position: fc.option(fc.integer({ min: 1, max: 999 })) })),
  authors: fc.array(slug, { maxLength: 3 }),
  cover: fc.option(fc.stringMatching(/^[0-9a-f]{64}$/)),
  state: fc.constantFrom('draft' as const, 'ready' as const),
  published: fc.option(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString())),
})

const removed = fc.array(
  fc.record({ entry: entry.filter((value) => entryShape.safeParse(value).success), number: fc.option(fc.integer({ min: 1, max: 9999 })) }),
  {
    maxLength: 2,
  },
)

// Here an id says what it is the id of: `place00001`.
const kindOf = (value: string) => recordKinds.find((kind) => value.startsWith(kind))!
const referenceOf = (value: string) => referenceTo(kindOf(value), value)
const recordId = (reference: Reference) => reference.split('/')[1]
// Addresses that no other entry has: those of `slug` are shorter.
const formerOf = (entryId: string) => (entryId < 'h' ? [] : entryId < 'p' ? [`was-${entryId}`] : [`was-${entryId}`, `was-${entryId}-too`])
/** The list file of a document, some entries of which have former addresses, and of entries that have left it. */
const asFile = (value: ListDocument, meta: Beside, gone: Removed): ListFile => ({
  ...meta,
  ...fromDocument(value, referenceOf, formerOf),
  removed: gone.map((one, index) => ({ ...fromEntry({ ...one.entry, slug: `removed-${index}-from-it` }, referenceOf, () => []), number: one.number })),
})
type Beside = typeof beside extends fc.Arbitrary<infer T> ? T : never
type Removed = typeof removed extends fc.Arbitrary<infer T> ? T : never
const throughUtf8 = (text: string) => Buffer.from(text, 'utf8').toString('utf8')

// Each property is given eight seconds: a busy machine tries fewer documents, it does not fail.
describe('the list format', () => {
  it('brings every document back as it was', () => {
    fc.assert(
      fc.property(document, beside, removed, (value, meta, gone) => {
        const list = asFile(value, meta, gone)
        const text = throughUtf8(printList(list))
        const parsed = parseList(text, 'list.md')
        expect(parsed.list).toEqual(list)
        const ids = new Map(entriesOf(value).map(({ entry }) => [entry.slug, entry.id]))
        expect(toDocument(parsed, { recordId, entryId: (slug) => ids.get(slug), previous: value }).document).toEqual(value)
        expect(printList(parsed.list)).toBe(text)
      }),
      { numRuns: 500, interruptAfterTimeLimit: 8000 },
    )
  })

  it('reads the same from a file with the line ends of Windows and a byte order mark', () => {
    fc.assert(
      fc.property(document, beside, removed, (value, meta, gone) => {
        const text = printList(asFile(value, meta, gone))
        expect(parseList('\ufeff' + text.replaceAll('\n', '\r\n'), 'list.md').list).toEqual(parseList(text, 'list.md').list)
      }),
      { numRuns: 150, interruptAfterTimeLimit: 8000 },
    )
  })

  it('settles after one printing, whatever was typed', () => {
    const head = '---\nformat: 1\nslug: x\ntitle: X\n---\n'
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 12 }), (lines) => {
        let list: ListFile
        try {
          list = parseList(head + lines.join('\n'), 'x.md').list
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError)
          return
        }
        const printed = printList(list)
        expect(parseList(printed, 'x.md').list).toEqual(list)
        expect(printList(parseList(printed, 'x.md').list)).toBe(printed)
      }),
      { numRuns: 500, interruptAfterTimeLimit: 8000 },
    )
  })
})
