import { expectAccessible } from './support/axe'
import { sourceOf, wordsOf } from './support/drafts'
import { expect, test } from './support/site'
import { beginList, beginWithEntry, outline, publish, saved, signIn } from './support/writers'

test.use({ siteOf: 'list table' })

test('a list is typed into a table by the keyboard alone; a block from a spreadsheet is one step', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  await beginList(page, 'Typed into a table')
  await page.getByLabel('Template').selectOption('Music videos')
  await page.getByRole('button', { name: 'Fill in a table…' }).focus()
  await page.keyboard.press('Enter')
  const table = page.getByRole('dialog', { name: 'All entries' })
  const cell = (name: RegExp) => table.getByLabel(name)
  await expect(cell(/^Heading, new entry/)).toBeFocused()
  // Known ones, in any script: heading and subheading are made of them.
  await page.keyboard.press('Tab')
  await page.keyboard.type('빅뱅')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Blue')
  await page.keyboard.press('Tab')
  await expect(table.getByRole('row', { name: /“Blue”/ })).toContainText('BIGBANG 빅뱅')
  await expect(cell(/^Subheading, 1 “Blue”: \*\*BIGBANG\*\*/)).toBeFocused()
  // Enter opens a cell, and Escape leaves it as it was.
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Home')
  await page.keyboard.type('Second')
  // What was typed ends with Enter, which goes to the row below.
  await page.keyboard.press('Enter')
  await expect(cell(/^Heading, new entry/)).toBeFocused()
  await page.keyboard.type('Third')
  await page.keyboard.press('Tab')
  // Who is not known yet is made here.
  await page.keyboard.type('Newly Made Singer')
  await page.keyboard.press('Enter')
  await expect(table.getByRole('group', { name: 'New record' }).getByLabel('Name', { exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(cell(/^Artist, 3 Third: Newly Made Singer/)).toBeFocused()
  await expectAccessible(page)
  // A press on another cell leaves the one that is written in.
  await page.keyboard.press('Home')
  await page.keyboard.type('Thirdly')
  await table.getByRole('row', { name: /Second/ }).getByRole('cell').nth(1).click() // prettier-ignore
  await expect(cell(/^Artist, 2 Second/)).toBeFocused()
  await expect(table.getByRole('row', { name: /Thirdly/ })).toContainText('Newly Made Singer')

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => navigator.clipboard.writeText('Fourth\tBIGBANG\tNobody knows it\nFifth\t빅뱅\tBlue\n'))
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Home')
  await page.keyboard.press('Control+v')
  await expect(table.getByText('2 rows pasted, 2 of them new. 1 name was not recognised: choose below.')).toBeVisible()
  await expect(table.getByRole('row', { name: /Fifth/ })).toContainText('BIGBANG 빅뱅')
  await expect(table.getByRole('row', { name: /Fourth/ })).toContainText('Nobody knows it ?, not recognised')
  await page.keyboard.press('Control+z')
  await expect(table.getByRole('row', { name: /Fourth|Fifth/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(table).toBeHidden()
  await saved(page)
  expect(await outline(page)).toEqual([expect.stringContaining('“Blue”'), expect.stringContaining('Second'), expect.stringContaining('Third')])
})

test('the line for search engines goes to readers; a check that is waived with a reason does not', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  await beginList(page, 'Found by engines')
  const side = page.getByRole('region', { name: 'Search and sharing' })
  await side.getByLabel('Line for search engines').fill('A line that was written for engines.')
  await expect(side.getByText('A line that was written for engines.').last()).toBeVisible()
  const image = side.getByRole('img')
  await image.scrollIntoViewIfNeeded()
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1200)

  // The words' language, for who reads them out, and for what is typed in them.
  await page.getByLabel('Language of the words').selectOption('日本語')
  await page.getByRole('button', { name: /^\+ Entry/ }).last().click() // prettier-ignore
  await page.getByLabel('Heading', { exact: true }).fill('Only one')
  await wordsOf(page).press('a')
  await expect(wordsOf(page)).toHaveAttribute('contenteditable', 'true')
  await page.keyboard.type('"')
  await expect(sourceOf(page)).toHaveValue('a「')
  const checks = page.getByRole('region', { name: 'Before publishing' })
  const noVideo = checks.getByRole('listitem').filter({ hasText: '“Only one” has no video' })
  await noVideo.getByRole('button', { name: 'it is meant so…' }).click()
  await checks.getByRole('button', { name: 'Waive it' }).click()
  await expect(checks.getByText('Say why, in a few words')).toBeVisible()
  await checks.getByLabel('Why it is right').fill('None was ever filmed')
  await page.keyboard.press('Enter')
  const waived = checks.getByRole('list', { name: 'Waived checks' })
  await expect(waived).toContainText('Mina: None was ever filmed')
  await expectAccessible(page)
  await saved(page)
  await publish(page)
  const html = await (await page.request.get('/articles/found-by-engines')).text()
  expect(html).toContain('<meta name="description" content="A line that was written for engines."')
  expect(html).toContain('<meta property="og:description" content="A line that was written for engines."')
  expect(html).toMatch(/<h1 lang="ja">/)
  expect(html).toMatch(/<div [^>]*lang="ja">/)
  expect(html).not.toContain('None was ever filmed')
  await waived.getByRole('button', { name: 'Take back' }).click()
  await expect(noVideo.getByRole('button', { name: 'it is meant so…' })).toBeVisible()
})

test('the chips of an entry lead to its details as often as they are pressed', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  await beginWithEntry(page, 'Chips')
  const credit = page.getByRole('combobox', { name: 'Add a credit' })
  const video = page.getByRole('combobox', { name: 'Set a video' })
  await page.getByRole('button', { name: 'credit', exact: true }).click()
  await expect(credit).toBeFocused()
  await credit.fill('BIGBANG')
  await page.getByRole('option', { name: /^BIGBANG/ }).click()
  await expect(credit).toHaveValue('')
  for (const [chip, field] of [
    ['video', video],
    ['credit', credit],
    ['video', video],
  ] as const) {
    await page.getByRole('button', { name: chip, exact: true }).click()
    await expect(field).toBeFocused()
  }
})
