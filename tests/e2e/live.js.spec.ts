import { expectAccessible } from './support/axe'
import { answerFormOf, commentSaying } from './support/list-page'
import { expect, test } from './support/site'

test.use({ siteOf: 'live' })

const list = '/articles/classic-k-pop-mvs-with-k-drama-actors'

test('who reads sees what others say and vote: counted, moved to nothing, and brought when asked for', async ({ page, browser, site, request }) => {
  const headers = { origin: site.url }
  const post = async (data: object) => {
    const answer = await request.post(`/api${list}/comments`, { headers, data: { name: 'Bo', ...data } })
    expect(answer.status()).toBe(201)
    return ((await answer.json()) as { comment: { id: string } }).comment.id
  }
  const first = await post({ body: 'The first of all, before anybody came.' })
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  const streamed = page.waitForRequest(/\/live\?newest=/)
  await page.goto(list)
  await commentSaying(page, 'The first of all').scrollIntoViewIfNeeded()
  await streamed
  const readY = async () => (await commentSaying(page, 'The first of all').boundingBox())!.y
  const y = await readY()

  // Another reader says something in their own browser.
  await other.goto(list)
  await other.getByLabel('Your comment').fill('News from the second reader.')
  await other.getByLabel('Name', { exact: true }).fill('Mia')
  await other.getByRole('button', { name: 'Post comment' }).click()
  await expect(commentSaying(other, 'News from the second reader.')).toBeFocused()
  const link = page.getByRole('link', { name: '1 new comment', exact: true })
  await expect(link).toBeVisible()
  await expect(page.getByRole('status')).toHaveText('1 new comment')
  expect(await readY()).toBe(y)
  await expectAccessible(page)
  // One's own words are no news.
  await expect(other.getByRole('link', { name: '1 new comment', exact: true })).toHaveCount(0)

  // An answer, while the reader writes one in the same thread; and a heart.
  await page.getByRole('link', { name: 'Reply to Bo' }).click()
  await answerFormOf(page).getByLabel('Your answer to Bo').fill('Not sent yet.')
  await post({ body: 'An answer to the first.', parent: first })
  await expect(page.getByRole('link', { name: '2 new comments' })).toBeVisible()
  expect((await other.request.post(`/api/comments/${first}/heart`, { headers, data: { on: 1 } })).status()).toBe(200)
  await expect(page.getByRole('button', { name: '1 Like the comment of Bo' })).toHaveAttribute('aria-pressed', 'false')
  await page.getByRole('link', { name: '2 new comments' }).click()
  await expect(commentSaying(page, 'News from the second reader.')).toBeVisible()
  await expect(commentSaying(page, 'An answer to the first.').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: '3 comments' })).toBeVisible()
  await expect(answerFormOf(page).getByLabel('Your answer to Bo')).toHaveValue('Not sent yet.')
  await expect(page.getByRole('link', { name: /new comment/ })).toHaveCount(0)

  // A vote shows in the results, where they are.
  await page.getByRole('heading', { name: 'Which one was your favourite?' }).scrollIntoViewIfNeeded()
  await other
    .getByRole('button', { name: /^My favourite/ })
    .first()
    .click()
  await expect(page.getByText('1 vote so far.')).toBeVisible()
  await other.context().close()
})
