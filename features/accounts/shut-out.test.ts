import { afterEach, expect, test } from 'vitest'
import { moveClock, setClock } from '@/platform/clock'
import { signed } from '@/platform/http/cookies'
import { shutOutAccount, shutOutCookie } from './shut-out'

afterEach(() => setClock(null))

test('it names its account for ten minutes; a forged one and one of another kind name nobody', () => {
  const cookie = shutOutCookie('ann')
  expect(cookie).toContain('Path=/admin/kept-words')
  const value = decodeURIComponent(/=([^;]+)/.exec(cookie)![1]!)
  expect(shutOutAccount(value)).toBe('ann')
  for (const other of [undefined, '', `${value}x`, value.replace('ann', 'bob'), signed('ann'), signed('ann~x~9999999999999')])
    expect(shutOutAccount(other)).toBe(null)
  moveClock(10 * 60_000)
  expect(shutOutAccount(value)).toBe(null)
})
