import fc from 'fast-check'
import { expect, test } from 'vitest'
import { imagesOf } from '@/features/articles/images'
import { plainText } from '@/platform/text/markdown'
import {
  changedPicture,
  changeText,
  hasForeignPicture,
  hasPicture,
  ownPictures,
  picturesToMend,
  plainWords,
  putPictures,
  textAt,
  writePicture,
} from './pictures'
import { checksOf } from './checks'
import { makeDocument, makeEntry } from '@/tests/factories/lists'
import { list } from '@/tests/factories/sessions'

const id = '0k3mnpqrst0123456789'
const put = (marked: string, goesOn = false, pictures = ['![]']) => {
  const text = marked.replace('|', '')
  const { from, to, insert, caret } = putPictures(text, marked.indexOf('|'), pictures, goesOn)
  const after = text.slice(0, from) + insert + text.slice(to)
  return `${after.slice(0, caret)}|${after.slice(caret)}`
}

test.each([
  ['|', '![]|'],
  ['Words|', 'Words\n\n![]|'],
  ['Wo|rds\ngo on.\n\nMore', 'Words\ngo on.\n\n![]\n\n|More'],
  ['Words\n|\nmore', 'Words\n\n![]\n\n|more'],
  ['Words\n\n|\n\nmore', 'Words\n\n![]\n\n|more'],
  ['Words\n\n|', 'Words\n\n![]|'],
  ['Words|\n', 'Words\n\n![]|\n'],
  ['|\n\nmore', '![]\n\n|more'],
  ['|more', 'more\n\n![]|'],
])('a picture stands on a line of its own: %j', (before, after) => expect(put(before)).toBe(after))
test('who writes on has a line for it', () => {
  expect(put('Words|', true)).toBe('Words\n\n![]\n\n|')
  expect(put('Words|\n', true)).toBe('Words\n\n![]\n\n|')
  expect(put('Wo|rds\n\nMore', true)).toBe('Words\n\n![]\n\n|More')
  expect(put('Words|', false, ['![a]', '![b]'])).toBe('Words\n\n![a]\n\n![b]|')
})

test('the words of a picture are kept, whatever they are', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'[]()"\\*_`~<&!빅 a\n') })), (words) => {
      const kept = words.replaceAll(/\s+/g, ' ').trim()
      if (/[\0\ud800-\udfff]/.test(kept)) return
      const markdown = writePicture(id, { alt: kept, caption: kept })
      expect(imagesOf(markdown)).toMatchObject([{ id, alt: kept }])
      expect(plainWords(markdown)).toContain(kept)
    }),
    { numRuns: 300 },
  )
  expect(writePicture(id, { alt: 'A [roof]\nat night', caption: 'He said "no"' })).toBe(`![A \\[roof\\] at night](/media/${id} "He said \\"no\\"")`)
  expect(plainText(writePicture(id, { alt: 'word '.repeat(400), caption: '' }))).toBe('word '.repeat(400).trim())
})

test('a text is changed at its place; one that has gone changes nothing', () => {
  const document = list()
  const place = { on: { entry: 'a' }, field: 'body' }
  expect(
    textAt(
      changeText(document, place, (text) => `${text}!`),
      place,
    ),
  ).toBe('One two!')
  expect(changeText(document, { on: { entry: 'gone' }, field: 'body' }, () => 'x')).toBe(document)
  expect(changeText(document, { on: 'list', field: 'title' }, () => 'x')).toBe(document)
  expect(changeText(document, { on: 'list', field: 'intro' }, () => 'x').intro).toBe('x')
})

test('what is to be mended of the pictures of a list, with the entry that it is in', () => {
  const other = '0k3mnpqrst9876543210'
  const document = { ...list(), intro: `![](/media/${id})` }
  document.entries = document.entries.map((entry, index) => ({ ...entry, body: index === 1 ? `![](/media/${id} "Caption") ![said](/media/${other})` : '' }))
  const shown = ownPictures(document)
  expect(shown).toEqual([
    { id, isSaid: false },
    { id, isSaid: false, entry: 'b' },
    { id: other, isSaid: true, entry: 'b' },
  ])
  expect(picturesToMend(shown, { gone: [other], wordless: [id] })).toEqual([
    { message: expect.stringContaining('A picture in the text is not here any more'), entry: 'b' },
    { message: '2 pictures in the texts have no alt text' },
  ])
  expect(picturesToMend(shown, { gone: [], wordless: [other] })).toEqual([])
})

test('of a picture that is changed only that is written which was typed: the rest is as it is now, by its letters', () => {
  const other = '0k3mnpqrst9876543210'
  const begun = { id, alt: 'A *red* roof &amp; sky', title: "'At &quot;night&quot;'" }
  const typed = { id, alt: 'A *red* roof &amp; sky', caption: 'At &quot;night&quot;' }
  expect(changedPicture(begun, begun, { ...typed, caption: 'By day' })).toBe(`![A *red* roof &amp; sky](/media/${id} "By day")`)
  expect(changedPicture(begun, begun, { ...typed, alt: 'A roof' })).toBe(`![A roof](/media/${id} 'At &quot;night&quot;')`)
  // Somebody else chose another picture and other words meanwhile.
  const now = { id: other, alt: 'Theirs', title: '"Theirs too"' }
  expect(changedPicture(now, begun, { ...typed, caption: 'Mine' })).toBe(`![Theirs](/media/${other} "Mine")`)
  expect(changedPicture(now, begun, { ...typed, alt: '' })).toBe(`![](/media/${other} "Theirs too")`)
  expect(changedPicture({ ...now, id }, begun, { ...typed, id: other, alt: '' })).toBe(`![](/media/${other} "Theirs too")`)
  expect(changedPicture(begun, begun, { ...typed, caption: ' ' })).toBe(`![A *red* roof &amp; sky](/media/${id})`)
})

test('a picture of this site is known however it is written, and one of another too', () => {
  const own = [`![a [b]](/media/${id})`, `![a](/media/${id} 'c')`, `![a](/media/${id} (c))`, `![a](</media/${id}>)`, `![a]( </media/${id}> "b \\" c" )`]
  for (const picture of own) {
    expect(ownPictures({ ...list(), intro: picture }), picture).toMatchObject([{ id, isSaid: true }])
    expect(hasForeignPicture(`One ${picture} two`), picture).toBe(false)
    expect(hasPicture(picture)).toBe(true)
  }
  const named = `[The Roof]: </media/${id}> "Title"`
  expect(['![a][the roof]', '![The  roof][]'].map((picture) => hasForeignPicture(`${picture}\n\n${named}`))).toEqual([false, false])
  for (const foreign of ['![a](https://example.com/b.png)', '![a](b.png)', '![a][r]', `![a](/media/${id}x)`, `![a][r]\n\n[r]: /media/${id}x`])
    expect(hasForeignPicture(`${own[0]} ${foreign}`), foreign).toBe(true)
  expect([hasForeignPicture('What![1]'), hasPicture('What![1]')]).toEqual([false, false])
})

test('texts are looked through in a moment, however they are meant', () => {
  const starts = [
    '![',
    '![a[b]',
    '![[x]',
    '![z]',
    `![](/media/${id} "`,
    `![](/media/${id} '\\`,
    `![](/media/${id} (`,
    `![](/media/${id}  `,
    '[a',
    '\n[a',
    '\n[a]: ',
  ]
  for (const start of starts)
    for (const text of [start.repeat(20_000), `![${start.repeat(20_000)}`, `![](/media/${id} "${start.repeat(20_000)}`]) {
      hasForeignPicture(text)
      ownPictures({ ...list(), intro: text })
    }
})

test('the checks tell of pictures of other sites, and apart from them of those in a subheading', () => {
  const told = (rest: Parameters<typeof makeEntry>[1]) =>
    checksOf(makeDocument('One', [makeEntry('Roof', rest)]), {}).flatMap(({ message }) => (message.includes('picture') ? [message] : []))
  expect(told({ body: `![a [b]](</media/${id}> 'c')` })).toEqual([])
  expect(told({ body: '![a](b.png)' })).toEqual(['“Roof” has a picture of another site in its words: bring it in, or make it a link'])
  expect(told({ subheading: `![a](/media/${id})` })).toEqual(['“Roof” has a picture in its subheading: put it in the text below'])
})
