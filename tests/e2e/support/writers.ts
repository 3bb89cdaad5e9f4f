import { expect, type Page } from '@playwright/test'
import type { Site } from './server'

export const password = 'a long enough password'

/** Makes an account from the command line and signs it in on this page. */
export async function signIn(page: Page, site: Site, role: string, name = role): Promise<string> {
  const email = `${name.toLowerCase()}-${Math.random().toString(36).slice(2, 8)}@example.com`
  await site.lightstick(['user', '--email', email, '--name', name, '--role', role, '--password-stdin'], `${password}\n`)
  await signInAs(page, email)
  return email
}

export async function signInAs(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in?next=/about')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/about')
}

/** Begins a list in the studio; the page is then its editor. Resolves to the list's id. */
export async function beginList(page: Page, title: string): Promise<string> {
  await page.goto('/admin')
  await page.getByRole('button', { name: 'New list' }).click()
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(title)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.waitForURL(/\/admin\/articles\/[0-9a-z]+$/)
  await expect(outlineOf(page)).toBeVisible()
  return page.url().split('/').pop()!
}

/** Adds an entry below the one that is open, with a heading. */
export async function addEntry(page: Page, heading: string): Promise<void> {
  await page
    .getByRole('button', { name: /^\+ Entry/ })
    .last()
    .click()
  await page.getByLabel('Heading', { exact: true }).fill(heading)
}

/** Begins a list with one entry, “One”, which is on the site and open. Returns its id. */
export async function beginWithEntry(page: Page, title: string): Promise<string> {
  const id = await beginList(page, title)
  await addEntry(page, 'One')
  await saved(page)
  return id
}

/** What says that the server has all that is in the editor. */
export const savedNoteOf = (page: Page) =>
  page
    .getByRole('banner')
    .getByRole('status')
    .getByText(/^Saved, \d\d:\d\d$/)

/** Waits until the server has what is in the editor. */
export async function saved(page: Page): Promise<void> {
  await page.keyboard.press('Control+s')
  await expect(savedNoteOf(page)).toBeVisible()
}

export async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Publish( changes)?$/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Publish edition \d+$/ }).click()
  // The dialog goes when it is done (its button has other words meanwhile); the words of an earlier edition may still stand there.
  await expect(dialog).toBeHidden()
  await expect(page.getByText(/Edition \d+ is live/)).toBeVisible()
}

export const outlineOf = (page: Page) => page.getByRole('navigation', { name: 'Outline' })
export const outlinedEntriesOf = (page: Page) => outlineOf(page).getByRole('listitem')

/** What stands in the outline of each entry after its number, and before who else is there. */
export const outline = async (page: Page) =>
  (await outlinedEntriesOf(page).allTextContents()).map((text) => text.replace(/^\d+/, '').replace(/[A-Z?]{1,2}, also here: .*$/, ''))
