import { docxOf } from '../support/docx'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/site'
import { outlineOf, signIn } from './support/writers'

test.use({ siteOf: 'from-article' })

/** A whole article becomes a list in the studio: pasted or sent, looked over, mended, made. */

const html = `<b style="font-weight:normal" id="docs-internal-guid-1"><h1>Three with a better dog</h1><p>A good dog does not act.</p><h2>1. Harbour Kids – “Fetch”</h2><p>Biscuit ignores <i>four</i> idols.</p><h2>2. BIGBANGG – “Blue”</h2><p>No dog.</p><h2>3. Ines Calder – “Stray”</h2><p>It walked on.</p><h2>4. Ines Calder – “Share this”</h2><p>Facebook.</p><p>Which one would you take home?</p></b>`

test('an article is pasted, looked over with the keyboard, mended and made; what was pasted outlives an error and a reload', async ({ page, site }) => {
  await signIn(page, site, 'author', 'Mina')
  await page.goto('/admin')
  await page.getByRole('link', { name: 'From an article' }).click()
  const field = page.getByLabel('The whole article')
  await page.getByRole('button', { name: 'Read it' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toHaveText('Paste an article first')
  await field.evaluate((element, given) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', given)
    clipboardData.setData('text/plain', 'plain')
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, html)
  await expect(field).toHaveValue(
    /^# Three with a better dog\n\nA good dog does not act\.\n\n## 1\. Harbour Kids – “Fetch”\n\nBiscuit ignores \*four\* idols\./,
  )
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
  await page.reload()
  await expect(field).toHaveValue(/^# Three with a better dog/)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Read it' }).press('Enter')

  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Three with a better dog')
  await expect(page.getByRole('heading', { name: /^Nothing was lost: \d+ of \d+ characters$/ })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Question' })).toHaveValue('Which one would you take home?')
  const entry = (number: number) => page.getByRole('group', { name: `Entry ${number}`, exact: true })
  await expect(entry(2).getByRole('textbox', { name: 'Entry 2', exact: true })).toHaveValue('“Blue”')
  await expectAccessible(page)

  // A name that looks like a known one is asked about; a credit is taken away; a heading is changed; what is no entry joins the one before.
  await page.getByRole('group', { name: 'Is “BIGBANGG” BIGBANG?' }).getByRole('button', { name: 'Yes, the same' }).press('Enter')
  await expect(entry(2).getByRole('list', { name: 'Credits of entry 2' })).toContainText('Artist BIGBANG')
  await expect(entry(2)).not.toContainText('BIGBANGG')
  await page.getByRole('group', { name: 'Is “Blue” Blue?' }).getByRole('button', { name: 'Yes, the same' }).click()
  await entry(3).getByRole('button', { name: 'Remove Artist Ines Calder' }).press('Enter')
  await entry(1).getByRole('textbox', { name: 'Entry 1', exact: true }).fill('“Fetch!”')
  await entry(4).getByRole('button', { name: 'Entry 4: Join with entry 3' }).press('Enter')
  await expect(entry(4)).toHaveCount(0)

  // By keys: out of the field to its part, on to the next one, and right as it is.
  await entry(3).getByRole('textbox', { name: 'Entry 3', exact: true }).press('Escape')
  await expect(page.getByRole('listitem').filter({ has: entry(3) })).toBeFocused()
  await page.keyboard.press('k')
  const second = page.getByRole('listitem').filter({ has: entry(2) })
  await expect(second).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem').filter({ has: entry(3) })).toBeFocused()
  await expect(second).toContainText('sure')
  await expect(second.getByRole('button', { name: 'Entry 2: right as it is' })).toHaveCount(0)

  // What was mended outlives a reload and the way back to the text.
  await page.reload()
  await expect(entry(1).getByRole('textbox', { name: 'Entry 1', exact: true })).toHaveValue('“Fetch!”')
  await page.getByRole('button', { name: 'Back to the text' }).click()
  await expect(field).toHaveValue(/^# Three with a better dog/)
  await page.getByRole('button', { name: 'Read it', exact: true }).click()
  await page.getByRole('dialog', { name: 'Read it anew?' }).getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Go on with what you mended' }).click()
  await expect(entry(1).getByRole('textbox', { name: 'Entry 1', exact: true })).toHaveValue('“Fetch!”')

  // A refusal changes nothing of it.
  const title = page.getByLabel('Title', { exact: true })
  await title.fill('')
  await page.getByRole('button', { name: 'Make the list, 3 entries' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toHaveText('Title: Give it a title')
  await title.fill('Three dogs')
  await page.getByRole('button', { name: 'Make the list, 3 entries' }).press('Enter')
  await page.waitForURL(/\/admin\/articles\/[0-9a-z]+$/)
  await expect(outlineOf(page)).toContainText('“Fetch!”')
  await expect(outlineOf(page)).toContainText('“Stray”')
  // With those of the entry that joined it.
  await expect(page.getByRole('main')).toContainText('26 words in the whole list')
  await page.goto('/admin/from-article')
  await expect(field).toHaveValue('')
})

test('a Word document and files are taken; what is none is told, on a phone too', async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await signIn(page, site, 'author', 'Mina')
  await page.goto('/admin/from-article')
  const take = (name: string, mimeType: string, buffer: Buffer) => page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer })
  const alert = page.getByRole('main').getByRole('alert')
  await page.getByLabel('The whole article').fill('My own words')
  await take('a.docx', 'application/zip', Buffer.from('no zip'))
  await expect(alert).toContainText('This is no .docx file')
  await take('a.txt', 'text/plain', Buffer.from([0x89, 0xff, 0, 1]))
  await expect(alert).toHaveText('a.txt is no text, web page or .docx document that can be read')
  await expect(page.getByLabel('The whole article')).toHaveValue('My own words')
  await take('b.txt', 'text/plain', Buffer.from('Words of a file'))
  await expect(page.getByLabel('The whole article')).toHaveValue('Words of a file')
  await page.getByRole('button', { name: 'Bring back the text before' }).click()
  await expect(page.getByLabel('The whole article')).toHaveValue('My own words')
  await page.getByLabel('The whole article').fill('word '.repeat(60_001))
  await page.getByRole('button', { name: 'Read it' }).click()
  await expect(alert).toContainText('at most 300,000 characters')
  await take('a.docx', 'application/zip', docxOf(['# Two dogs', '* 1. Harbour Kids – “Fetch”', 'Biscuit.', '* 2. BIGBANG – “Blue”', 'None.']))
  await expect(page.getByRole('button', { name: 'Make the list, 2 entries' })).toBeVisible()
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  // Nothing was an entry: the text is still there to be changed.
  await page.getByRole('button', { name: 'Back to the text' }).click()
  await page.getByLabel('The whole article').fill('Only a thought. It has no entries.')
  await page.getByRole('button', { name: 'Read it' }).click()
  await expect(page.getByText('No entry was found: all of it is in the introduction.')).toBeVisible()
  // What is left over is not thrown away with the list that is made: it stands in the field.
  await page.getByRole('button', { name: 'Back to the text' }).click()
  await page.getByLabel('The whole article').fill(`Rain\n\n${`${'It rained. '.repeat(60)}\n\n`.repeat(40)}`)
  await page.getByRole('button', { name: 'Read it' }).click()
  await expect(page.getByRole('heading', { name: 'Left over' })).toBeVisible()
  await page.getByRole('button', { name: 'Make the list, 0 entries' }).click()
  await expect(page.getByRole('status').filter({ hasText: '“Rain” is made. What was left over from it is in the field below' })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('The whole article')).toHaveValue(/^It rained\./)
  await page.getByRole('link', { name: 'Open the list' }).click()
  await page.waitForURL(/\/admin\/articles\/[0-9a-z]+$/)
})
