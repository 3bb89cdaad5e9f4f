import type { APIRequestContext } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { expect, loadUntilVisible, test } from './support/site'
import { signIn } from './support/writers'

test.use({ siteOf: 'moderation' })

const list = '/articles/k-pop-mvs-filmed-abroad'
const links = 'https://a.example https://b.example https://c.example'

/** Posts a comment that a rule holds. */
const hold = async (request: APIRequestContext, name: string, body: string) => {
  const answer = await request.post(`/api${list}/comments`, { data: { name, body: `${body} ${links}` } })
  expect(await answer.json()).toMatchObject({ held: true })
}

test('a moderator decides by keyboard, takes back, is told what another decided, and the writer reads why', async ({ page, site, browser, playwright }) => {
  test.setTimeout(90_000)
  await hold(page.request, 'Mia', 'The first words')
  for (const name of ['Ada', 'Bea', 'Cleo']) {
    const other = await playwright.request.newContext({ baseURL: site.url })
    await hold(other, name, `Words of ${name}`)
    await other.dispose()
  }
  const editor = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signIn(editor, site, 'editor', 'Ed')
  await editor.goto('/admin')
  await editor.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name: 'Comments 4 to decide' }).click()
  const shown = (name: string) => editor.getByRole('article', { name: `Waiting comment of ${name}` })
  await expect(shown('Cleo')).toBeFocused()
  await expect(shown('Cleo')).toContainText('it has many links')
  await expectAccessible(editor)

  // Another moderator has the same queue open.
  const second = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signIn(second, site, 'admin', 'Sora')
  await second.goto('/admin/comments')
  await expect(second.getByRole('article', { name: 'Waiting comment of Cleo' })).toBeFocused()

  await editor.keyboard.press('a')
  await expect(shown('Bea')).toBeFocused()
  await expect(editor.getByText('Shown: the comment of Cleo.')).toBeVisible()
  await editor.keyboard.press('s')
  await expect(shown('Ada')).toBeFocused()
  await editor.keyboard.press('u')
  await expect(shown('Bea')).toBeFocused()
  await editor.keyboard.press('j')
  await editor.keyboard.press('j')
  await expect(shown('Mia')).toBeFocused()
  await editor.keyboard.press('r')
  await editor.getByLabel('Why').selectOption('it is about something else')
  await editor.getByLabel('Words to its writer').fill('Here it is about places')
  await editor.getByRole('button', { name: 'Hide it' }).click()
  await expect(shown('Ada')).toBeFocused()

  await second.keyboard.press('s')
  await expect(second.getByText('Ed showed this comment before you.')).toBeVisible()

  // The rest at once.
  await editor.getByRole('button', { name: 'Choose all' }).click()
  await editor.getByRole('button', { name: 'Approve 2' }).click()
  await expect(editor.getByText('Nothing waits. The talk is yours to enjoy.')).toBeVisible()
  await expect.poll(() => look(site, `SELECT COUNT(*) AS n FROM "Comment" WHERE "state" = 'pending'`)).toEqual([{ n: 0 }])
  await expectAccessible(editor)

  await page.goto(list)
  const hidden = page.getByRole('article', { name: 'Hidden comment by Mia' })
  await expect(hidden).toContainText('a moderator hid it, because it is about something else. “Here it is about places”')

  // Its writer asks once for another look, and another moderator answers, on a phone.
  await hidden.getByRole('link', { name: 'Ask for another look' }).click()
  await page.getByLabel('Why should it be shown?').fill('It is about the place in the video')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Ask for another look' }).click()
  await expect(page.getByText('A moderator has not decided yet')).toBeVisible()
  await second.setViewportSize({ width: 390, height: 844 })
  await second.goto('/admin/comments?view=appeals')
  const asked = second.getByRole('article', { name: 'Hidden comment of Mia' })
  await expect(asked).toContainText('It is about the place in the video')
  await expectAccessible(second)
  await second.screenshot({ path: '/tmp/rules-appeal-390.png', fullPage: true })
  await second.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(second.getByText('No writer asks for another look.')).toBeVisible()
  await expect.poll(() => look(site, `SELECT "state" FROM "Appeal"`)).toEqual([{ state: 'upheld' }])
  await page.reload()
  await expect(page.getByText('A moderator looked again: your comment is shown.')).toBeVisible()
  await page.screenshot({ path: '/tmp/rules-own-appeal.png' })

  // The list is made slow, and readers are told.
  await second.goto('/admin/comments?view=all')
  await second.screenshot({ path: '/tmp/rules-queue-390.png', fullPage: true })
  await second.getByRole('link', { name: 'its rules' }).click()
  await second.getByLabel('Slow mode').selectOption('One comment in 5 minutes')
  await second.screenshot({ path: '/tmp/rules-list-390.png', fullPage: true })
  await expectAccessible(second)
  await second.getByRole('button', { name: 'Save' }).click()
  await expect(second.getByText('Saved.')).toBeVisible()
  await loadUntilVisible(page, list, page.getByText('Here each reader may post one comment in 5 minutes.'))
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByText('Here each reader may post one comment').scrollIntoViewIfNeeded()
  await page.screenshot({ path: '/tmp/rules-note-390.png' })
  await editor.context().close()
  await second.context().close()
})
