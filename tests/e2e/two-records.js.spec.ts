import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { expect, test } from './support/site'
import { beginWithEntry, signIn } from './support/writers'

test.use({ siteOf: 'two records' })

test('a record that is there under nearly the same name is offered before another one is made; two of one are merged, and made two again', async ({
  page,
  site,
}) => {
  await signIn(page, site, 'editor', 'Mina')
  await beginWithEntry(page, 'Groups')
  const picker = page.getByRole('combobox', { name: 'Add a credit' })
  await picker.fill('BigBangg')
  await page.getByRole('option', { name: /New record/ }).click()
  const made = page.getByRole('group', { name: 'New record' })
  // At once, before it was looked up by itself.
  await made.getByRole('button', { name: 'Make it', exact: true }).click()
  await expect(made.getByText('There is a record with a name like this:')).toBeVisible()
  await expect(made.getByRole('button', { name: 'Make it anyway' })).toBeVisible()
  await expectAccessible(page)
  await made.getByRole('button', { name: 'Use this one' }).click()
  await expect(page.getByLabel('Role of BIGBANG')).toBeVisible()

  await page.goto('/admin/records/new?kind=group')
  await page.getByLabel('Name', { exact: true }).fill('Big Bangg')
  await expect(page.getByText('There is a record with a name like this:')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Use this one' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Make it anyway' }).click()
  await page.waitForURL(/\/admin\/records\/(?!new)[0-9a-z]+$/)
  const id = page.url().split('/').pop()!
  const [{ id: group }] = look(site, `SELECT "id" FROM "Subject" WHERE "name" = 'BIGBANG'`) as [{ id: string }]

  await page.getByRole('button', { name: 'Merge with another record…' }).click()
  const part = page.getByRole('region', { name: 'Merge with another record' })
  await part.getByRole('combobox', { name: 'The other record' }).fill('빅뱅')
  await part.getByRole('option', { name: /BIGBANG/ }).click()
  await expect(part.getByText('“BIGBANG” becomes “Big Bangg”.')).toBeVisible()
  await part.getByRole('radio', { name: 'BIGBANG', exact: true }).check()
  await expect(part.getByText('“Big Bangg” becomes “BIGBANG”.')).toBeVisible()
  await expect(part.getByText('/groups/big-bangg leads to /groups/bigbang')).toBeVisible()
  await expectAccessible(page)
  await part.getByRole('button', { name: 'Merge them' }).click()
  await page.waitForURL(`**/admin/records/${group}?merged=*`)
  await expect(page.getByText('“Big Bangg” is a part of this record now.')).toBeVisible()
  const history = page.getByRole('region', { name: 'History' })
  await expect(history).toContainText('You merged “Big Bangg” into it')
  await expectAccessible(page)
  const reader = await page.request.get('/groups/big-bangg', { maxRedirects: 0 })
  expect([reader.status(), reader.headers().location]).toEqual([308, '/groups/bigbang'])
  await page.goto(`/admin/records/${id}`)
  await expect(page.getByText('This record was merged into BIGBANG')).toBeVisible()

  await page.goto(`/admin/records/${group}`)
  await history.getByRole('button', { name: 'Undo merge of “Big Bangg”' }).click()
  await expect(history).toContainText('Undone by you')
  await page.goto(`/admin/records/${id}`)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Big Bangg')
  await expect(page.getByLabel('Address: /groups/…')).toHaveValue('big-bangg')
})
