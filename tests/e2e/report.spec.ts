import { expectAccessible } from './support/axe'
import { commentSaying } from './support/list-page'
import { expect, loadUntilVisible, test } from './support/site'

const list = '/articles/k-pop-mvs-filmed-abroad'

test('a reader reports a comment and reads what became of it', async ({ page, site, playwright, javaScriptEnabled }) => {
  const words = `Somebody lives in the yellow house, ${process.pid} ${javaScriptEnabled}`
  const writer = await playwright.request.newContext({ baseURL: site.url })
  expect((await writer.post(`/api${list}/comments`, { data: { name: 'Jun', body: words } })).status()).toBe(201)
  await writer.dispose()
  await loadUntilVisible(page, list, commentSaying(page, words))
  await commentSaying(page, words).getByLabel('More for the comment of Jun').click()
  await commentSaying(page, words).getByRole('link', { name: 'Report this comment' }).click()
  await expect(page.getByRole('heading', { name: 'Report a comment' })).toBeVisible()
  await page.getByLabel('What should a moderator know?').fill('It is my house')
  await page.getByRole('button', { name: 'Report it' }).click()
  await expect(page.getByRole('alert')).toContainText('Choose what is wrong with it')
  await expect(page.getByLabel('What should a moderator know?')).toHaveValue('It is my house')
  if (javaScriptEnabled) await expectAccessible(page)
  await page.getByLabel('It tells private things about a person').check()
  await page.getByRole('button', { name: 'Report it' }).click()
  await expect(page.getByText('Thank you: your report has arrived.')).toBeVisible()
  await expect(page).toHaveURL(/\/report\/receipt\/[a-z0-9]+$/)
  if (javaScriptEnabled) await expectAccessible(page)
})
