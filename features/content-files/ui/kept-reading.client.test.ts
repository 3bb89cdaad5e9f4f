import { expect, test } from 'vitest'
import { toReadArticle } from '../split/read-article'
import { splitArticle } from '../split/split-article'
import { afterMade, mended, nothingRead, opened, parseKept, printKept, turned } from './kept-reading.client'

const article = toReadArticle(splitArticle('# Two dogs\n\n## 1. A – “B”\n\nYes.\n\n## 2. C – “D”\n\nNo.', 'text', []), [], 'list')

test('a reading is kept as it was mended, and whether it is open', () => {
  const kept = mended({ ...article, title: { ...article.title, words: 'Two other dogs' } })
  expect(parseKept(printKept(kept))).toEqual(kept)
  const left = turned(kept, false)
  expect(parseKept(printKept(left))).toEqual(left)
  expect(turned(left, true)).toEqual(kept)
  expect(opened(article).reading).toMatchObject({ isMended: false, isOpen: true })
})

test('nothing is kept as nothing; what an older version kept is let go', () => {
  expect(printKept(nothingRead)).toBe('')
  for (const text of ['', '{', '{"reading":{"article":{"intro":"words"},"isOpen":true,"isMended":true},"made":null}'])
    expect(parseKept(text)).toEqual(nothingRead)
})

test('what is left over outlives the list that is made', () => {
  expect(afterMade(article, 'id')).toEqual({ leftOver: '', kept: nothingRead })
  const left = { ...article, leftOver: ['Share this', 'Posted in Music'] }
  expect(afterMade(left, 'id')).toEqual({
    leftOver: 'Share this\n\nPosted in Music',
    kept: { reading: null, made: { id: 'id', title: 'Two dogs' } },
  })
})
