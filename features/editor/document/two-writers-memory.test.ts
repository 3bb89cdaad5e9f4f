import { expect, test } from 'vitest'
import { writeInMemory } from '@/tests/support/two-writers-memory'

const seeds = Number(process.env.SEEDS ?? 4)
const from = Number(process.env.FROM ?? 1)
const operations = Number(process.env.OPERATIONS ?? 300)

test('x', async () => {
  const bad = []
  const t = performance.now()
  for (let seed = from; seed < from + seeds; seed++) {
    const { lost, left, isSame, words, twice } = await writeInMemory({ operations, seed, awayFor: operations / 5 })
    if (lost.length || left.length || !isSame) bad.push({ seed, lost, left, isSame, words, twice })
  }
  console.log(performance.now() - t, JSON.stringify(bad, null, 1))
}, 600000)
