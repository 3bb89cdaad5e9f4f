import { expect, it } from 'vitest'
import { z } from 'zod'
import { plainWords } from './zod-messages'

const say = (shape: z.ZodType, value: unknown) => shape.safeParse(value, { error: plainWords }).error?.issues[0]?.message

it('speaks where a shape says nothing itself, and nowhere else', () => {
  expect(say(z.string(), 5)).toBe('This cannot be used here')
  expect(say(z.string(), undefined)).toBe('This is missing')
  expect(say(z.string().max(2000), 'x'.repeat(2001))).toBe('At most 2,000 characters, please')
  expect(say(z.array(z.string()).max(2), ['a', 'b', 'c'])).toBe('At most 2, please')
  expect(say(z.union([z.string(), z.boolean()]), 5)).toBe('This cannot be used here')
  expect(say(z.string().max(3, 'Shorter'), 'abcd')).toBe('Shorter')
  expect(say(z.string('A word'), 5)).toBe('A word')
})
