import { expect, test } from 'vitest'
import { diceOf, madeUp } from '@/tests/support/made-up-talk'
import { allTexts, featuresOf, spamChance, type Seen } from './classifier'
import { reasonsToHold } from './review'

function learned(texts: { body: string; label: keyof Seen }[]): Map<number, Seen> {
  const seen = new Map<number, Seen>()
  for (const { body, label } of texts)
    for (const bucket of [allTexts, ...featuresOf(body)]) {
      const one = seen.get(bucket) ?? { spam: 0, honest: 0 }
      one[label]++
      seen.set(bucket, one)
    }
  return seen
}
type Texts = { body: string; label: keyof Seen }[]
const labelled = (label: keyof Seen, half: 0 | 1 | null, count: number, seed: number): Texts =>
  madeUp(label, half, count, diceOf(seed)).map((body) => ({ body, label }))
const isHeld = (body: string, seen: Map<number, Seen>) =>
  reasonsToHold({ body, trap: '', known: true, recent: [], now: new Date(), spamChance: spamChance(featuresOf(body), seen) }).includes('learned')
const heldOf = (texts: Texts, seen: Map<number, Seen>) => texts.filter(({ body }) => isHeld(body, seen)).length / texts.length

/** Different texts of a kind, in two halves. */
function halves(label: keyof Seen, count: number, seed: number): [Texts, Texts] {
  const texts = [...new Set(madeUp(label, null, count, diceOf(seed)))].map((body) => ({ body, label }))
  const half = Math.floor(texts.length / 2)
  return [texts.slice(0, half), texts.slice(half)]
}

test('of the half of a made-up talk that was held back it catches 95 of 100 advertisements, and holds 1 of 100 honest comments at the most', () => {
  for (const seed of [1, 7, 42]) {
    const [[spam, newSpam], [honest, newHonest]] = [halves('spam', 600, seed), halves('honest', 1200, seed + 1)]
    const seen = learned([...spam, ...honest])
    const [caught, wrong] = [heldOf(newSpam, seen), heldOf(newHonest, seen)]
    expect([caught >= 0.95, wrong <= 0.01], `dice ${seed}: ${caught} caught, ${wrong} held wrongly`).toEqual([true, true])
  }
})

test('of advertising unlike any that it knows it catches half, and what is honest is not held for being new', () => {
  for (const seed of [1, 7, 42]) {
    const seen = learned([...labelled('spam', 0, 200, seed), ...labelled('honest', 0, 400, seed + 1)])
    const [caught, wrong] = [heldOf(labelled('spam', 1, 500, seed + 2), seen), heldOf(labelled('honest', 1, 1000, seed + 3), seen)]
    expect([caught >= 0.5, wrong <= 0.01], `dice ${seed}: ${caught} caught, ${wrong} held wrongly`).toEqual([true, true])
  }
})

test('it says nothing before it knows twenty texts of each kind, and a half where nothing tells', () => {
  const texts = (count: number) => [...labelled('spam', 0, count, 3), ...labelled('honest', 0, 20, 4)]
  expect(spamChance(featuresOf('Buy pills'), learned(texts(19)))).toBeNull()
  const seen = learned(texts(20))
  expect(spamChance(featuresOf('Buy viagra online'), seen)).toBeGreaterThan(0.5)
  expect(spamChance([], seen)).toBe(0.5)
})

test('case, accents, width and numbers make no other text of it, and a long one is cut', () => {
  expect(featuresOf('ＣＡＦÉ 42 wins')).toEqual(featuresOf('cafe 7 WINS'))
  expect(featuresOf(Array.from({ length: 5000 }, (_, n) => `w${n.toString(36)}x`).join(' ')).length).toBeLessThanOrEqual(400)
  expect(featuresOf('')).toHaveLength(featuresOf(' ').length)
})

test('what stands behind many harmless words is looked at too', () => {
  const padding = Array.from({ length: 600 }, (_, n) => `harmless${n.toString(36).replaceAll(/\d/g, 'z')}q`).join(' ')
  const advertisement = Array.from({ length: 60 }, (_, n) => `cheap${String.fromCodePoint(97 + (n % 26))}${String.fromCodePoint(97 + (n % 23))}`).join(' ')
  const own = new Set(featuresOf(advertisement))
  expect(featuresOf(`${padding} ${advertisement}`).filter((bucket) => own.has(bucket)).length).toBeGreaterThan(20)
})
