import { expect, test } from 'vitest'
import { emptyDocument, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { checksOf } from './checks'
import { blankEntry } from './entries'
import { deadInside, lastThatIsNot, lengthOf, linksInside, otherYears, sameTwice, speltTwoWays } from './word-checks'

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
  expect([...links]).toEqual(['/people/gd', '/articles/other', '/articles/songs/two'].map((message) => [message, { message, entry: 'one00000' }]))
  expect([...deadInside(document, links, 'songs', {})]).toEqual(['/articles/songs/two'])
  expect([...deadInside(document, links, 'songs', { two: 'gone' })]).toEqual([])
})

test('what stands beside the list, its question and its length', () => {
  const messages = (document: ListDocument, beside = {}) => checksOf(document, {}, beside).map(({ level, message }) => `${level}: ${message}`)
  const document = { ...list(entry('One', { body: 'word '.repeat(460) })), question: ' ' }
  const told = messages(document, { authors: 0, coverLacksAlt: true, dead: [{ message: '/people/x', entry: 'one00000' }] })
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
  expect(lengthOf(list(entry('One'))).message).toBe('0 words, 1 minute')
})
