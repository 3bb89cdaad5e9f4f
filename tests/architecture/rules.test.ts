import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cruiseTree, rules } from './cruise'
import { faults, plant } from './planted'

const root = path.resolve(import.meta.dirname, '../..')

test('the sources keep the rules', async () => {
  const { violations, read } = await cruiseTree(root)
  expect(violations).toEqual([])
  // TypeScript 7 lends the tool no parser: without @swc/core it would read nothing, and find nothing.
  expect(read).toBeGreaterThan(2)
})

test('each feature has its place in the order', () => {
  const found = fs.readdirSync(path.join(root, 'features')).filter((name) => fs.statSync(path.join(root, 'features', name)).isDirectory())
  expect(rules.order).toEqual(expect.arrayContaining(found))
})

test('each folder of server/ is a room with its rule', () => {
  const found = fs.readdirSync(path.join(root, 'server')).filter((name) => fs.statSync(path.join(root, 'server', name)).isDirectory())
  expect(Object.keys(rules.rooms).sort()).toEqual(found.sort())
})

describe('planted faults', () => {
  const folders: string[] = []
  let found: string[] = []
  let clean: string[] = []

  beforeAll(async () => {
    folders.push(plant(true), plant(false))
    found = (await cruiseTree(folders[0]!)).violations
    clean = (await cruiseTree(folders[1]!)).violations
  })
  afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })))

  test('every rule has one', () => {
    const names = [...rules.forbidden, ...rules.forbiddenAtRunTime].map((rule) => rule.name)
    expect(Object.keys(faults).sort()).toEqual(names.sort())
  })

  test.each(Object.entries(faults))('%s is reported', (name, { file }) => {
    expect(found.filter((line) => line.startsWith(`${name}: ${file} → `))).toHaveLength(1)
  })

  test('what is allowed is not reported', () => expect(clean).toEqual([]))
})
