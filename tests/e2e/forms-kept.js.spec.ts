import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { openEntry } from './support/drafts'
import { expect, test } from './support/site'
import { beginWithEntry, signIn, outlineOf } from './support/writers'

test.use({ siteOf: 'forms kept' })

const offerOn = (page: Page) => page.getByRole('complementary', { name: 'What you had not saved' })
/** Loads the page again, although something on it is not saved. */
async function reload(page: Page) {
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
}
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()
const description = 'Description (Markdown, optional)'

test('what is typed about a record outlives its page and its browser, and is merged with what others saved since', async ({ page, browser, context, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  const [{ id }] = look(site, `SELECT "id" FROM "Subject" WHERE "name" = 'G-Dragon'`) as [{ id: string }]
  await page.goto(`/admin/records/${id}`)
  await page.getByLabel(description).fill('Leader of BIGBANG, typed at length.')
  await reload(page)
  await expect(offerOn(page)).toBeVisible()
  await expectAccessible(page)
  // It is long ago, maybe: nothing is put in by itself.
  await expect(page.getByLabel(description)).not.toHaveValue(/typed at length/)

  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signIn(other, site, 'editor', 'Jun')
  await other.goto(`/admin/records/${id}`)
  await other.getByLabel('Born or founded').fill('1988-08-18')
  await save(other)
  await expect(other.getByText('Saved', { exact: true })).toBeVisible()
  await other.context().close()

  // A page that ends without a word.
  await page.close()
  const again = await context.newPage()
  await again.goto(`/admin/records/${id}`)
  await offerOn(again).getByRole('button', { name: 'Bring it back' }).click()
  await expect(again.getByLabel(description)).toHaveValue('Leader of BIGBANG, typed at length.')
  await expect(offerOn(again)).toHaveCount(0)
  await save(again)
  await expect(again.getByText('Somebody else had changed “Born or founded”, which you see here now.')).toBeVisible()
  expect(look(site, 'SELECT "description", "date" FROM "Subject" WHERE "id" = ?', id)).toEqual([
    { description: 'Leader of BIGBANG, typed at length.', date: '1988-08-18' },
  ])
  await again.reload()
  await expect(again.getByLabel(description)).toBeEnabled()
  await expect(offerOn(again)).toHaveCount(0)

  // Thrown away it is gone, and no other account is offered it.
  await again.getByLabel(description).fill('Mine alone.')
  await reload(again)
  await expect(offerOn(again)).toBeVisible()
  await context.clearCookies()
  await signIn(again, site, 'editor', 'Other')
  await again.goto(`/admin/records/${id}`)
  await expect(again.getByLabel(description)).toBeEnabled()
  await expect(offerOn(again)).toHaveCount(0)
})

test('what is typed about a series or a byline is offered again, new ones too, until it is saved or thrown away', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  await page.goto('/admin/series')
  await page.getByLabel('Title').last().fill('A shelf to be')
  await page.getByLabel('Description').last().fill('Begun and not saved.')
  await reload(page)
  await offerOn(page).getByRole('button', { name: 'Bring it back' }).click()
  await expect(page.getByLabel('Description').last()).toHaveValue('Begun and not saved.')
  await page.getByRole('button', { name: 'Save', exact: true }).last().click()
  await expect(page.locator('summary', { hasText: 'A shelf to be' })).toBeVisible()
  await expect(page.getByLabel('Title').last()).toBeEnabled()
  await expect(offerOn(page)).toHaveCount(0)

  for (const [address, label] of [
    [`/admin/series/${look(site, `SELECT "id" FROM "Series" WHERE "title" = 'A shelf to be'`)[0]!.id}`, 'Description'],
    [`/admin/authors/${look(site, `SELECT "id" FROM "AuthorProfile" WHERE "name" = 'Blackjack desk'`)[0]!.id}`, 'About the author'],
  ] as const) {
    await page.goto(address)
    const before = await page.getByLabel(label).inputValue()
    await page.getByLabel(label).fill('Typed at length.')
    await reload(page)
    await offerOn(page).getByRole('button', { name: 'Bring it back' }).click()
    await expect(page.getByLabel(label)).toHaveValue('Typed at length.')
    await reload(page)
    await offerOn(page).getByRole('button', { name: 'Throw it away' }).click()
    await page.reload()
    await expect(page.getByLabel(label)).toHaveValue(before)
    await expect(offerOn(page)).toHaveCount(0)
  }
})

test('a note and an answer that were not sent are back where they were written', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  await beginWithEntry(page, 'Noted and left')
  await page.getByLabel('Heading', { exact: true }).focus()
  await page.keyboard.press('Alt+n')
  const note = page.getByLabel('New note: 1 One, heading')
  await expect(note).toBeFocused()
  await page.keyboard.type('Who was it?')
  await reload(page)
  await expect(note).toHaveValue('Who was it?')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Write it' }).click()
  await expect(note).toHaveCount(0)
  await page.getByRole('button', { name: 'Answer the note: 1 One, heading' }).click()
  const answer = page.getByLabel('Answer: 1 One, heading')
  await answer.fill('It was her.')
  await reload(page)
  await expect(answer).toHaveValue('It was her.')
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Notes' }).getByText('It was her.')).toBeVisible()
  // Sent, and nothing is left to bring back; the note leads to its field.
  await page.reload()
  await openEntry(page, 'One')
  await page.getByRole('button', { name: 'Notes 1' }).click()
  await expect(answer).toHaveCount(0)
  await outlineOf(page).getByRole('button', { name: 'Title and introduction' }).click()
  await page.getByRole('button', { name: '1 One, heading', exact: true }).click()
  await expect(page.getByLabel('Heading', { exact: true })).toBeFocused()
})

test('what is typed while the site answers is still unsaved, and two tabs of one form keep each its own', async ({ page, context, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  const [{ id }] = look(site, `SELECT "id" FROM "Subject" WHERE "name" = 'TAEYANG' OR "name" = 'Taeyang'`) as [{ id: string }]
  const series = look(site, 'SELECT "id" FROM "Series" ORDER BY "id" LIMIT 1')[0] as { id: string }
  for (const [address, label] of [
    [`/admin/records/${id}`, description],
    [`/admin/series/${series.id}`, 'Description'],
  ] as const) {
    await page.goto(address)
    const field = page.getByLabel(label)
    await field.fill('Before.')
    let letGo = () => {}
    const held = new Promise<void>((resolve) => (letGo = resolve))
    let isHeld = () => {}
    const asked = new Promise<void>((resolve) => (isHeld = resolve))
    await page.route('**/admin/**', async (route, request) => {
      if (request.method() !== 'POST') return route.fallback()
      isHeld()
      await held
      await route.continue()
    })
    await save(page)
    await asked
    await field.press('End')
    await field.pressSequentially(' And after.')
    letGo()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await page.unroute('**/admin/**')
    await expect(field).toHaveValue('Before. And after.')
    const leaving = page.waitForEvent('dialog')
    const reloading = page.reload()
    await (await leaving).accept()
    await reloading
    await offerOn(page).getByRole('button', { name: 'Bring it back' }).click()
    await expect(field).toHaveValue('Before. And after.')
    await save(page)
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  }

  // Of two tabs, one saves; the other ends without a word.
  await page.goto(`/admin/records/${id}`)
  await page.getByLabel(description).fill('Typed in the first tab.')
  const second = await context.newPage()
  await second.goto(`/admin/records/${id}`)
  await expect(second.getByLabel(description)).toBeEnabled()
  await expect(offerOn(second)).toHaveCount(0)
  await second.getByLabel('Born or founded').fill('1988-05-18')
  await save(second)
  await expect(second.getByText('Saved', { exact: true })).toBeVisible()
  await page.close()
  // It is told as soon as the tab is gone.
  // What stands in the form and is not saved is not lost for it: it is offered in its turn.
  await second.getByLabel(description).fill('Typed in the second tab.')
  await offerOn(second).getByRole('button', { name: 'Bring it back' }).click()
  await expect(second.getByLabel(description)).toHaveValue('Typed in the first tab.')
  await offerOn(second).getByRole('button', { name: 'Bring it back' }).click()
  await expect(second.getByLabel(description)).toHaveValue('Typed in the second tab.')
})

test('what is written on a page of one account is not taken as another’s who signs in in the same browser', async ({ page, context, site }) => {
  await signIn(page, site, 'editor', 'Ada')
  const list = await beginWithEntry(page, 'Left open by Ada')
  await page.getByLabel('Heading', { exact: true }).focus()
  await page.keyboard.press('Alt+n')
  await page.getByLabel('New note: 1 One, heading').fill('I wonder.')
  const record = await context.newPage()
  const [{ id }] = look(site, `SELECT "id" FROM "Subject" WHERE "name" = 'G-Dragon'`) as [{ id: string }]
  await record.goto(`/admin/records/${id}`)
  await record.getByLabel(description).fill('Ada’s words.')
  const other = await context.newPage()
  await context.clearCookies()
  await signIn(other, site, 'editor', 'Bea')

  await page.getByRole('button', { name: 'Write it' }).click()
  await expect(page.getByRole('region', { name: 'Notes' }).getByRole('alert')).toContainText('the note waits here')
  await expect(page.getByLabel('New note: 1 One, heading')).toHaveValue('I wonder.')
  expect(look(site, 'SELECT COUNT(*) AS n FROM "Note" WHERE "articleId" = ?', list)).toEqual([{ n: 0 }])
  await save(record)
  await expect(record.getByText('Somebody else is signed in in this browser now')).toBeVisible()
  await expect(record.getByLabel(description)).toHaveValue('Ada’s words.')
  expect(look(site, 'SELECT COUNT(*) AS n FROM "Subject" WHERE "description" = ?', 'Ada’s words.')).toEqual([{ n: 0 }])
})

test('notes that were begun in two tabs come back one after the other', async ({ page, context, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  const id = await beginWithEntry(page, 'Two notes')
  const second = await context.newPage()
  await second.goto(`/admin/articles/${id}`)
  for (const [tab, words] of [
    [page, 'From the first tab.'],
    [second, 'From the second tab.'],
  ] as const) {
    await openEntry(tab, 'One')
    await tab.getByLabel('Heading', { exact: true }).focus()
    await tab.keyboard.press('Alt+n')
    await tab.getByLabel('New note: 1 One, heading').fill(words)
  }
  await page.close()
  await second.close()
  const again = await context.newPage()
  await again.goto(`/admin/articles/${id}`)
  const note = again.getByLabel('New note: 1 One, heading')
  await expect(note).toHaveValue(/tab\.$/)
  const came = await note.inputValue()
  const other = came === 'From the first tab.' ? 'From the second tab.' : 'From the first tab.'
  await again.getByRole('button', { name: 'Write it' }).click()
  await expect(note).toHaveValue(other)
  await again.getByRole('button', { name: 'Write it' }).click()
  await expect(note).toHaveCount(0)
  for (const words of [came, other]) await expect(again.getByRole('region', { name: 'Notes' }).getByText(words)).toBeVisible()
})

test('Escape in a new record of the picker asks before it throws away what was typed', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  await page.goto('/admin/records/new?kind=person')
  const picker = page.getByRole('combobox', { name: 'Group' })
  await picker.fill('Nobody knows them')
  await page.getByRole('option', { name: /New record/ }).click()
  const made = page.getByRole('group', { name: 'New record' })
  const name = made.getByLabel('Name', { exact: true })
  await expect(name).toHaveValue('Nobody knows them')
  // Nothing was typed in it yet.
  await name.press('Escape')
  await expect(made).toHaveCount(0)
  await expect(picker).toBeFocused()

  await page.getByRole('option', { name: /New record/ }).click()
  await name.fill('Nobody knows them yet')
  await name.press('Escape')
  await expect(made.getByRole('alert')).toContainText('Throw away what you typed?')
  await expect(made.getByRole('button', { name: 'Write on' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(name).toBeFocused()
  await expect(name).toHaveValue('Nobody knows them yet')
  await name.press('Escape')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(made).toHaveCount(0)
  await expect(picker).toBeFocused()
})
