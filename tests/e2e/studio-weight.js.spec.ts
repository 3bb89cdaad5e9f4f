import { headingOf, openEntry, sourceOf, wordsOf } from './support/drafts'
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
  // So are answers: here the whole draft, for a browser that comes from a version that is not known.
  const asked = { method: 'POST', headers: { cookie, origin: site.url, 'content-type': 'application/json', 'accept-encoding': 'gzip' } }
  const body = JSON.stringify({ base: 1, madeBy: 'nobody00-00000000', operations: [{ id: 'taboffer0-00000001', changes: [] }] })
  const answer = await fetch(`${site.url}/api/studio/articles/${id}/draft/operations`, { ...asked, body })
  expect([answer.status, answer.headers.get('content-encoding')]).toEqual([409, 'gzip'])
  expect(await answer.text()).toContain('Heavy list')
})

test('the editor loads at most 230 KB of scripts until it is open, 320 until the first key in a body, and 400 with all that a writer opens', async ({
  page,
  site,
}) => {
  await signIn(page, site, 'author')
  const id = await beginList(page, 'Quick list')
  await addEntry(page, 'One')
  await saved(page)
  // As somebody who has never been here.
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Map<string, number>()
  devtools.on('Network.requestWillBeSent', ({ requestId, type }) => void (type === 'Script' && scripts.set(requestId, 0)))
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => void (scripts.has(requestId) && scripts.set(requestId, encodedDataLength)))
  await page.goto(`/admin/articles/${id}`)
  const loaded = () => [...scripts.values()].reduce((sum, size) => sum + size, 0)
  await openEntry(page, 'One')
  await headingOf(page).press('End')
  await saved(page)
  const opened = loaded()
  await wordsOf(page).press('a')
  await expect(wordsOf(page)).toHaveAttribute('contenteditable', 'true')
  await saved(page)
  const writing = loaded()

  // Everything else that a writer opens there, one after the other: what is pasted, the stroke menu, a picture, find and replace, the table, publishing, the palette.
  await wordsOf(page).evaluate((element) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', '<p><b>loud</b></p>')
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(sourceOf(page)).toHaveValue(/\*\*loud\*\*/)
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/pic')
  await page.getByRole('option', { name: 'Picture' }).click()
  const picture = page.getByRole('dialog', { name: 'Picture' })
  await expect(picture.getByLabel('Search names, alt texts and credits')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(picture).toBeHidden()
  await wordsOf(page).press('Control+f')
  await expect(page.getByLabel('Find in the whole list')).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'The list: title and introduction' }).click()
  await page.getByRole('button', { name: 'Fill in a table…' }).click()
  await expect(page.getByRole('dialog', { name: 'All entries' }).getByLabel(/^Heading, /)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Publish edition \d+$/ })).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'A list, a record, a page or something to do' })).toBeFocused()
  const all = loaded()
  const [openedKb, writingKb, allKb] = [opened, writing, all].map((bytes) => Math.round(bytes / 1024))
  console.log(`the editor loads ${openedKb} KB of scripts until it is open, ${writingKb} with a body that is written in, ${allKb} with all that was opened`)
  expect(scripts.size).toBeGreaterThan(3)
  expect(opened).toBeGreaterThan(100_000)
  expect(opened).toBeLessThanOrEqual(230 * 1024)
  expect(writing).toBeLessThanOrEqual(320 * 1024)
  expect(all).toBeGreaterThan(writing)
  expect(all).toBeLessThanOrEqual(400 * 1024)
})
