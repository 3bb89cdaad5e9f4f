import { expect, test } from 'vitest'
import { splitArticle } from './split-article'
import { toReadArticle } from './read-article'

const read = (source: string) => toReadArticle(splitArticle(source, 'text', []), [], 'a')
const singers = ['Moth', 'Fern', 'Reed', 'Wren']
const eight = (last: string, count = 4) =>
  `# Roofs\n\nA few.\n\n${Array.from({ length: count }, (_, n) => `## ${n + 1}. ${singers[n]} – “The ${singers[n]} song”\n\nIt rains on it.`).join('\n\n')}\n\n${last}`

test.each([
  'What the eight of them share is a roof, and somebody who was told not to climb it.',
  'There is a ninth, and the comments are open.',
  'If yours is missing, let us know.',
])('closing words are no part of the last entry: %s', (words) => {
  const { outro, parts } = read(eight(words))
  expect(outro.words).toBe(words)
  expect(parts.at(-1)).toMatchObject({ body: 'It rains on it.' })
})

test('a last entry that is longer than any other may have the closing words in it, and is not said to be sure', () => {
  const sure = (article: ReturnType<typeof read>) => article.parts.map(({ confidence }) => confidence >= 0.85)
  expect(sure(read(eight('The band left in March.\n\nNobody has seen the roof since.', 3)))).toEqual([true, true, false])
  expect(sure(read(eight('', 3)))).toEqual([true, true, true])
})

test('the Hangul of a new artist is a name of the record, from a heading and from a label', () => {
  const names = (source: string) => read(source).records.flatMap(({ name, also }) => (also ? [[name, also]] : []))
  const hangul = [['Rooftop Ghosts', [{ name: '옥상유령', lang: 'ko' }]]]
  expect(names('# Roofs\n\n## 1. Rooftop Ghosts (옥상유령) – “Midnight Bus”\n\nRain.\n\n## 2. “Lamp” by Moth\n\nLight.')).toEqual(hangul)
  expect(names('# Roofs\n\n## 1. Midnight Bus\n\nArtist: Rooftop Ghosts (옥상유령)\n\nRain.\n\n## 2. Lamp\n\nArtist: Moth\n\nLight.')).toEqual(hangul)
})

test('headings have the quotation marks that are printed', () => {
  const { title, parts } = read(`# The "best" roofs\n\nA few.\n\n## 1. Moth - "Loser"\n\nIt's rain.\n\n## 2. Fern - "Don't Go"\n\nLight.`)
  expect([title.words, ...parts.map(({ heading }) => heading)]).toEqual(['The “best” roofs', '“Loser”', '“Don’t Go”'])
})
