import { expect, test } from 'vitest'
import { emptyDocument, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { checksOf } from './checks'
import { blankEntry } from './entries'
import { openQuotesIn } from './open-quotes'
import { deadInside, linksInside } from './site-links'
import { numberIn } from './title-number'
import { lastThatIsNot, lengthOf, otherYears, sameTwice, speltTwoWays } from './word-checks'

const entry = (heading: string, rest: Partial<ListEntry> = {}): ListEntry => ({
  ...blankEntry(heading.toLowerCase().padEnd(8, '0'), heading.toLowerCase()),
  heading,
  ...rest,
})
const list = (...entries: ListEntry[]): ListDocument => ({ ...emptyDocument('Songs'), entries })
const song = (subject: string) => ({ credits: [{ role: 'song' as const, subject }] })
const artist = (subject: string, body = '') => ({ body, credits: [{ role: 'artist' as const, subject }] })
const group = (name: string) => ({ kind: 'group', url: null, name })

test('“Lastly” that is not last, in several words, at the beginning alone', () => {
  const last = (body: string) => lastThatIsNot(list(entry('One', { body }), entry('Two', { body: 'Lastly, this.' })))
  expect(last('Lastly, a **roof**.')).toEqual([{ message: '“One” begins with “Lastly” and is not the last one', entry: 'one00000', of: 'Lastly' }])
  for (const body of ['*Finally* we fly', 'Last but not least: more', '마지막으로 이 노래']) expect(last(body), body).toHaveLength(1)
  for (const body of ['They finally met.', 'Finallys is a band', '']) expect(last(body), body).toEqual([])
  // The last one of a countdown is the last that is read.
  expect(lastThatIsNot({ ...list(entry('One'), entry('Two', { body: 'Finally.' })), order: 'countdown' })).toEqual([])
})

test('one song or video in two entries', () => {
  const records = { blue: { kind: 'song', name: 'Blue' }, video: { kind: 'video', name: 'Blue MV' } }
  expect(sameTwice(list(entry('One', song('blue')), entry('Two', song('other')), entry('Three', song('blue'))), records)).toEqual([
    { message: '“Three” and “One” are the same song, “Blue”', entry: 'three000', of: '“One”' },
  ])
  expect(sameTwice(list(entry('One', { video: 'video' }), entry('Two', { video: 'video' })), records)).toMatchObject([
    { message: '“Two” and “One” are the same video, “Blue MV”' },
  ])
  // Those are told by their headings, and several songs are not one of them.
  expect(sameTwice(list(entry('One', song('blue')), entry('one', song('blue'))), records)).toEqual([])
  const two = { credits: [...song('blue').credits, ...song('red').credits] }
  expect(sameTwice(list(entry('One', song('blue')), entry('Two', two)), records)).toEqual([])
})

test('a name that is written in two ways', () => {
  const spelt = (body: string, name = 'Super Junior-D&E') =>
    speltTwoWays(list(entry('One', artist('x', body))), { x: group(name) }).map(({ message }) => message)
  expect(spelt('“Super Junior D&E” sing.')).toEqual(['Written two ways: “Super Junior-D&E”, “Super Junior D&E”'])
  expect(spelt('Big Bang’s roof', 'BIGBANG')).toEqual(['Written two ways: “BIGBANG”, “Big Bang”'])
  expect(spelt('G Dragon waits', 'G-Dragon')).toEqual(['Written two ways: “G-Dragon”, “G Dragon”'])
  for (const [body, name] of [
    ['BigBang and bigbang', 'BIGBANG'],
    ['A big banger', 'BIGBANG'],
    ['[here](/groups/big-bang) `big bang`', 'BIGBANG'],
    ['I. U.', 'IU'],
    ['It’s Girls’ Generation', "Girls' Generation"],
  ] as const)
    // prettier-ignore
    expect(spelt(body, name), body).toEqual([])
  // A name that is also a song’s is a word.
  expect(speltTwoWays(list(entry('One', { body: 'some times', ...song('x') })), { x: { kind: 'song', name: 'Sometimes' } })).toEqual([])
})

test('a year of another release than the record says', () => {
  const years = (body: string, date: string | null = '2013-09') =>
    otherYears(list(entry('One', { body, ...song('x') })), { x: { kind: 'song', name: 'Crooked', date } }).map(({ message }) => message)
  expect(years('It was released in 2012.')).toEqual(['“One” says 2012; the record of “Crooked” says 2013-09'])
  expect(years('The single came out on 5 September 2012, in the rain.')).toHaveLength(1)
  for (const body of ['Released in 2013.', 'Filmed in 2012.', 'Released. In 2012 nobody', 'It dropped 20120 copies']) expect(years(body), body).toEqual([])
  expect(years('Released in 2012.', null)).toEqual([])
})

test('links to pages of this site, and to entries that the list does not have', () => {
  const own = { slug: 'songs', origin: 'https://lists.example' }
  const document = { ...list(entry('One', { body: '[a](/people/gd#top) [b](https://lists.example/articles/other/) [c](/articles/songs/two) [d](#one) [e](/about) [f](https://else.example/people/x)' })), intro: '[g](/articles/songs)' } // prettier-ignore
  const links = linksInside(document, own)
  expect([...links]).toEqual(
    ['/people/gd', '/articles/other', '/articles/songs/two', '#one', '/about'].map((message) => [message, { message, entry: 'one00000' }]),
  )
  expect([...deadInside(document, links, 'songs', {})]).toEqual(['/articles/songs/two'])
  expect([...deadInside(document, links, 'songs', { two: 'gone' })]).toEqual([])
})

test('what stands beside the list, its question and its length', () => {
  const messages = (document: ListDocument, beside = {}) => checksOf(document, {}, beside).map(({ level, message }) => `${level}: ${message}`)
  const document = { ...list(entry('One', { body: 'word '.repeat(460) })), question: ' ' }
  const told = messages(document, { authors: 0, wordlessCover: 'cover0000', dead: [{ message: '/people/x', entry: 'one00000' }] })
  for (const line of [
    'warn: There is no question for readers at the end',
    'warn: Nobody signs it: there is no byline',
    'warn: The cover has no alt text',
    'warn: A link leads nowhere: /people/x',
    'good: 460 words, 2 minutes',
  ])
    // prettier-ignore
    expect(told).toContain(line)
  expect(messages(list(entry('One')), { authors: 1 }).join()).not.toMatch(/byline|question|alt text/)
  expect(lengthOf(list(entry('One')))).toBeNull()
})

test('links by reference, bare and in brackets, and to parts of the page', () => {
  const own = { slug: 'songs', origin: 'https://lists.example' }
  const pathsOf = (body: string) => [...linksInside(list(entry('One', { body })), own).keys()]
  expect(pathsOf('[a][x]\n\n[x]: /people/gd "GD"\n[y]: <https://lists.example/about-us>\n[^1]: /people/note')).toEqual(['/people/gd', '/about-us'])
  expect(pathsOf('Go to <https://lists.example/search?q=a> or https://lists.example/people/iu.')).toEqual(['/search', '/people/iu'])
  expect(pathsOf('[a](/articles/songs#two) [b](https://lists.example/articles/songs/#three) [c](#one)')).toEqual(['#two', '#three', '#one'])
  for (const body of [
    '[a\n\nb]: /people/x',
    '[a\n'.repeat(100_000),
    '`[a](/people/x)`',
    '[a](//else.example/people/x)',
    '![a](/media/abc)',
    '[a](/admin/x)',
    '[a](/)',
    '[a](mailto:a@b.c)',
    `[a](/${'x'.repeat(600)})`,
    'https://lists.example.org/people/x',
  ])
    // prettier-ignore
    expect(pathsOf(body), body).toEqual([])
  const document = list(entry('One', { body: '[a](#one) [b](#two) [c](#comments) [d](#section-abc) [e](#fn-1) [f](#%EB%B8%94%EB%A3%A8) [g](#%zz)' }))
  expect([...deadInside(document, linksInside(document, own), 'songs', {})]).toEqual(['#two', '#%EB%B8%94%EB%A3%A8', '#%zz'])
  expect([...deadInside(document, linksInside(document, own), 'songs', { two: 'gone', 블루: 'blue' })]).toEqual(['#%zz'])
})

test.each([
  ['14 K-pop MVs', 14],
  ['K-pop 뮤직비디오 14곡', 14],
  ['해외에서 찍은 12선', 12],
  ['10가지 이유', 10],
  ['열두 곡의 노래', 12],
  ['다섯 가지', 5],
  ['스무 곡', 20],
  ['열한 곡', 11],
  ['열 개', 10],
  ['네 노래', null],
  ['Twelve K-pop MVs filmed abroad', 12],
  ['The two best', 2],
  ['“24 Hours” and four other songs', 4],
  ['2NE1 in 2013', null],
  ['90년대 노래', null],
  ['1위를 한 노래', null],
  ['Three, two, one', null],
  ['Seven', null],
  ['A three-minute walk', null],
  ['twenty-one songs', null],
  ['The one that got away', null],
  ['Songs like “Seven”', null],
  ['다섯손가락', null],
])('the title “%s” promises %s', (title, number) => {
  expect(numberIn(title)).toBe(number)
})

test.each([
  ['“Crooked', 1],
  ['“Crooked” and "Lonely"', 0],
  ['a "b', 1],
  ['“a\n\nb”', 2],
  ['“a\n\n“b”', 0],
  ['> “a\n>\n> “b\n>\n> “c”', 0],
  ['"a\n\n"b"', 0],
  ['“a\n\n“b', 1],
  ['«a» and «b', 1],
  ['「하루하루」와 『블루', 1],
  ['《하루》', 0],
  ['‘Blue', 1],
  ['‘Blue’ isn’t it', 0],
  ['the boys’ songs', 0],
  ['„Blau“ und „Rot”', 0],
  ['„Blau', 1],
  ['`“` [a](/x“)', 0],
])('quotation marks in %j: %s paragraphs', (text, count) => {
  expect(openQuotesIn(text)).toHaveLength(count)
})

test('a name with a slip of the hand, and a Korean name with a blank', () => {
  const spelt = (body: string, name = 'BIGBANG', original: string | null = null) =>
    speltTwoWays(list(entry('One', artist('x', body))), { x: { ...group(name), original: original === null ? null : { name: original } } }).map(({ of }) => of)
  expect(spelt('BigBangg sing.')).toEqual(['BIGBANG, BigBangg'])
  expect(spelt('Bigbag and Bibgang')).toEqual(['BIGBANG, Bigbag'])
  expect(spelt('Bibgang’s roof')).toEqual(['BIGBANG, Bibgang'])
  expect(spelt('With Harbour Kidz and Harbor Kids.', 'Harbour Kids')).toEqual(['Harbour Kids, Harbor Kids'])
  expect(spelt('By G-Dragonn.', 'G-Dragon')).toEqual(['G-Dragon, G-Dragonn'])
  expect(spelt('빅 뱅의 노래', 'BIGBANG', '빅뱅')).toEqual(['빅뱅, 빅 뱅'])
  for (const [body, name, original] of [
    ['BIGBANGs and BIGBANG’s', 'BIGBANG', null],
    ['the bigbangg', 'BIGBANG', null],
    ['빅뱅이 노래한다', 'BIGBANG', '빅뱅'],
    ['Sujii', 'Suji', null],
    ['Daesang for Daesung', 'Daesung', null],
    ['BIG\nBANGG', 'BIGBANG', null],
  ] as const)
    expect(spelt(body, name, original), body).toEqual([])
  // The name of somebody else is right.
  const two = { credits: ['x', 'y'].map((subject) => ({ role: 'artist' as const, subject })), body: 'Taeyang and Taeyangi.' }
  expect(speltTwoWays(list(entry('One', two)), { x: group('Taeyang'), y: group('Taeyangi') })).toEqual([])
})

test.each([
  ['2012년 발매된 노래', 1],
  ['2012년 9월 5일에 발매', 1],
  ['2012년 9월에 처음 공개됐다', 1],
  ['2013년에 나온 노래', 0],
  ['2012년에 찍었다', 0],
])('the year of “%s”', (body, count) => {
  expect(otherYears(list(entry('One', { body, ...song('x') })), { x: { kind: 'song', name: 'Crooked', date: '2013-09' } })).toHaveLength(count)
})

test('a cover without words leads to them', () => {
  const check = checksOf(list(entry('One')), {}, { wordlessCover: 'cover0000' }).find(({ message }) => message === 'The cover has no alt text')
  expect(check).toMatchObject({ href: '/admin/media/cover0000', findings: [{ check: 'cover-without-alt', at: null, of: '' }] })
})
