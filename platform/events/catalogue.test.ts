import fs from 'node:fs'
import { expect, test } from 'vitest'

const types = [...fs.readFileSync('platform/events/catalogue.ts', 'utf8').matchAll(/^ {2}'(.+?)': \{/gm)].map(([, type]) => type ?? '')

test('every event is a thing in the singular and what happened to it, in order of the alphabet', () => {
  expect(types.length).toBeGreaterThan(20)
  for (const type of types) {
    expect(type).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/)
    const [thing = ''] = type.split('.')
    expect(thing === 'series' || !thing.endsWith('s'), `${type}: name the thing in the singular`).toBe(true)
  }
  expect(types).toEqual([...types].sort())
})
