import { openEntry, wordsOf } from './support/drafts'
import { expect, test } from './support/site'
import { addEntry, beginList, saved, signIn } from './support/writers'

test.use({ siteOf: 'studio weight' })

test('what the studio answers is compressed', async ({ page, site }) => {
  await signIn(page, site, 'editor')
  const id = await beginList(page, 'Heavy list')
  await addEntry(page, 'One')
  await saved(page)
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  for (const path of ['/admin', `/admin/articles/${id}`, `/admin/articles/${id}/history`, '/admin/records']) {
    const answer = await fetch(site.url + path, { headers: { cookie, 'accept-encoding': 'gzip' } })
    expect([path, answer.status, answer.headers.get('content-encoding'), answer.headers.get('vary')?.toLowerCase()]).toEqual([
      path,
      200,
      'gzip',
      expect.stringContaining('accept-encoding'),
    ])
    expect(await answer.text()).toContain('</html>')
    const plain = await fetch(site.url + path, { headers: { cookie, 'accept-encoding': 'identity' } })
    expect([plain.headers.get('content-encoding'), (await plain.text()).includes('</html>')]).toEqual([null, true])
  }
})

test('the editor loads at most 230 KB of scripts until the first key', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginList(page, 'Quick list')
  await addEntry(page, 'One')
  await saved(page)
  // As somebody who has never been here.
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Map<string, number>()
  // What is loaded while one writes does not keep anybody from it.
  let isWriting = false
  devtools.on('Network.requestWillBeSent', ({ requestId, type }) => void (type === 'Script' && !isWriting && scripts.set(requestId, 0)))
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => void (scripts.has(requestId) && scripts.set(requestId, encodedDataLength)))
  await page.goto(`/admin/articles/${id}`)
  await openEntry(page, 'One')
  await wordsOf(page).press('a')
  isWriting = true
  await saved(page)
  const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0)
  console.log(`the editor loads ${Math.round(bytes / 1024)} KB of scripts until the first key`)
  expect(scripts.size).toBeGreaterThan(3)
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThanOrEqual(230 * 1024)
})
