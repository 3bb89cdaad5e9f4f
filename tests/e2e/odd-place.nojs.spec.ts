import { expect, test } from '@playwright/test'
import { copyToOddPlace } from '../support/odd-place'
import { readAndAnswer } from './support/read-and-answer'
import { freePort } from './support/server'

/** `npm start` and the command line as people have them: from a folder with blanks, Hangul, `(`, `&` and `#` in its name, as a user without rights, with no setting at all. */

test('npm start, a vote, a comment, the command line and Ctrl-C in an odd folder, as a user without rights', async () => {
  const place = copyToOddPlace({ built: true })
  const port = String(await freePort())
  const site = place.npm(['start'], { PORT: port })
  try {
    const url = `http://localhost:${port}`
    const isReady = async () => !site.isRunning() || (await fetch(`${url}/readyz`).catch(() => null))?.ok === true
    await expect.poll(isReady, { timeout: 120_000, intervals: [100] }).toBe(true)
    expect(site.isRunning(), site.said()).toBe(true)
    expect(site.said()).toContain(url)
    expect(site.said()).toContain('/setup?token=')
    await readAndAnswer(url)
    expect(place.owner()).toMatchObject({ uid: place.uid, mode: 0o40700 })
    const lightstick = (...args: string[]) => place.npm(['run', '-s', 'lightstick', '--', ...args], { PORT: port }).ended
    expect(await lightstick('backup', 'the site (1) & more.tar.gz')).toMatchObject({ code: 0, said: expect.stringContaining('and checked') })
    site.interrupt()
    expect((await site.ended).said).not.toContain('"level":50')
    expect(await lightstick('restore', 'the site (1) & more.tar.gz')).toMatchObject({ code: 0, said: expect.stringContaining('The database is whole') })
  } finally {
    site.kill()
    place.remove()
  }
})
