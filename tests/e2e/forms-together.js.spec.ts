import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { expect, test } from './support/site'
import { signIn } from './support/writers'

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
  await expect(page.getByText('Somebody else had changed other fields')).toBeVisible()
  expect(stored()).toMatchObject({ description: 'Of BIGBANG.', date: '1988-08-18' })

  // Both change the same: nothing is written over unseen.
  await page.getByLabel(description).fill('Leader of BIGBANG.')
  await save(page)
  const told = page.getByRole('alert').filter({ hasText: 'Somebody else wrote here meanwhile: “Of BIGBANG.”' })
  await expect(told).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByLabel(description)).toHaveValue('Leader of BIGBANG.')
  expect(stored().description).toBe('Of BIGBANG.')
  await told.getByRole('button', { name: 'Keep mine' }).click()
  await save(page)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(stored().description).toBe('Leader of BIGBANG.')

  await other.getByLabel(description).fill('Another word.')
  await save(other)
  await other.getByRole('button', { name: 'Take theirs' }).click()
  await expect(other.getByLabel(description)).toHaveValue('Leader of BIGBANG.')

  await page.getByLabel(description).fill('Not saved')
  const asked = page.waitForEvent('dialog')
  const closing = page.close({ runBeforeUnload: true })
  await (await asked).dismiss()
  await closing
  await expect(page.getByLabel(description)).toHaveValue('Not saved')
  await other.context().close()
})
