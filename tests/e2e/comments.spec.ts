import type { Page } from '@playwright/test'
import {
  answerFormOf,
  commentSaying,
  commentsOf,
  entryOf,
  favouriteButtonOf,
  heartOf,
  jumpLinksOf,
  openMore,
  ownResultOf,
  repliesOf,
  threadsOf,
  waitingCommentsOf,
} from './support/list-page'
import { expect, loadUntilVisible, test } from './support/site'

const list = '/articles/k-pop-mvs-filmed-abroad'
let said = 0
const words = (about: string) => `${about}, thought number ${++said} of ${process.pid}`

async function say(page: Page, body: string, { name = 'Mia', about = '' } = {}) {
  await page.goto(list)
  await page.getByLabel('Your comment').fill(body)
  await page.getByLabel('Name', { exact: true }).fill(name)
  if (about) await page.getByLabel('About', { exact: true }).selectOption(about)
  await page.getByRole('button', { name: 'Post comment' }).click()
  await expect(commentSaying(page, body)).toBeVisible()
}

test('a reader gives, moves and takes back their favourite', async ({ page, request }) => {
  await page.goto(list)
  await favouriteButtonOf(page, 'crooked').click()
  await expect(favouriteButtonOf(page, 'crooked')).toHaveAttribute('aria-pressed', 'true')
  await expect(jumpLinksOf(page).and(page.getByRole('link', { name: /your favourite$/ }))).toHaveText('4')
  await expect(entryOf(page, 'crooked').getByText(/^[1-9]\d* of [1-9]\d* votes?$/)).toBeVisible()
  await favouriteButtonOf(page, 'tonight').click()
  await expect(favouriteButtonOf(page, 'tonight')).toHaveAttribute('aria-pressed', 'true')
  await expect(favouriteButtonOf(page, 'crooked')).toHaveAttribute('aria-pressed', 'false')
  await expect(ownResultOf(page)).toContainText('Tonight')
  await page.reload()
  await expect(favouriteButtonOf(page, 'tonight')).toHaveText(/Your favourite/)
  const results = (await (await request.get(`/api${list}/results`)).json()) as { entries: { slug: string; votes: number }[] }
  expect(results.entries.find(({ slug }) => slug === 'tonight')?.votes).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Take my vote back' }).click()
  await expect(favouriteButtonOf(page, 'tonight')).toHaveAttribute('aria-pressed', 'false')
  await expect(page.getByRole('button', { name: 'Take my vote back' })).toBeHidden()
})

test('a vote on the page of an entry stays on that page', async ({ page }) => {
  await page.goto(`${list}/alone`)
  await favouriteButtonOf(page, 'alone').click()
  await expect(favouriteButtonOf(page, 'alone')).toHaveAttribute('aria-pressed', 'true')
  expect(new URL(page.url()).pathname).toBe(`${list}/alone`)
  await favouriteButtonOf(page, 'alone').click()
  await expect(favouriteButtonOf(page, 'alone')).toHaveAttribute('aria-pressed', 'false')
})

test('a guest comments on an entry, answers, changes and deletes', async ({ page, browser, javaScriptEnabled }) => {
  const [first, answer, better] = [words('The rooftop wins'), words('No, the beach'), words('The beach, at dawn')]
  await say(page, first, { about: 'crooked' })
  await expect(commentSaying(page, first).getByText('you', { exact: true })).toBeVisible()
  await expect(commentSaying(page, first).getByRole('link', { name: /^on \d+\./ })).toContainText('Crooked')

  await commentSaying(page, first).getByRole('link', { name: 'Reply to Mia' }).click()
  await page.getByLabel('Your answer to Mia').fill(answer)
  const form = answerFormOf(page)
  await form.getByLabel('Name', { exact: true }).fill('Bo')
  await form.getByRole('button', { name: 'Post answer' }).click()
  const reply = repliesOf(page).filter({ hasText: answer })
  await expect(reply).toBeVisible()

  await reply.getByText('Edit', { exact: true }).click()
  await reply.getByLabel('New wording').fill(better)
  await reply.getByRole('button', { name: 'Save' }).click()
  await expect(repliesOf(page).filter({ hasText: better })).toContainText('edited')

  const other = await browser.newPage({ javaScriptEnabled, baseURL: new URL(page.url()).origin })
  await loadUntilVisible(other, list, commentSaying(other, better))
  await expect(heartOf(commentSaying(other, better))).toHaveAttribute('aria-pressed', 'false')
  await heartOf(commentSaying(other, better)).click()
  await expect(heartOf(commentSaying(other, better))).toHaveAttribute('aria-pressed', 'true')
  await expect(heartOf(commentSaying(other, better))).toHaveAccessibleName(/^1 /)
  await other.goto(list)
  await heartOf(commentSaying(other, better)).click()
  await expect(heartOf(commentSaying(other, better))).toHaveAttribute('aria-pressed', 'false')
  await expect(commentsOf(other).getByText('Edit', { exact: true })).toHaveCount(0)
  await expect(commentsOf(other).getByText('Delete', { exact: true })).toHaveCount(0)

  await page.goto(list)
  const mine = commentSaying(page, first)
  await openMore(mine)
  await mine.getByText('Delete', { exact: true }).first().click()
  await mine.getByRole('button', { name: 'Delete it for good' }).first().click()
  await expect(commentSaying(page, first)).toHaveCount(0)
  await expect(page.getByText('Deleted by who wrote it.').first()).toBeVisible()
  await expect(commentSaying(page, better)).toBeVisible()
  await other.reload()
  await expect(commentSaying(other, first)).toHaveCount(0)
  await other.close()
})

test('a quote, a number and a spoiler in an answer; the orders of the conversation', async ({ page }) => {
  const body = words('The light of it')
  await say(page, body)
  await openMore(commentSaying(page, body))
  await commentSaying(page, body).getByRole('link', { name: 'Quote' }).click()
  const answer = page.getByLabel('Your answer to Mia')
  await expect(answer).toHaveValue(`> ${body}\n\n`)
  await answer.fill(`> ${body}\n\nLike #1, and ||then it rains||, @Mia`)
  await answerFormOf(page).getByLabel('Name', { exact: true }).fill('Bo')
  await page.getByRole('button', { name: 'Post answer' }).click()
  const reply = repliesOf(page).filter({ hasText: body })
  await expect(reply.getByRole('link', { name: '#1', exact: true })).toHaveAttribute('href', new RegExp(`^${list}/`))
  await expect(reply.getByRole('link', { name: '@Mia', exact: true })).toHaveAttribute('href', /comment=/)
  await expect(reply.getByText('then it rains', { exact: true })).toBeHidden()
  await reply.getByRole('button', { name: 'Spoiler' }).click()
  await expect(reply.getByText('then it rains', { exact: true })).toBeVisible()
  await page.goto(list)
  for (const order of ['Newest', 'Oldest', 'Most answered', 'Best']) {
    await page
      .getByRole('region', { name: /comments\b/ })
      .getByRole('link', { name: order, exact: true })
      .click()
    await expect(page.getByRole('region', { name: /comments\b/ }).getByRole('link', { name: order, exact: true })).toHaveCount(0)
  }
  expect(new URL(page.url()).search).toBe('')
})

test('a comment has an address of its own, and the page of an entry has its conversation', async ({ page }) => {
  const body = words('One to point at')
  await say(page, body, { about: 'blue' })
  await commentSaying(page, body)
    .getByRole('link')
    .filter({ has: page.getByRole('time') })
    .click()
  await expect(commentSaying(page, body)).toBeVisible()
  await expect(threadsOf(page)).toHaveCount(1)
  await page.goto(`${list}/blue`)
  await expect(commentSaying(page, body)).toBeVisible()
  expect((await page.goto(`${list}?comment=nosuchcomment`))?.status()).toBe(404)
})

test('a refused comment comes back as it was typed, with the message beside the field', async ({ page, javaScriptEnabled }) => {
  await page.goto(list)
  await page.getByLabel('Your comment').fill('x'.repeat(8001))
  await page.getByLabel('Name', { exact: true }).fill('Mia')
  await page.getByLabel('Email').fill('mia@lists.example')
  await page.getByRole('button', { name: 'Post comment' }).click()
  await expect(page.getByLabel('Your comment')).toHaveAccessibleDescription(/At most 8,000 characters/)
  await expect(page.getByLabel('Your comment')).toHaveValue('x'.repeat(8001))
  await expect(page.getByLabel('Email')).toHaveValue('mia@lists.example')
  await expect(page.getByLabel('Your comment')).toBeFocused()
  if (javaScriptEnabled === false) await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('words that answer what is gone are not lost', async ({ page, browser, javaScriptEnabled }) => {
  const [body, answer] = [words('Soon gone'), words('Too late')]
  await say(page, body)
  const other = await browser.newPage({ javaScriptEnabled, baseURL: new URL(page.url()).origin })
  await loadUntilVisible(other, list, commentSaying(other, body))
  await commentSaying(other, body).getByRole('link', { name: /Reply/ }).click()
  await other.getByLabel('Your answer to Mia').fill(answer)
  await answerFormOf(other).getByLabel('Name', { exact: true }).fill('Bo')
  await page.goto(list)
  await openMore(commentSaying(page, body))
  await commentSaying(page, body).getByText('Delete', { exact: true }).click()
  await commentSaying(page, body).getByRole('button', { name: 'Delete it for good' }).click()
  await expect(commentSaying(page, body)).toHaveCount(0)
  await other.getByRole('button', { name: 'Post answer' }).click()
  await expect(other.getByText('has been removed')).toBeVisible()
  await expect(other.getByRole('textbox', { name: /^Your (?:answer|comment)/ }).last()).toHaveValue(answer)
  await other.close()
})

test('a double submit is one comment', async ({ page, request }) => {
  const body = words('Pressed twice')
  const send = () => request.post(`/api${list}/comments`, { form: { body, name: 'Mia' } })
  await Promise.all([send(), send()])
  await loadUntilVisible(page, list, commentSaying(page, body).first())
  await expect(commentSaying(page, body)).toHaveCount(1)
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
  await expect(waitingCommentsOf(page)).toContainText('waits for a moderator')

  const email = `editor-${process.pid}-${said}@lists.example`
  await site.lightstick(['user', '--email', email, '--name', 'Ed', '--role', 'editor', '--password-stdin'], 'a long enough pass phrase\n')
  const editor = await browser.newPage({ javaScriptEnabled, baseURL: site.url })
  await editor.goto('/sign-in')
  await editor.getByLabel('Email').fill(email)
  await editor.getByLabel('Password').fill('a long enough pass phrase')
  await editor.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await editor.goto(list)
  await waitingCommentsOf(editor)
    .filter({ hasText: links.slice(-20) })
    .getByRole('button', { name: 'Show' })
    .click()
  await expect(commentSaying(editor, links.slice(-20))).toBeVisible()
  await loadUntilVisible(editor, list, commentSaying(editor, body))
  await openMore(commentSaying(editor, body))
  await commentSaying(editor, body).getByRole('button', { name: /Hide/ }).click()
  await expect(commentSaying(editor, body)).toHaveCount(0)
  await editor.close()
  await page.goto(list)
  await expect(commentSaying(page, body)).toHaveCount(0)
  await loadUntilVisible(page, list, commentSaying(page, links.slice(-20)))
})
