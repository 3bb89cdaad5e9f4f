import { expect, test, vi } from 'vitest'
import { onceEach } from './once-each.client'

test('Enter twice does it once, before and after the answer; what failed is done again', async () => {
  const act = vi.fn(async (word: string) => ({ ok: word !== 'bad', word }))
  const once = onceEach(act)
  const [first, second] = await Promise.all([once.act('a'), once.act('a')])
  expect(await once.act('a')).toBe(first)
  expect(second).toBe(first)
  expect(act).toHaveBeenCalledTimes(1)
  await once.act('bad')
  await once.act('bad')
  expect(act).toHaveBeenCalledTimes(3)
  once.forget()
  await once.act('a')
  expect(act).toHaveBeenCalledTimes(4)
  act.mockRejectedValueOnce(new Error('away'))
  expect(await once.act('b')).toBeNull()
  expect(await once.act('b')).toMatchObject({ ok: true })
})
