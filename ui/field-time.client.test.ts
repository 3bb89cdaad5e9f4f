import { expect, test } from 'vitest'
import { fieldTime, momentOf } from './field-time.client'

test('a time is taken by the clocks of a zone, also on the days when they are changed', () => {
  const at = (field: string, zone: string) => momentOf(field, zone).toISOString().slice(0, 16)
  expect(at('2026-11-29T09:00', 'Asia/Seoul')).toBe('2026-11-29T00:00')
  expect(at('2026-07-01T09:30', 'Asia/Kolkata')).toBe('2026-07-01T04:00')
  expect(at('2026-11-29T09:00', 'UTC')).toBe('2026-11-29T09:00')
  // Twice that night: the first one. Skipped in spring: an hour later by those clocks.
  expect(at('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30')
  expect(at('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30')
  expect(at('2026-03-29T03:30', 'Europe/Berlin')).toBe('2026-03-29T01:30')
  expect(at('2026-11-01T12:00', 'America/New_York')).toBe('2026-11-01T17:00')
  expect(momentOf('', 'Asia/Seoul').getTime()).toBe(Number.NaN)
  expect(fieldTime(new Date('2026-11-28T23:59:59Z'), 'Asia/Seoul')).toBe('2026-11-29T08:59')
})
