import type { Locator, Page } from '@playwright/test'
import { expect, loadUntilVisible, test } from './support/site'

const list = '/articles/k-pop-mvs-filmed-abroad'
const entryOf = (page: Page, slug: string) => page.locator(`#${slug}`)
const favourite = (page: Page, slug: string) => entryOf(page, slug).locator('.fav button')
const wordsOf = (page: Page, words: string): Locator => page.locator('.c > .body', { hasText: words })
const commentOf = (page: Page, words: string): Locator => page.locator('.c', { has: page.locator('.body', { hasText: words }) }).last()
let said = 0
const words = (about: string) => `${about}, thought number ${++said} of ${process.pid}`

async function say(page: Page, body: string, { name = 'Mia', about = '' } = {}) {
  await page.goto(list)
  await page.getByLabel('Your comment').fill(body)
  await page.getByLabel('Name', { exact: true }).fill(name)
  if (about) await page.getByLabel('About', { exact: true }).selectOption(about)
  await page.getByRole('button', { name: 'Post comment' }).click()
  await expect(commentOf(page, body)).toBeVisible()
}

test('a reader gives, moves and takes back their favourite', async ({ page, request }) => {
  await page.goto(list)
  await favourite(page, 'crooked').click()
  await expect(favourite(page, 'crooked')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.locator('.rail a.mine')).toHaveText('4')
  await expect(entryOf(page, 'crooked').locator('.bar')).toContainText('1st with readers')
  await favourite(page, 'tonight').click()
  await expect(favourite(page, 'tonight')).toHaveAttribute('aria-pressed', 'true')
  await expect(favourite(page, 'crooked')).toHaveAttribute('aria-pressed', 'false')
  await expect(page.locator('#results li.mine')).toContainText('Tonight')
  await page.reload()
  await expect(favourite(page, 'tonight')).toHaveText(/Your favourite/)
  const results = (await (await request.get(`/api${list}/results`)).json()) as { entries: { slug: string; votes: number }[] }
  expect(results.entries.find(({ slug }) => slug === 'tonight')?.votes).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Take my vote back' }).click()
  await expect(favourite(page, 'tonight')).toHaveAttribute('aria-pressed', 'false')
  await expect(page.getByRole('button', { name: 'Take my vote back' })).toBeHidden()
})

test('a vote on the page of an entry stays on that page', async ({ page }) => {
  await page.goto(`${list}/alone`)
  await favourite(page, 'alone').click()
  await expect(favourite(page, 'alone')).toHaveAttribute('aria-pressed', 'true')
  expect(new URL(page.url()).pathname).toBe(`${list}/alone`)
  await favourite(page, 'alone').click()
  await expect(favourite(page, 'alone')).toHaveAttribute('aria-pressed', 'false')
})

test('a guest comments on an entry, answers, changes and deletes', async ({ page, browser, javaScriptEnabled }) => {
  const [first, answer, better] = [words('The rooftop wins'), words('No, the beach'), words('The beach, at dawn')]
  await say(page, first, { about: 'crooked' })
  await expect(commentOf(page, first)).toContainText('you')
  await expect(commentOf(page, first).locator('.on')).toContainText('Crooked')

  await commentOf(page, first).getByRole('link', { name: 'Reply to Mia' }).click()
  await page.getByLabel('Your answer to Mia').fill(answer)
  const form = page.locator('form.reply')
  await form.getByLabel('Name', { exact: true }).fill('Bo')
  await form.getByRole('button', { name: 'Post answer' }).click()
  const reply = page.locator('.replies .c', { hasText: answer })
  await expect(reply).toBeVisible()

  await reply.getByText('Edit', { exact: true }).click()
  await reply.getByLabel('New wording').fill(better)
  await reply.getByRole('button', { name: 'Save' }).click()
  await expect(page.locator('.replies .c', { hasText: better })).toContainText('edited')

  const other = await browser.newPage({ javaScriptEnabled, baseURL: new URL(page.url()).origin })
  await loadUntilVisible(other, list, wordsOf(other, better))
  await expect(other.locator('.c').getByText('Edit', { exact: true })).toHaveCount(0)
  await expect(other.locator('.c').getByText('Delete', { exact: true })).toHaveCount(0)

  await page.goto(list)
  const mine = commentOf(page, first)
  await mine.getByText('Delete', { exact: true }).first().click()
  await mine.getByRole('button', { name: 'Delete it for good' }).first().click()
  await expect(wordsOf(page, first)).toHaveCount(0)
  await expect(page.getByText('Deleted by who wrote it.').first()).toBeVisible()
  await expect(wordsOf(page, better)).toBeVisible()
  await other.reload()
  await expect(wordsOf(other, first)).toHaveCount(0)
  await other.close()
})

test('a comment has an address of its own, and the page of an entry has its talk', async ({ page }) => {
  const body = words('One to point at')
  await say(page, body, { about: 'blue' })
  await commentOf(page, body).locator('header a:has(time)').click()
  await expect(wordsOf(page, body)).toBeVisible()
  await expect(page.locator('.thread')).toHaveCount(1)
  await page.goto(`${list}/blue`)
  await expect(wordsOf(page, body)).toBeVisible()
  expect((await page.goto(`${list}?comment=nosuchcomment`))?.status()).toBe(404)
})

test('a refused comment comes back as it was typed, with the message beside the field', async ({ page, javaScriptEnabled }) => {
  await page.goto(list)
  await page.getByLabel('Your comment').fill('x'.repeat(8001))
  await page.getByLabel('Name', { exact: true }).fill('Mia')
  await page.getByLabel('Mail address').fill('mia@lists.example')
  await page.getByRole('button', { name: 'Post comment' }).click()
  await expect(page.locator('#talk-body-error')).toContainText('At most 8,000 characters')
  await expect(page.getByLabel('Your comment')).toHaveValue('x'.repeat(8001))
  await expect(page.getByLabel('Mail address')).toHaveValue('mia@lists.example')
  await expect(page.getByLabel('Your comment')).toBeFocused()
  if (javaScriptEnabled === false) await expect(page.locator('h1')).toBeVisible()
})

test('words that answer what is gone are not lost', async ({ page, browser, javaScriptEnabled }) => {
  const [body, answer] = [words('Soon gone'), words('Too late')]
  await say(page, body)
  const other = await browser.newPage({ javaScriptEnabled, baseURL: new URL(page.url()).origin })
  await loadUntilVisible(other, list, commentOf(other, body))
  await commentOf(other, body).getByRole('link', { name: /Reply/ }).click()
  await other.getByLabel('Your answer to Mia').fill(answer)
  await other.locator('form.reply').getByLabel('Name', { exact: true }).fill('Bo')
  await page.goto(list)
  await commentOf(page, body).getByText('Delete', { exact: true }).click()
  await commentOf(page, body).getByRole('button', { name: 'Delete it for good' }).click()
  await expect(wordsOf(page, body)).toHaveCount(0)
  await other.getByRole('button', { name: 'Post answer' }).click()
  await expect(other.getByText('has been removed')).toBeVisible()
  await expect(other.locator('textarea').filter({ visible: true }).last()).toHaveValue(answer)
  await other.close()
})

test('a double submit is one comment', async ({ page, request }) => {
  const body = words('Pressed twice')
  const send = () => request.post(`/api${list}/comments`, { form: { body, name: 'Mia' } })
  await Promise.all([send(), send()])
  await loadUntilVisible(page, list, wordsOf(page, body).first())
  await expect(wordsOf(page, body)).toHaveCount(1)
})

test('what waits for a moderator is seen by who wrote it alone, until a moderator shows it; and a moderator hides', async ({
  page,
  site,
  browser,
  javaScriptEnabled,
}) => {
  const [body, links] = [words('To be hidden'), `https://a.example https://b.example https://c.example ${words('links')}`]
  await say(page, body)
  await page.getByLabel('Your comment').fill(links)
  await page.getByLabel('Name', { exact: true }).fill('Mia')
  await page.getByRole('button', { name: 'Post comment' }).click()
  await expect(page.locator('.c.held')).toContainText('waits for a moderator')

  const email = `editor-${process.pid}-${said}@lists.example`
  await site.lightstick(['user', '--email', email, '--name', 'Ed', '--role', 'editor', '--password-stdin'], 'a long enough pass phrase\n')
  const editor = await browser.newPage({ javaScriptEnabled, baseURL: site.url })
  await editor.goto('/sign-in')
  await editor.getByLabel('Mail address').fill(email)
  await editor.getByLabel('Password').fill('a long enough pass phrase')
  await editor.locator('main').getByRole('button', { name: 'Sign in' }).click()
  await editor.goto(list)
  await editor
    .locator('.c.held', { hasText: links.slice(-20) })
    .first()
    .getByRole('button', { name: 'Show' })
    .click()
  await expect(editor.locator('.thread .c', { hasText: links.slice(-20) })).toBeVisible()
  await loadUntilVisible(editor, list, commentOf(editor, body))
  await commentOf(editor, body).getByRole('button', { name: /Hide/ }).click()
  await expect(editor.locator('.thread .c', { hasText: body })).toHaveCount(0)
  await editor.close()
  await page.goto(list)
  await expect(page.locator('.thread .c', { hasText: body })).toHaveCount(0)
  await loadUntilVisible(page, list, page.locator('.thread .c', { hasText: links.slice(-20) }))
})
