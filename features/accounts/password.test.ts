import { expect, test, vi } from 'vitest'
import * as bridge from '@/platform/bridge'
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

const cheap = { ln: 12, r: 8, p: 1 }
/** A hash that somebody at this address asks for. */
function hashFrom(clientIp: string, note: () => void = () => {}) {
  const asked = vi.spyOn(bridge, 'currentRequest').mockReturnValue({ clientIp } as ReturnType<typeof bridge.currentRequest>)
  const hash = hashPassword('x', cheap).then(note)
  asked.mockRestore()
  return hash
}

test('a flood of twelve addresses keeps somebody elsewhere waiting for one turn of each, and a /48 is one', async () => {
  const order: string[] = []
  const flood = Array.from({ length: 12 }, (_, n) => Array.from({ length: 5 }, () => hashFrom(`203.0.113.${n}`, () => order.push('flood')))).flat()
  const wide = Array.from({ length: 20 }, (_, n) => hashFrom(`2001:db8:1:${n}::1`, () => order.push('flood')))
  const owner = hashFrom('198.51.100.7', () => order.push('owner'))
  await Promise.all([...flood, ...wide, owner])
  // Two run when it comes; then one of each of the 12 and of the /48, and what ends beside it while it runs itself: on a machine with other work that is more than one.
  // In the order in which they asked it would be behind all 80.
  expect(order.indexOf('owner')).toBeLessThanOrEqual(2 + 13 + 10)
})

test('a flood is turned away instead of eating the machine', async () => {
  const settled = await Promise.allSettled(Array.from({ length: 60 }, () => hashPassword('x', { ln: 12, r: 8, p: 1 })))
  const refused = settled.filter((one) => one.status === 'rejected')
  expect(refused.length).toBe(60 - 32)
  expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ code: 'unavailable' })
  await expect(hashPassword('x', { ln: 12, r: 8, p: 1 })).resolves.toMatch(/^scrypt/)
})
