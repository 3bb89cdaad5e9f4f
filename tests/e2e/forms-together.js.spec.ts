import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { readKept, withoutStream } from './support/drafts'
import { expect, test } from './support/site'
import { beginList, saved, signIn } from './support/writers'

test.use({ siteOf: 'forms together' })

test('two save one record: other fields are merged, the same field is shown with both, and what is unsaved is not left without a word', async ({
  page,
  browser,
  site,
}) => {
  await signIn(page, site, 'editor', 'Mina')
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signIn(other, site, 'editor', 'Jun')
  const [{ id }] = look(site, `SELECT "id" FROM "Subject" WHERE "name" = 'G-Dragon'`) as [{ id: string }]
  const stored = () => look(site, 'SELECT "name", "description", "date" FROM "Subject" WHERE "id" = ?', id)[0] as Record<string, string>
  for (const each of [page, other]) await each.goto(`/admin/records/${id}`)
  const description = 'Description (Markdown, optional)'
  const save = (each: typeof page) => each.getByRole('button', { name: 'Save', exact: true }).click()

  await other.getByLabel(description).fill('Of BIGBANG.')
  await save(other)
  await expect(other.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByLabel('Born or founded').fill('1988-08-18')
  await save(page)
  await expect(page.getByText('Somebody else had changed “Description”, which you see here now.')).toBeVisible()
  await expect(page.getByLabel(description)).toHaveValue('Of BIGBANG.')
  expect(stored()).toMatchObject({ description: 'Of BIGBANG.', date: '1988-08-18' })

  // Both change the same: nothing is written over unseen.
  await other.getByLabel(description).fill('Of BIGBANG since 2006.')
  await save(other)
  await expect(other.getByLabel('Born or founded')).toHaveValue('1988-08-18')
  await page.getByLabel(description).fill('Leader of BIGBANG.')
  await save(page)
  const told = page.getByRole('alert').filter({ hasText: 'Somebody else wrote here meanwhile: “Of BIGBANG since 2006.”' })
  await expect(told).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByLabel(description)).toHaveValue('Leader of BIGBANG.')
  expect(stored().description).toBe('Of BIGBANG since 2006.')
  await told.getByRole('button', { name: 'Keep mine' }).click()
  await expect(page.getByLabel(description)).toBeFocused()
  await save(page)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(stored().description).toBe('Leader of BIGBANG.')

  await other.getByLabel(description).fill('Another word.')
  await save(other)
  await other.getByRole('button', { name: 'Take theirs' }).click()
  await expect(other.getByLabel(description)).toHaveValue('Leader of BIGBANG.')
  await expect(other.getByLabel(description)).toBeFocused()

  await page.getByLabel(description).fill('Not saved')
  const asked = page.waitForEvent('dialog')
  const closing = page.close({ runBeforeUnload: true })
  await (await asked).dismiss()
  await closing
  await expect(page.getByLabel(description)).toHaveValue('Not saved')
  await other.context().close()
})

test('two who open one list see each other’s names and series; what was not seen is not set over', async ({ page, browser, site }) => {
  await signIn(page, site, 'editor', 'Nari')
  for (const title of ['Shelf one', 'Shelf two']) {
    await page.goto('/admin/series')
    await page.getByLabel('Title').last().fill(title)
    await page.getByRole('button', { name: 'Save', exact: true }).last().click()
    await expect(page.getByRole('listitem').filter({ hasText: title })).toBeVisible()
  }
  const id = await beginList(page, 'Signed by two')
  await saved(page)
  await page.getByLabel('Add an author').selectOption('Blackjack desk')
  await expect.poll(() => look(site, 'SELECT 1 FROM "ArticleAuthor" WHERE "articleId" = ?', id)).toHaveLength(1)
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await withoutStream(other)
  await signIn(other, site, 'editor', 'Dana')
  await other.goto(`/admin/articles/${id}`)
  const signed = (each: typeof page) => each.getByRole('region', { name: 'Authors' })
  const series = (each: typeof page) => each.getByRole('combobox', { name: 'Series' })
  await expect(signed(other).getByRole('listitem')).toHaveText([/Blackjack desk/])

  // The one who hears of nothing adds a name after the other one has taken one away.
  await signed(page).getByRole('button', { name: 'Remove the author Blackjack desk' }).click()
  await expect(signed(page).getByRole('listitem')).toHaveCount(0)
  await signed(other).getByLabel('Add an author').selectOption('Flashback desk')
  await expect(signed(other).getByRole('listitem')).toHaveText([/Flashback desk/])
  await expect(signed(page).getByRole('listitem')).toHaveText([/Flashback desk/])

  await series(page).selectOption('Shelf one')
  await expect(page.getByLabel('Number in the series')).toBeVisible()
  await page.getByLabel('Number in the series').fill('7')
  await page.getByLabel('Number in the series').blur()
  await expect.poll(() => look(site, 'SELECT "seriesPosition" FROM "Article" WHERE "id" = ?', id)).toEqual([{ seriesPosition: 7 }])
  await series(other).selectOption('Shelf two')
  await expect(other.getByText('Somebody else has put this list elsewhere meanwhile')).toBeVisible()
  await expect(other.getByLabel('Number in the series')).toHaveValue('7')
  await expectAccessible(other)
  await series(other).selectOption('')
  await expect(series(page)).toHaveValue('')

  // Each has its way back, in the order in which things were done, among the words and over a reload; what somebody else has set since is left alone.
  const says = (words: string) => expect(page.getByRole('status').filter({ hasText: words })).toBeVisible()
  await page.getByLabel('Standfirst').fill('Words between.')
  await signed(page).getByLabel('Add an author').selectOption('Blackjack desk')
  await says('Signed by Flashback desk, Blackjack desk.')
  await saved(page)
  await expect.poll(() => readKept(page)).toContain('authors')
  await page.reload()
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeEnabled()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await says('Undone: Signed by Flashback desk.')
  await expect(signed(page).getByRole('listitem')).toHaveText([/Flashback desk/])
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByLabel('Standfirst')).toHaveValue('')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await says('Somebody else has changed this since, so nothing was undone.')
  await expect(series(page)).toHaveValue('')
  await other.context().close()
})
