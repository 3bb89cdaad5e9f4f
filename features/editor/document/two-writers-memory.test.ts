import { expect, test } from 'vitest'
import { writeInMemory } from '@/tests/support/two-writers-memory'

const [seeds, from, operations] = [Number(process.env.SEEDS ?? 8), Number(process.env.FROM ?? 1), Number(process.env.OPERATIONS ?? 200)]

test.each([0, 3])(
  'what two write over a network that loses much is all held, and all have one draft in the end; %i backups are put back meanwhile',
  async (backups) => {
    for (let seed = from; seed < from + seeds; seed++) {
      const { lost, left, isSame, held } = await writeInMemory({ operations, seed, awayFor: operations / 5, backups })
      expect({ seed, lost, left, isSame }).toEqual({ seed, lost: [], left: [], isSame: true })
      expect(held.draft).toBeGreaterThan(operations / 2)
    }
  },
  600_000,
)
