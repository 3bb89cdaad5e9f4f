import { beforeEach, describe, expect, test } from 'vitest'
import { RenderLanes } from './render-lanes'

/** Renders that end when they are told to; `begun` says in which order they began. */
const limits = { running: 8, forKnown: 2, runningOfNetwork: 2, waitingOfNetwork: 50, waiting: 200 }
let lanes: RenderLanes
let begun: string[]
let ends: Map<string, () => void>
beforeEach(() => {
  lanes = new RenderLanes(limits)
  begun = []
  ends = new Map()
})

const render = (name: string) => () => {
  begun.push(name)
  return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
}
const ask = (name: string, network: string, isKnown = false) => lanes.run(render(name), { network, isKnown }, name)
const end = async (name: string) => {
  ends.get(name)?.()
  await new Promise(setImmediate)
}
const made = (count: number, of: string) => Array.from({ length: count }, (_, n) => `${of} ${n}`)
const attack = (network: string, count = 50) => void made(count, network).forEach((name) => ask(name, network).catch(() => {}))

test('one network has its share, and another’s page begins at once', () => {
  attack('stranger')
  expect(begun).toEqual(['stranger 0', 'stranger 1'])
  void ask('a page', 'reader')
  expect(begun.at(-1)).toBe('a page')
})

test('of many networks each has its turn, however much the others ask for', async () => {
  for (const network of ['a', 'b', 'c']) attack(network)
  expect(begun).toEqual(['a 0', 'a 1', 'b 0', 'b 1', 'c 0', 'c 1'])
  void ask('a page', 'reader')
  await end('a 0')
  // Those of a, b and c are not more than two each, and all of these run but one.
  expect(begun.slice(6)).toHaveLength(1)
  await end(begun[6]!)
  expect(begun.slice(6)).toContain('a page')
})

test('known pages have lanes that nothing made up can fill, and come first', async () => {
  for (const network of ['a', 'b', 'c', 'd', 'e']) attack(network, 20)
  expect(begun).toHaveLength(6)
  for (const name of ['one', 'two', 'three']) void ask(name, 'reader', true)
  expect(begun.slice(6)).toEqual(['one', 'two'])
  await end('a 0')
  expect(begun.slice(8)).toEqual(['three'])
})

test('what a stranger waits for comes in the turn of whoever else wants it', async () => {
  attack('stranger', 40)
  lanes.join('stranger 39', 'reader')
  expect(begun.at(-1)).toBe('stranger 39')
  for (let n = 0; n < 39; n++) await end(begun[n]!)
  expect(begun.filter((name) => name === 'stranger 39')).toHaveLength(1)
  lanes.join('stranger 39', 'reader')
  lanes.join('nothing', 'reader')
  expect(begun.filter((name) => name === 'stranger 39')).toHaveLength(1)
})

describe('too many', () => {
  test('of one network are refused, and nobody else’s', async () => {
    attack('stranger', 52)
    await expect(ask('more', 'stranger')).rejects.toMatchObject({ name: 'Overloaded' })
    void ask('a page', 'reader')
    expect(begun.at(-1)).toBe('a page')
  })
  test('of all are refused', async () => {
    for (let network = 0; network < 30; network++) attack(`n${network}`, 10)
    await expect(ask('more', 'reader')).rejects.toMatchObject({ name: 'Overloaded' })
  })
})

test('a render that fails frees its place, and all that was asked for is done in the end', async () => {
  const answers = ['a', 'b', 'c'].flatMap((network) =>
    made(30, network).map((name, n) => lanes.run(async () => (n % 7 === 3 ? Promise.reject(new Error('no')) : name), { network, isKnown: n % 5 === 0 })),
  )
  const settled = await Promise.allSettled(answers)
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(12)
  attack('later', 3)
  expect(begun).toEqual(['later 0', 'later 1'])
})
