import { expect, it } from 'vitest'
import { copyToOddPlace } from '@/tests/support/odd-place'

const port = '4691'
const url = `http://localhost:${port}`

it('everything that a first start makes is made in an odd folder, by a user without rights', { timeout: 1_200_000 }, async () => {
  const place = copyToOddPlace({ built: false })
  const site = place.npm(['start'], { PORT: port })
  try {
    const isReady = async () => !site.isRunning() || (await fetch(`${url}/readyz`).catch(() => null))?.ok === true
    await expect.poll(isReady, { timeout: 1_000_000, interval: 200 }).toBe(true)
    expect(site.isRunning(), site.said()).toBe(true)
    for (const path of ['/', '/articles/k-pop-mvs-filmed-abroad', '/people', '/sign-in']) expect((await fetch(url + path)).status, path).toBe(200)
    site.interrupt()
    await site.ended
  } finally {
    site.kill()
    place.remove()
  }
})
