import fs from 'node:fs'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/site'
import { beginList, beginWithEntry, signIn } from './support/writers'

test.use({ siteOf: 'studio-lists' })

test('many lists are changed at once, by the keyboard too, with each refusal by its name and a way back; a filter is kept as a view', async ({
  page,
  site,
}) => {
  await signIn(page, site, 'editor', 'Mina')
  await beginWithEntry(page, 'Night one')
  await beginWithEntry(page, 'Night two')
  await beginList(page, 'Night three')
  await page.goto('/admin?q=night')
  const row = (title: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) })
  const told = (words: string | RegExp) => page.getByRole('status').filter({ hasText: words })
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  // The newest stands first: X chooses it, Shift X all up to another one, Escape none.
  await expect(page.getByRole('checkbox', { name: 'Choose all' })).toBeEnabled()
  await row('Night three').getByRole('link').focus()
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(row('Night one').getByRole('link')).toBeFocused()
  await page.keyboard.press('Shift+X')
  await expect(page.getByText('3 chosen')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByText('3 chosen')).toHaveCount(0)

  // One has no entry, so it stays as it is and is told of; it stays chosen.
  await page.getByRole('checkbox', { name: 'Choose all' }).check()
  await button('Publish…').click()
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await expect(told('Readers have 2 lists as they stand in the studio now.')).toBeVisible()
  const alert = page.getByRole('alert').filter({ hasText: '2 lists done, 1 not' })
  await expect(alert.getByRole('listitem')).toHaveText(/^Night three: ./)
  await expect(row('Night one').getByText('Published', { exact: true })).toBeVisible()
  await expect(page.getByText('1 chosen', { exact: true })).toBeVisible()

  await button('Duplicate').click()
  await expect(row('Copy of Night three')).toBeVisible()
  await row('Copy of Night three').getByRole('checkbox').check()
  await row('Night three').getByRole('checkbox').check()
  await button('Move to the trash').click()
  await expect(told('2 lists are in the trash.')).toBeVisible()
  await expect(row('Night three')).toHaveCount(0)
  await told('2 lists are in the trash.').getByRole('button', { name: 'Undo' }).click()
  await expect(told('Taken back for 2 lists.')).toBeVisible()
  await expect(row('Night three')).toBeVisible()

  await button('Save this view…').click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Nights')
  await button('Save').click()
  await page.goto('/admin')
  await page.getByRole('list', { name: 'Your views' }).getByRole('link', { name: 'Nights' }).click()
  await expect(page).toHaveURL(/q=night/)
  await button('Remove view').click()
  await told('The view “Nights” is removed.').getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('list', { name: 'Your views' }).getByRole('link', { name: 'Nights' })).toBeVisible()
})

const body = '<p>They do not act.</p><h2>1. Harbour Kids – “Fetch”</h2><p>Biscuit.</p><h2>2. BIGBANG – “Blue”</h2><p>No dog.</p>'
const ghost = JSON.stringify({
  db: [
    {
      data: {
        posts: [
          { title: 'Two dogs', slug: 'two-dogs', html: body, status: 'published', type: 'post', published_at: '2021-06-03T08:00:00.000Z' },
          { title: 'We moved', slug: 'moved', html: '<p>The office is upstairs now.</p>', status: 'published', type: 'post' },
        ],
      },
    },
  ],
})

test('a blog of Ghost is checked and brought in as drafts, and its old addresses lead to them', async ({ page, site }) => {
  await signIn(page, site, 'owner', 'Olga')
  await page.goto('/admin')
  await page.getByRole('link', { name: 'Import…' }).click()
  await expect(page.getByRole('button', { name: 'Choose the export' })).toBeEnabled()
  const choose = (name: string, text: string) =>
    page.getByLabel('Choose the export').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  await choose('notes.json', '{"notes":[]}')
  await expect(page.getByRole('alert').filter({ hasText: 'This is no export of Ghost' })).toBeVisible()
  await choose('ghost.json', ghost)
  await expect(page.getByRole('listitem').filter({ hasText: 'We moved' })).toContainText('No entry was found')
  await page.getByRole('button', { name: 'Bring in 1 list as a draft' }).click()
  await expect(page.getByText('1 list is here. 1 old address leads to these lists once they are published.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Two dogs' }).click()
  await expect(page).toHaveURL(/\/admin\/articles\/\w+$/)
  const answer = await page.request.get('/two-dogs', { maxRedirects: 0 })
  expect(answer.status()).toBe(301)
  expect(answer.headers().location).toMatch(/\/articles\/two-dogs$/)
})

test('a list is taken out as a file by its writer, and the whole site by an admin', async ({ page, browser, site }) => {
  await signIn(page, site, 'author', 'Jun')
  await beginWithEntry(page, 'Taken out')
  await page.getByRole('button', { name: 'The list: title and introduction' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as a file' }).click()
  expect((await download).suggestedFilename()).toBe('taken-out.tar')
  expect((await page.request.get('/api/studio/export')).status()).toBe(403)
  const admin = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signIn(admin, site, 'admin', 'Mina')
  expect((await admin.request.get('/api/studio/redirects')).headers()['content-disposition']).toContain('redirects.csv')
  await admin.goto('/admin/import')
  const whole = admin.waitForEvent('download')
  await admin.getByRole('link', { name: /^Download everything/ }).click()
  expect(fs.readFileSync(await (await whole).path(), 'latin1')).toMatch(/^pictures\.yaml[^]*k-pop-mvs-filmed-abroad\.md/)
  await admin.context().close()
})
