import { beforeEach, describe, expect, it, vi } from 'vitest'
import { parseCookies, signed, unsigned } from './cookies'
import { newId } from '../id'
import { refuseCrossSite } from './origin'

beforeEach(() => vi.stubEnv('SECRET', 'x'.repeat(40)))

describe('cookies', () => {
  it('gives back what was signed, and nothing that was forged', () => {
    expect(unsigned(signed('abc'))).toBe('abc')
    for (const bad of [undefined, '', 'abc', 'abc.', '.abc', `${signed('abc')}x`, signed('abc').replace('abc', 'abd'), 'é.é']) expect(unsigned(bad)).toBeNull()
  })

  it('reads a header with everything odd in it', () => {
    expect(parseCookies('a=1; b=two%20words; a=3; =x; c; d=%FF;')).toEqual({ a: '1', b: 'two words', '': 'x', d: '%FF' })
    expect(parseCookies(null)).toEqual({})
  })
})

describe('where a post came from', () => {
  const check = (headers: Record<string, string>) => {
    try {
      refuseCrossSite(new Headers({ host: 'lists.example', ...headers }))
      return 'allowed'
    } catch {
      return 'refused'
    }
  }
  it('allows the site’s own pages and programs without cookies', () => {
    expect(check({ origin: 'https://lists.example', 'sec-fetch-site': 'same-origin', cookie: 'a=1' })).toBe('allowed')
    expect(check({ 'sec-fetch-site': 'same-origin' })).toBe('allowed')
    expect(check({})).toBe('allowed')
  })
  it('refuses other sites, odd origins, and cookies that say nothing of where they come from', () => {
    expect(check({ origin: 'https://evil.example' })).toBe('refused')
    expect(check({ origin: 'null' })).toBe('refused')
    expect(check({ origin: 'https://lists.example.evil.example' })).toBe('refused')
    expect(check({ 'sec-fetch-site': 'cross-site' })).toBe('refused')
    expect(check({ 'sec-fetch-site': 'same-site' })).toBe('refused')
    expect(check({ cookie: 'reader=1' })).toBe('refused')
  })
})

describe('ids', () => {
  it('sort by age, never repeat, and may stand in addresses', () => {
    const ids = Array.from({ length: 5000 }, (_, i) => newId(1_700_000_000_000 + i))
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{20}$/)
  })
})
