import { bodyOn, draftOn, keptInBrowser, offline, openEntry, saveNoteOf, sourceOf, wordsOf } from './support/drafts'
import { expect, test } from './support/site'
import { addEntry, beginWithEntry, outlinedEntriesOf, saved, savedNoteOf, signIn } from './support/writers'

// The network is cut on purpose.
test.use({ siteOf: 'drafts limits', expectedConsole: [/ERR_(INTERNET_DISCONNECTED|CONNECTION_(REFUSED|RESET)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/] })

test('a field over its limit is saved and marked; one that cannot be kept stays with the writer, and stops nothing else', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Long list')
  await wordsOf(page).fill('가'.repeat(25_000))
  await saved(page)
  await expect(page.getByText('At most 20,000 characters').first()).toBeVisible()
  expect(bodyOn(site, id, 'One')).toHaveLength(25_000)
  await addEntry(page, 'Two')
  await openEntry(page, 'One')
  await wordsOf(page).fill('x'.repeat(200_001))
  await openEntry(page, 'Two')
  await wordsOf(page).fill('Written after it.')
  await expect(saveNoteOf(page)).toContainText('1 One, words: more than 200,000 characters')
  await expect.poll(() => bodyOn(site, id, 'Two')).toBe('Written after it.')
  expect(bodyOn(site, id, 'One')).toHaveLength(25_000)
  // What says so leads there.
  await saveNoteOf(page).getByRole('button', { name: 'Go to it' }).click()
  await expect(wordsOf(page)).toBeFocused()
  expect((await sourceOf(page).inputValue()).length).toBe(200_001)
  await page.reload()
  await openEntry(page, 'One')
  await expect.poll(async () => (await sourceOf(page).inputValue()).length).toBe(200_001)
  await wordsOf(page).fill('Short again.')
  await expect(savedNoteOf(page)).toBeVisible()
  expect(bodyOn(site, id, 'One')).toBe('Short again.')
})

test('of five megabytes that are pasted the text takes what fits, and the rest is offered as a file', async ({ page, context, site }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Pasted list')
  await wordsOf(page).fill('Before it. ')
  const lines = 50_000
  await page.evaluate((count) => {
    const all = Array.from({ length: count }, (_, n) => `Line ${n} of a text that is much too long for one entry of a list, and goes on.`)
    const blob = (type: string, text: string) => new Blob([text], { type })
    // As a word processor copies it: its look could only be read by holding the page for seconds.
    return navigator.clipboard.write([
      new ClipboardItem({
        'text/plain': blob('text/plain', `${all.join('\n')}\n`),
        'text/html': blob('text/html', all.map((line) => `<p><b>${line}</b></p>`).join('')),
      }),
    ])
  }, lines)
  await wordsOf(page).press('End')
  await page.keyboard.press('Control+v')
  const left = page.getByRole('button', { name: 'Save them as a file' })
  await expect(left).toBeVisible()
  const fitted = await sourceOf(page).inputValue()
  expect(fitted.length).toBeGreaterThan(199_000)
  expect(fitted.length).toBeLessThanOrEqual(200_000)
  const downloading = page.waitForEvent('download')
  await left.click()
  const rest = await (await (await downloading).createReadStream()).toArray()
  const whole = fitted + Buffer.concat(rest).toString()
  // Paragraphs stand apart from the words before them.
  expect(whole).toMatch(/^Before it\.\s+Line 0 of/)
  expect(whole.match(/^(Before it. )?Line \d+ of a text that is much too long for one entry of a list, and goes on.$/gm)).toHaveLength(lines)
  await saved(page)
  expect(bodyOn(site, id, 'One')).toBe(fitted)
  await page.keyboard.press('Control+z')
  await expect(sourceOf(page)).toHaveValue('Before it. ')
  // It is offered until its writer has closed that, whatever else is told meanwhile.
  await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
  await expect(outlinedEntriesOf(page)).toHaveCount(2)
  const closing = page.getByRole('button', { name: 'Close this message' })
  for (let told = 0; told < 2 && !(await left.isVisible()); told++) await closing.click()
  await expect(left).toBeVisible()
  await closing.click()
  await expect(left).toBeHidden()
})

test('of a text that is dropped into a line the rest is offered as well', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Dropped list')
  const field = page.getByLabel('Subheading', { exact: true })
  // It holds the text whether or not the editor is open.
  const source = page.locator('textarea[data-source-of="Subheading"]')
  const box = (await field.boundingBox())!
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const data = { items: [{ mimeType: 'text/plain', data: 'dropped words '.repeat(15_000) }], dragOperationsMask: 1 }
  const devtools = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await devtools.send('Input.dispatchDragEvent', { type, ...at, data })
  await expect(page.getByRole('button', { name: 'Save them as a file' })).toBeVisible()
  expect((await source.inputValue()).length).toBeGreaterThan(199_000)
  await saved(page)
  const entry = draftOn(site, id).entries[0]!
  expect(entry.subheading.length).toBeLessThanOrEqual(200_000)
  // A short one goes in as always.
  await field.fill('')
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, ...at, data: { ...data, items: [{ mimeType: 'text/plain', data: 'Short.' }] } })
  await expect(source).toHaveValue('Short.')
})

test('a browser that may keep nothing says so, and asks before the page is left', async ({ page, context, site }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Storage is blocked', 'SecurityError')
    }
  })
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Blocked storage')
  await context.setOffline(true)
  await wordsOf(page).pressSequentially('Only here.')
  await expect(saveNoteOf(page)).toContainText('is only on this screen: leave it open')
  const asked = page.waitForEvent('dialog')
  const closing = page.close({ runBeforeUnload: true })
  await (await asked).dismiss()
  await closing
  await context.setOffline(false)
  await expect(savedNoteOf(page)).toBeVisible()
  expect(bodyOn(site, id, 'One')).toBe('Only here.')
})

test('storage that somebody clears while a list is open is written anew, and one that is full says so until there is room', async ({ page, context, site }) => {
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Cleared storage')
  const devtools = await context.newCDPSession(page)
  await context.setOffline(true)
  await wordsOf(page).pressSequentially('Kept twice.')
  await keptInBrowser(page, 'Kept twice.')
  await devtools.send('Storage.clearDataForOrigin', { origin: site.url, storageTypes: 'indexeddb' })
  await keptInBrowser(page, 'Kept twice.')

  // A quota that is set from outside does not hold for what is open already.
  const makeRoom = await page.evaluateHandle(() => {
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('No room', 'QuotaExceededError')
    }
    return () => void (IDBObjectStore.prototype.put = put)
  })
  await wordsOf(page).pressSequentially(' On the screen.')
  await expect(saveNoteOf(page)).toContainText('is only on this screen: leave it open')
  await makeRoom.evaluate((make) => make())
  await page.getByRole('button', { name: 'Try now' }).click()
  await keptInBrowser(page, 'On the screen.')
  await expect(saveNoteOf(page)).toContainText(offline)
  await context.setOffline(false)
  await expect(savedNoteOf(page)).toBeVisible()
  expect(bodyOn(site, id, 'One')).toBe('Kept twice. On the screen.')
})
