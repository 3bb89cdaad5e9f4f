import type { Page } from '@playwright/test'
import { jpegOf } from '../support/pictures'
import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { bodyOn, sourceOf, wordsOf } from './support/drafts'
import { expect, loadUntilVisible, test } from './support/site'
import { beginWithEntry, publish, saved, signIn } from './support/writers'

test.use({ siteOf: 'pictures-in-texts', expectedConsole: [/ERR_CONNECTION_RESET/] })

/** Pastes into what has the focus. */
const paste = (page: Page, { bytes, html }: { bytes?: Buffer; html?: string }) =>
  page.evaluate(
    ([content, words]) => {
      const data = new DataTransfer()
      if (content) data.items.add(new File([new Uint8Array(content)], 'roof.jpg', { type: 'image/jpeg' }))
      if (words) data.setData('text/html', words)
      document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    },
    [bytes ? [...bytes] : null, html ?? null] as const,
  )
const changing = (page: Page) => page.getByRole('dialog', { name: 'Picture' })

test('a picture is pasted into the words, described and brought in, and its readers see it', async ({ page, site }) => {
  await signIn(page, site, 'editor')
  const id = await beginWithEntry(page, 'Roofs')
  await wordsOf(page).fill('Above the town.')
  await expect(wordsOf(page)).toHaveAttribute('contenteditable', 'true')
  await wordsOf(page).press('Control+End')

  // The connection is lost in the middle: said, and tried again. What is typed meanwhile stays.
  await page.route('**/api/studio/media?name=*', (route) => route.abort('connectionreset'))
  await paste(page, { bytes: await jpegOf(900, 600, 4) })
  const row = page.getByRole('list', { name: 'Pictures that you send' }).getByRole('listitem')
  await expect(row.getByRole('alert')).toContainText('The connection was lost')
  await page.unroute('**/api/studio/media?name=*')
  await wordsOf(page).press('Control+End')
  await page.keyboard.type(' It rains.')
  await row.getByRole('button', { name: 'Try again' }).click()
  // Nothing says yet what is to be seen on it: that is asked before it stands there, and can be answered later.
  await expect(row.getByLabel('Say what is to be seen')).toBeVisible()
  await expectAccessible(page)
  await row.getByRole('button', { name: 'Later' }).click()
  await expect(sourceOf(page)).toHaveValue(/^Above the town\. It rains\.\n\n!\[\]\(\/media\/[0-9a-z]{20}\)$/)
  // Who presses there has left the words.
  await wordsOf(page).focus()
  await expect(wordsOf(page)).toHaveAttribute('contenteditable', 'true')
  await wordsOf(page).press('Control+Home')
  const picture = wordsOf(page).getByRole('button', { name: 'Change the picture' })
  await expect.poll(() => picture.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(900)

  // Its words, without a sign of Markdown, in one step.
  const bare = await sourceOf(page).inputValue()
  await picture.click()
  await expect(changing(page)).toContainText('Nothing says yet what is to be seen on it.')
  await changing(page).getByLabel('What is to be seen on it').fill('A [wet] roof')
  await changing(page).getByLabel('Caption').fill('“Rain”, at noon')
  // Escape does not throw them away unasked.
  await page.keyboard.press('Escape')
  await expect(changing(page).getByRole('alert')).toContainText('What you changed is not saved')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(changing(page).getByLabel('Caption')).toBeFocused()
  await changing(page).getByRole('button', { name: 'Save' }).click()
  const said = bare.replace(/!\[\]\((\S+)\)/, '![A \\[wet\\] roof]($1 "“Rain”, at noon")')
  await expect(sourceOf(page)).toHaveValue(said)
  await page.keyboard.press('Control+z')
  await expect(sourceOf(page)).toHaveValue(bare)
  await page.keyboard.press('Control+y')
  await expect(sourceOf(page)).toHaveValue(said)

  // One of another site stays with its address until the site can fetch it.
  await wordsOf(page).press('Control+Home')
  await paste(page, { html: '<p>See <img src="https://127.0.0.1/a.jpg" alt="Far away"> there. </p>' })
  await page.getByRole('button', { name: 'Bring 1 picture in: Words' }).click()
  await expect(row.getByRole('alert')).toContainText('not on the public internet')
  await expect(sourceOf(page)).toHaveValue(/!\[Far away\]\(https:\/\/127\.0\.0\.1\/a\.jpg\)/)
  await row.getByRole('button', { name: /^Close/ }).click()
  await page.keyboard.press('Control+z')
  await expect(sourceOf(page)).toHaveValue(said)

  // The same picture once more, from the menu of what can be put in.
  await wordsOf(page).press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/pic')
  await page.getByRole('option', { name: 'Picture' }).click()
  await changing(page).getByRole('list', { name: 'Pictures', exact: true }).getByRole('button').click()
  // It is asked in the dialog too; what was typed by then outlives it.
  const asked = changing(page).getByLabel('Say what is to be seen')
  await expect(asked).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(changing(page).getByRole('alert')).toContainText('Write what is to be seen')
  await page.keyboard.type('A roof')
  await expectAccessible(page)
  await changing(page).getByRole('button', { name: 'Another picture' }).click()
  await changing(page).getByRole('list', { name: 'Pictures', exact: true }).getByRole('button').click()
  await expect(asked).toHaveValue('A roof')
  await page.keyboard.press('Enter')
  await expect(sourceOf(page)).toHaveValue(/\)\n\n!\[\]\(\/media\/[0-9a-z]{20}\)\n\n$/)
  await page.keyboard.press('Control+z')
  await saved(page)

  await publish(page)
  const [{ slug }] = look(site, 'SELECT "slug" FROM "Article" WHERE "id" = ?', id) as [{ slug: string }]
  const shown = page.getByRole('figure').getByRole('img', { name: 'A [wet] roof' })
  await loadUntilVisible(page, `/articles/${slug}`, shown)
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300)
  expect(await shown.evaluate((image: HTMLImageElement) => image.currentSrc)).toMatch(/\/media\/[0-9a-f]{32}-\d+\.avif$/)
  await expect(page.getByRole('figure')).toContainText('“Rain”, at noon')
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
  await expectAccessible(page)
  await page.goto(`/articles/${slug}/${String(look(site, 'SELECT "slug" FROM "Entry" WHERE "articleId" = ?', id)[0]!.slug)}`)
  await expect(shown).toBeVisible()

  // The address in the text leads to the picture; it is not deleted while it stands there.
  const address = /\/media\/[0-9a-z]{20}/.exec(bodyOn(site, id, 'One') ?? said)![0]
  const answer = await page.request.get(address)
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/jpeg'])
  await page.goto(`/admin${address}`)
  await expect(page.getByRole('main')).toContainText('in a text')
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('This picture is shown: in “Roofs”')
})
