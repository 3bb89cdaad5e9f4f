import { expect, it } from 'vitest'
import { changeBehindVarnish } from '@/tests/support/behind-varnish'

it('100 changes behind Varnish, each seen within two seconds of the site', { timeout: 1_800_000 }, async () => {
  const seen = await changeBehindVarnish({ changes: 100, readers: 8 })
  const times = seen.map(({ afterMs }) => afterMs ?? Infinity).sort((a, b) => a - b)
  process.stdout.write(
    `${seen.length} changes were seen ${Math.round(times[times.length >> 1]!)} ms after the site in the median, ${Math.round(times.at(-1)!)} at most\n`,
  )
  expect(seen.filter(({ afterMs }) => afterMs === null)).toEqual([])
  expect(seen).toHaveLength(100)
})
