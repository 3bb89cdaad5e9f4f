import { expect, it } from 'vitest'
import { copyToOddPlace } from '@/tests/support/odd-place'

const port = '4692'
const url = `http://localhost:${port}`
const settings = { PORT: port, INTERFACE_LANGUAGE: 'ko', SITE_URL: url }
const password = 'a long enough password'

// A name that was taken for a word, and translated, breaks what the program does and not what it shows: so it is started and used.
it('a site whose interface has another language starts, publishes, signs in, and takes a vote', { timeout: 1_200_000 }, async () => {
  const place = copyToOddPlace({ built: false })
  const site = place.npm(['start'], settings)
  try {
    const isReady = async () => !site.isRunning() || (await fetch(`${url}/readyz`).catch(() => null))?.ok === true
    await expect.poll(isReady, { timeout: 1_000_000, interval: 200 }).toBe(true)
    expect(site.isRunning(), site.said()).toBe(true)

    const page = await (await fetch(`${url}/articles/k-pop-mvs-filmed-abroad`)).text()
    expect(page).toContain('<html lang="ko"')

    const made = await place.npm(
      ['run', '-s', 'lightstick', '--', 'user', '--email', 'mina@example.com', '--name', 'Mina', '--role', 'owner', '--password-stdin'],
      settings,
      `${password}\n`,
    ).ended
    expect(made.code, made.said).toBe(0)
    const form = new URLSearchParams({ email: 'mina@example.com', password })
    const signedIn = await fetch(`${url}/api/account/sign-in`, { method: 'POST', body: form, headers: { origin: url }, redirect: 'manual' })
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const studio = await (await fetch(`${url}/admin`, { headers: { cookie } })).text()
    for (const words of ['<html lang="ko"', '제목으로 검색', '새 목록', '휴지통', '항목 14개']) expect(studio).toContain(words)

    const entry = / id="([^"]+)" data-entry="/.exec(page)?.[1]
    const headers = { origin: url, cookie, 'content-type': 'application/json' }
    const vote = await fetch(`${url}/api/articles/k-pop-mvs-filmed-abroad/vote`, { method: 'POST', body: JSON.stringify({ entry }), headers })
    expect(vote.status, await vote.text()).toBe(200)
    site.interrupt()
    await site.ended
    expect(site.said()).not.toMatch(/no such table|Error:/)
  } finally {
    site.kill()
    place.remove()
  }
})
