import { describe, expect, test } from 'vitest'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes'
import { seal, unseal } from './sealed'

describe('recovery codes', () => {
  test('are ten, each another, in groups and without letters that look like digits', () => {
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^([0-9a-hj-km-np-tv-z]{4}-){3}[0-9a-hj-km-np-tv-z]{4}$/)
  })

  test('are the same however they are typed, and kept as a hash', () => {
    const kept = recoveryCodeHash('7k2m-x01d-9w3t-hv5c')
    for (const typed of ['7K2M-X01D-9W3T-HV5C', ' 7k2mx01d9w3thv5c ', '7k2m xOld 9w3t hv5c', '７k2m–x0Id–9w3t–hv5c'])
      expect(recoveryCodeHash(typed), typed).toBe(kept)
    expect(kept).toMatch(/^[0-9a-f]{64}$/)
    expect(recoveryCodeHash('7k2m-x01d-9w3t-hv5d')).not.toBe(kept)
  })

  test.each(['', '123456', '7k2m-x01d-9w3t-hv5', '7k2m-x01d-9w3t-hv5cc', 'x'.repeat(20_000)])('%j is none', (typed) =>
    expect(recoveryCodeHash(typed)).toBe(null),
  )
})

describe('sealed text', () => {
  test('opens for what it belongs to, and for nothing else', () => {
    const sealed = seal('a key, 열쇠', 'mina')
    expect(sealed).not.toContain('key')
    expect(unseal(sealed, 'mina')).toBe('a key, 열쇠')
    expect(unseal(sealed, 'lisa')).toBe(null)
    expect(seal('a key, 열쇠', 'mina')).not.toBe(sealed)
  })

  test.each(['', 'x', 'x'.repeat(40), '%%%'])('%j does not open', (sealed) => expect(unseal(sealed, 'mina')).toBe(null))

  test('does not open when a byte of it is changed', () => {
    const bytes = Buffer.from(seal('a key', 'mina'), 'base64url')
    for (const [at, byte] of bytes.entries()) {
      const changed = Buffer.from(bytes)
      changed[at] = byte ^ 1
      expect(unseal(changed.toString('base64url'), 'mina'), `byte ${at}`).toBe(null)
    }
  })
})
