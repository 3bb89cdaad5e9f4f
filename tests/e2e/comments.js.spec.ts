import { expectAccessible } from './support/axe'
import { answerFormOf, commentSaying, favouriteButtonsOf, newMarkOf, repliesOf } from './support/list-page'
import { expect, test } from './support/site'

const list = '/articles/classic-k-pop-mvs-with-k-drama-actors'
const body = (n: number) => `Something that was thought here, number ${n} of ${process.pid}`

test('unsent words outlive the page and go when they are posted', async ({ page }) => {
  await page.goto(list)
  await page.getByLabel('Your comment').fill(body(1))
  await page.reload()
  await expect(page.getByLabel('Your comment')).toHaveValue(body(1))
  await page.getByLabel('Name', { exact: true }).fill('Mia')
  await page.getByRole('button', { name: 'Post comment' }).click()
  const posted = commentSaying(page, body(1))
  await expect(posted).toBeFocused()
  await expect(page.getByRole('status')).toHaveText('Your comment is posted.')
  await expect(page.getByLabel('Your comment')).toHaveValue('')
  expect(new URL(page.url()).pathname).toBe(list)
})

test('a reply opens in place, closes with Escape, and lands below its thread', async ({ page }) => {
  // By the page's own visitor, who sees it at once; others may wait a second.
  const sent = await page.request.post(`/api${list}/comments`, { data: { body: body(2), name: 'Bo' } })
  expect(sent.status()).toBe(201)
  const { comment } = (await sent.json()) as { comment: { id: string } }
  await page.goto(list)
  const first = page.locator(`#comment-${comment.id}`)
  const link = first.getByRole('link', { name: 'Reply to Bo' })
  await link.click()
  await expect(page.getByLabel('Your answer to Bo')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(link).toBeFocused()
  await link.click()
  await page.getByLabel('Your answer to Bo').fill(body(3))
  await answerFormOf(page).getByLabel('Name', { exact: true }).fill('Mia')
  await page.getByRole('button', { name: 'Post answer' }).click()
  await expect(repliesOf(page).filter({ hasText: body(3) })).toBeFocused()
  expect(new URL(page.url()).search).toBe('')
})

test('what came since the last visit is marked', async ({ page, request }) => {
  await page.request.post(`/api${list}/comments`, { data: { body: body(4), name: 'Bo' } })
  await page.goto(list)
  await expect(newMarkOf(page)).toHaveCount(0)
  await request.post(`/api${list}/comments`, { data: { body: body(5), name: 'Bo' } })
  await expect(async () => {
    await page.goto('/about')
    await page.goto(list)
    await expect(newMarkOf(commentSaying(page, body(5)))).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 15_000, intervals: [200] })
  await expect(newMarkOf(commentSaying(page, body(4)))).toHaveCount(0)
})

test('a vote is announced, and its button keeps the focus', async ({ page }) => {
  await page.goto(list)
  const button = favouriteButtonsOf(page).nth(1)
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(button).toHaveAttribute('aria-pressed', 'true')
  await expect(button).toBeFocused()
  await expect(page.getByRole('status')).toContainText('is your favourite')
})

test.describe('offline', () => {
  test.use({ expectedConsole: [/ERR_INTERNET_DISCONNECTED/] })
  test('when the network fails the words stay, and the form says so', async ({ page, context }) => {
    await page.goto(list)
    await page.getByLabel('Your comment').fill(body(6))
    await page.getByLabel('Name', { exact: true }).fill('Mia')
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Post comment' }).click()
    await expect(page.getByRole('alert')).toContainText('offline')
    await expect(page.getByLabel('Your comment')).toHaveValue(body(6))
    await context.setOffline(false)
  })
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`a conversation with its forms has no serious finding, ${colorScheme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme })
    for (const n of [7, 8]) {
      const data = { body: `${body(n)} **bold** [a](https://a.example)\n\n> quoted`, name: 'Bo', entry: 'park-seo-joon' }
      const sent = await page.request.post(`/api${list}/comments`, { data, headers: { origin: site.url } })
      expect(sent.status()).toBe(201)
    }
    await page.goto(list)
    await favouriteButtonsOf(page).first().click()
    // The line that opens below it moves what is pressed next.
    await expect(page.getByRole('textbox', { name: 'Because' })).toBeVisible()
    await page.getByLabel('Your comment').fill('x'.repeat(8001))
    await page.getByLabel('Name', { exact: true }).fill('Mia')
    await page.getByRole('button', { name: 'Post comment' }).click()
    await expect(page.getByLabel('Your comment')).toHaveAccessibleDescription(/At most 8,000 characters/)
    await page.getByRole('link', { name: 'Reply to Bo' }).first().click()
    await expectAccessible(page)
  })
