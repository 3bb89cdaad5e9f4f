import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as clock from '../clock'
import { limitId, limitNetwork, limitText, type Limit } from './rate-limit'

let made = 0
const some = (over: Partial<Limit> = {}): Limit => ({ act: `act${++made}`, burst: 3, everySeconds: 10, ...over })
const outcome = (asked: Promise<unknown>) =>
  asked.then(
    () => 'allowed',
    (error: { status: number }) => error.status,
  )

describe('limits', () => {
  let seconds = 0
  beforeEach(() => {
    vi.stubEnv('SECRET', 'x'.repeat(40))
    seconds = 0
    vi.spyOn(clock, 'monotonicMs').mockImplementation(() => 1e9 + made * 1e9 + seconds * 1000)
  })
  afterEach(() => vi.restoreAllMocks())

  it('allow a burst, then one more each interval, say how long to wait, and forgive', async () => {
    const limit = some()
    const taken = [await limitNetwork(limit, '192.0.2.1'), await limitNetwork(limit, '192.0.2.1'), await limitNetwork(limit, '192.0.2.1')]
    await expect(limitNetwork(limit, '192.0.2.1')).rejects.toMatchObject({ status: 429, retryAfter: 10, message: expect.stringContaining('10 seconds') })
    expect(await outcome(limitNetwork(limit, '192.0.2.2'))).toBe('allowed')
    seconds = 11
    expect(await outcome(limitNetwork(limit, '192.0.2.1'))).toBe('allowed')
    expect(await outcome(limitNetwork(limit, '192.0.2.1'))).toBe(429)
    await taken[0]!.forgive(1)
    expect(await outcome(limitNetwork(limit, '192.0.2.1'))).toBe('allowed')
    expect(await outcome(limitNetwork(limit, '192.0.2.1'))).toBe(429)
    await taken[0]!.forgive()
    for (const _ of [1, 2, 3]) expect(await outcome(limitNetwork(limit, '192.0.2.1'))).toBe('allowed')
  })

  it('count an IPv6 household as one, and a /48 as eight', async () => {
    const limit = some()
    const from = (host: string) => outcome(limitNetwork(limit, host))
    for (const host of ['2001:db8::1', '2001:db8:0:0:a::', '2001:db8::2:0:0:1']) expect(await from(host)).toBe('allowed')
    expect(await from('2001:db8::9')).toBe(429)
    let allowed = 3
    for (let n = 1; n < 40; n++) if ((await from(`2001:db8:0:${n.toString(16)}::1`)) === 'allowed') allowed++
    expect(allowed).toBe(24)
    expect(await from('2001:db8:1::1')).toBe('allowed')
  })

  it('never drop a bucket that is not empty: when there is no room, a new network shares that of a wider one', async () => {
    const limit = some({ burst: 1, everySeconds: 100_000 })
    expect(await outcome(limitNetwork(limit, '198.51.100.1'))).toBe('allowed')
    // More networks than there is room for, all of them in 10.0.0.0/8.
    for (let n = 0; n < 50_000; n++) await limitNetwork(limit, `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`).catch(() => {})
    expect(await outcome(limitNetwork(limit, '198.51.100.1'))).toBe(429)
    // These share 203.0.113.0/24 now.
    expect(await outcome(limitNetwork(limit, '203.0.113.7'))).toBe('allowed')
    expect(await outcome(limitNetwork(limit, '203.0.113.8'))).toBe(429)
    expect(await outcome(limitNetwork(limit, '203.0.114.8'))).toBe('allowed')
    // What has drained makes room again.
    seconds = 200_000
    expect(await outcome(limitNetwork(limit, '203.0.113.8'))).toBe('allowed')
    expect(await outcome(limitNetwork(limit, '203.0.113.9'))).toBe('allowed')
  })

  it('count what a stranger typed in a fixed number of buckets, and ids of ours each in their own', async () => {
    const limit = some({ burst: 1 })
    expect(await outcome(limitText(limit, 'mina@lists.example'))).toBe('allowed')
    for (let n = 0; n < 2_000; n++) await limitText(limit, `${n}@lists.example`).catch(() => {})
    expect(await outcome(limitText(limit, 'mina@lists.example'))).toBe(429)
    const ids = some({ burst: 1 })
    for (let n = 0; n < 100; n++) expect(await outcome(limitId(ids, `reader${n}`))).toBe('allowed')
    expect(await outcome(limitId(ids, 'reader5'))).toBe(429)
  })

  it('go on when the clock of the machine is set back', async () => {
    vi.restoreAllMocks()
    const limit = some({ burst: 2, everySeconds: 0.001 })
    const real = Date.now
    await limitNetwork(limit, '192.0.2.9')
    Date.now = () => real() - 7_200_000
    try {
      for (const _ of [1, 2, 3]) {
        await new Promise((resolve) => setImmediate(resolve))
        await limitNetwork(limit, '192.0.2.9').catch((error: { retryAfter: number }) => expect(error.retryAfter).toBeLessThan(2))
      }
    } finally {
      Date.now = real
    }
  })
})
