import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password'

test('a password is known by its hash, and no two hashes are alike', async () => {
  const [one, two] = await Promise.all([hashPassword('lantern over water'), hashPassword('lantern over water')])
  expect(one).toMatch(/^scrypt\$ln=15,r=8,p=3\$/)
  expect(one).not.toBe(two)
  expect(await verifyPassword('lantern over water', one)).toEqual({ right: true, stale: false })
  expect(await verifyPassword('lantern over Water', one)).toEqual({ right: false, stale: false })
  expect(await verifyPassword('cafe\u0301', await hashPassword('café'))).toEqual({ right: true, stale: false })
})

test('a hash of an older cost is right and stale', async () => {
  const old = await hashPassword('lantern over water', { ln: 12, r: 8, p: 1 })
  expect(await verifyPassword('lantern over water', old)).toEqual({ right: true, stale: true })
  expect(await verifyPassword('something else', old)).toEqual({ right: false, stale: false })
})

test.each([null, '', 'scrypt$', 'scrypt$ln=99,r=8$x$y', '$2b$10$abcdefghijklmnopqrstuv'])('%j opens nothing, and costs the same', async (kept) => {
  expect(await verifyPassword('', kept)).toEqual({ right: false, stale: false })
})

test('a flood is turned away instead of eating the machine', async () => {
  const settled = await Promise.allSettled(Array.from({ length: 60 }, () => hashPassword('x', { ln: 12, r: 8, p: 1 })))
  const refused = settled.filter((one) => one.status === 'rejected')
  expect(refused.length).toBe(60 - 42)
  expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ code: 'unavailable' })
  await expect(hashPassword('x', { ln: 12, r: 8, p: 1 })).resolves.toMatch(/^scrypt/)
})
