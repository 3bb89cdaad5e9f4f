import { expect, test } from 'vitest'
import { TypedWords, type PageLoad } from './typed-words'

const page = (): PageLoad => ({ name: 'tab', ended: null, keptAt: null })

/** Types one word, a letter each ten milliseconds from `at` on. */
function type(words: TypedWords, load: PageLoad, at: number, letters = 7) {
  const typed = words.begin(load)
  typed.letters.push(...Array.from({ length: letters }, (_, index) => at + index * 10))
  return typed
}

test('what is on a page that goes on, or was typed a while before its end, must be held; of the last moment letters may be lost', () => {
  const words = new TypedWords()
  const [alive, killed] = [page(), page()]
  const [first, early, late] = [type(words, alive, 0), type(words, killed, 500), type(words, killed, 1000)]
  killed.ended = { at: 1070, how: 'browser killed' }
  expect(words.lackedBy(`${first.word} ${early.word} ${late.word}`)).toEqual({ missing: [], losses: [] })
  // A beginning of it is there. That of another word which goes on in the same way is none of it.
  expect(words.lackedBy(`${first.word} ${early.word} ${late.word.slice(0, 3)} `).losses).toEqual([
    { word: late.word, how: 'browser killed', ms: 40, letters: 3 },
  ])
  expect(words.lackedBy(`${late.word}`).missing).toEqual([first.word, early.word])
  expect(words.lackedBy(`${first.word} ${early.word}`).losses).toMatchObject([{ ms: 70, letters: 6 }])
})

test('what the storage had when its page ended must be held, and a slow machine is given as long as it takes', () => {
  const words = new TypedWords()
  const killed = page()
  const word = type(words, killed, 1000)
  killed.ended = { at: 1300, how: 'tab crashed' }
  expect(words.lackedBy('').missing).toEqual([word.word])
  words.noteKept(word, 1260)
  expect(words.lackedBy('')).toMatchObject({ missing: [], losses: [{ letters: 6 }] })
  killed.keptAt = 1005
  expect(words.lackedBy('').missing).toEqual([word.word])
  word.isOff = true
  expect(words.lackedBy('').missing).toEqual([])
})
