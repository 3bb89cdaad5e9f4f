import { change } from './support/database'
import { bodyOn, saveNoteOf, wordsOf } from './support/drafts'
import { setUpSecondFactor } from './support/second-factor'
import { expect, test } from './support/site'
import { addEntry, beginList, beginWithEntry, password, saved, savedNoteOf, signIn } from './support/writers'

test.use({ siteOf: 'sign in again' })

test('a writer whose sign-in ended signs in over the text, with the code of their second factor', async ({ page, site }) => {
  const email = await signIn(page, site, 'author', 'Anna')
  const { codes } = await setUpSecondFactor(page, password)
  const id = await beginList(page, 'Signed out, two steps')
  await addEntry(page, 'One')
  await saved(page)
  change(site, 'DELETE FROM "Session"')
  await wordsOf(page).fill('Typed while signed out.')
  await saveNoteOf(page).getByRole('button', { name: 'Sign in again…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await expect(dialog.getByLabel('Email')).toHaveValue(email)
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Code')).toBeFocused()
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toBeVisible()
  await dialog.getByLabel('Code').fill(codes[0]!)
  await dialog.getByRole('button', { name: 'Sign in and go on' }).click()
  await expect(dialog).toBeHidden()
  await expect(savedNoteOf(page)).toBeVisible()
  expect(bodyOn(site, id, 'One')).toBe('Typed while signed out.')
})

test('another account that signs in over the text is not given its words', async ({ page, site, browser }) => {
  const elsewhere = await browser.newPage({ baseURL: site.url })
  const other = await signIn(elsewhere, site, 'editor', 'Berta')
  await elsewhere.context().close()
  await signIn(page, site, 'author', 'Anna')
  const id = await beginWithEntry(page, 'Words of Anna')
  change(site, 'DELETE FROM "Session"')
  await wordsOf(page).fill('Only Anna’s.')
  await saveNoteOf(page).getByRole('button', { name: 'Sign in again…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.getByLabel('Email').fill(other)
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(saveNoteOf(page)).toContainText('somebody else is signed in')
  expect(bodyOn(site, id, 'One')).toBe('')
  await expect(wordsOf(page)).toHaveValue('Only Anna’s.')
})
