import { describe, expect, test } from 'vitest'
import { codeLink, inGroups, newCodeSecret, stepAt, stepOfCode } from './one-time-code'

// RFC 6238, appendix B, for SHA-1: the key “12345678901234567890”. Its codes have eight digits, of which ours are the last six (RFC 4226, 5.3).
const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const vectors: [number, string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
]

describe('one-time codes', () => {
  test.each(vectors)('at %d seconds since 1970 the code of RFC 6238 is right: %s', (seconds, code) => {
    expect(stepOfCode(key, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
  })

  test('a clock may be one step behind or ahead, not two', () => {
    const [seconds, code] = vectors[3]!
    const step = stepAt(seconds * 1000)
    const at = (steps: number) => stepOfCode(key, code, (step + steps) * 30_000)
    expect([at(-2), at(-1), at(0), at(1), at(2)]).toEqual([null, step, step, step, null])
    // The very ends of the window.
    expect(stepOfCode(key, code, (step + 2) * 30_000 - 1)).toBe(step)
  })

  test.each(['005 924', ' 005924 ', '005-924', '００５９２４', '005\u00a0924'])('%j is read as it is meant', (typed) => {
    expect(stepOfCode(key, typed, 1234567890_000)).toBe(stepAt(1234567890_000))
  })

  test.each(['', '5924', '0005924', '005925', '00592a', 'x'.repeat(20_000), '٠٠٥٩٢٤', '-5924'])('%j is no code', (typed) => {
    expect(stepOfCode(key, typed, 1234567890_000)).toBe(null)
  })

  test('a new key has 160 bits, and each is another', () => {
    const keys = Array.from({ length: 20 }, newCodeSecret)
    for (const one of keys) expect(one).toMatch(/^[A-Z2-7]{32}$/)
    expect(new Set(keys).size).toBe(20)
    expect(inGroups(keys[0]!)).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
  })

  test('the address for apps names the site and the account, whatever they are called', () => {
    const link = new URL(codeLink(key, { site: 'Lists: K-pop & 드라마', email: 'mina+staff@lists.example' }))
    expect(link.protocol).toBe('otpauth:')
    expect(link.href).toMatch(/^otpauth:\/\/totp\//)
    expect(decodeURIComponent(link.pathname.replace(/^.*\//, ''))).toBe('Lists  K-pop & 드라마:mina+staff@lists.example')
    expect(Object.fromEntries(link.searchParams)).toEqual({
      issuer: 'Lists  K-pop & 드라마', secret: key, algorithm: 'SHA1', digits: '6', period: '30',
    }) // prettier-ignore
  })
})
