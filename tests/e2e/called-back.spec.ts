import { expectAccessible } from './support/axe'
import { commentSaying } from './support/list-page'
import { linkIn, mailTo, pathOf } from './support/mails'
import { expect, loadUntilVisible, test } from './support/site'

const list = '/articles/k-pop-mvs-filmed-abroad'

test('a reader is answered, finds the mark and the way to the answer, and ends the mail about it', async ({ page, site, playwright, javaScriptEnabled }) => {
  const [words, answer] = [`The rooftop, at dawn ${process.pid} ${javaScriptEnabled}`, `No, the beach ${process.pid} ${javaScriptEnabled}`]
  const email = `mia-${process.pid}-${javaScriptEnabled}@lists.example`
  await page.goto(list)
  await page.getByLabel('Your comment').fill(words)
  await page.getByLabel('Name', { exact: true }).fill('Mia')
  await page.getByLabel(/^Email, to hear of answers/).fill(email)
  await page.getByRole('button', { name: 'Post comment' }).click()
  await expect(commentSaying(page, words)).toBeVisible()
  const id = (await commentSaying(page, words).getAttribute('id'))!.replace('comment-', '')
  await page.goto('/inbox')
  await expect(page.getByText('Nothing yet.')).toBeVisible()
  await expect(page.getByText(`We have sent a link to ${email}`)).toBeVisible()
  await page.goto(pathOf(linkIn(await mailTo(site, email, 'Mail about answers at'))))
  await page.getByRole('button', { name: 'Yes, tell me by mail' }).click()
  await expect(page.getByText(`At once you get mail at ${email}`)).toBeVisible()

  const other = await playwright.request.newContext({ baseURL: site.url })
  expect((await other.post(`/api${list}/comments`, { data: { name: 'Bo', body: answer, parent: id } })).status()).toBe(201)
  await other.dispose()
  const mark = page.getByRole('link', { name: 'Inbox: something is new' })
  await loadUntilVisible(page, '/about', mark)
  if (javaScriptEnabled) await expectAccessible(page)
  await mark.click()
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: answer })).toContainText('Bo answered you on')
  if (javaScriptEnabled) await expectAccessible(page)
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(page.getByRole('link', { name: 'Inbox', exact: true })).toBeVisible()
  await page.getByRole('listitem').filter({ hasText: answer }).getByRole('link').click()
  await expect(commentSaying(page, answer)).toBeVisible()
  await expect(mark).toHaveCount(0)

  const mail = await mailTo(site, email, 'answered you on')
  expect(mail).toContain(`?comment=`)
  await page.goto(new URL(/https?:\S+\/unsubscribe\/[\w.-]+/.exec(mail)![0]).pathname)
  await page.getByRole('button', { name: 'No more mail, please' }).click()
  await expect(page.getByText('You get no more mail from us about answers')).toBeVisible()
  await page.goto('/inbox')
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue('')

  await page.goto(list)
  await page.getByRole('button', { name: 'Follow this talk' }).click()
  await expect(page.getByRole('button', { name: 'Stop following this talk' })).toBeVisible()
})
