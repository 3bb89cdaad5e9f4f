import type { Page } from '@playwright/test'
import { Visitor, typedIn } from './support/ask'
import { expectAccessible } from './support/axe'
import { change } from './support/database'
import { commentSaying, entryOf, favouriteButtonOf } from './support/list-page'
import { expect, loadUntilVisible, test } from './support/site'

test.use({ siteOf: 'because' })

/** From reading an entry to having voted and said why: two taps and the typing, without leaving the entry. */

const list = '/articles/k-pop-mvs-filmed-abroad'
const lineOf = (page: Page, name: string) => page.getByRole('region', { name: `Why “${name}”` })
const reasonOf = (page: Page, name: string) => lineOf(page, name).getByRole('textbox', { name: 'Because' })

test('a vote opens the line below it, and what is said there stands in the talk and follows the vote', async ({ page, javaScriptEnabled }) => {
  await page.goto(list)
  const top = () => favouriteButtonOf(page, 'crooked').evaluate((button) => button.getBoundingClientRect().top + window.scrollY)
  const before = await top()
  let taps = 0
  const tap = async (what: ReturnType<Page['getByRole']>) => {
    await what.click()
    taps++
  }
  await tap(favouriteButtonOf(page, 'crooked'))
  const reason = reasonOf(page, 'Crooked')
  await expect(reason).toBeVisible()
  expect(Math.abs((await top()) - before)).toBeLessThan(1)
  expect(new URL(page.url()).pathname).toBe(list)
  // The first time a name is needed.
  await lineOf(page, 'Crooked').getByLabel('as your name').fill('VIP in Leeds')
  await reason.fill('it could be anybody’s street')
  await expect(lineOf(page, 'Crooked').getByLabel('Show that I voted for it')).not.toBeChecked()
  await lineOf(page, 'Crooked').getByLabel('Show that I voted for it').check()
  await tap(page.getByRole('button', { name: 'Say it' }))
  await expect(lineOf(page, 'Crooked')).toContainText('Because it could be anybody’s street')
  expect(taps).toBe(2)
  if (javaScriptEnabled) await expect(page.getByRole('status')).toHaveText('What you said is posted.')
  await expect(entryOf(page, 'crooked').getByRole('link', { name: '1 comment', exact: true })).toBeVisible()

  // The second time the field has the focus and the name is known.
  await favouriteButtonOf(page, 'tonight').click()
  await expect(lineOf(page, 'Tonight').getByLabel('as your name')).toHaveValue('VIP in Leeds')
  await expect(lineOf(page, 'Crooked')).toHaveCount(0)
  if (javaScriptEnabled) {
    await expect(lineOf(page, 'Tonight')).toContainText('It was “Crooked” before.')
    await expect(reasonOf(page, 'Tonight')).toBeFocused()
    await expect(lineOf(page, 'Tonight').getByLabel('Show that I voted for it')).toBeChecked()
    await page.keyboard.type('half a thought')
    await page.keyboard.press('Escape')
    await expect(favouriteButtonOf(page, 'tonight')).toBeFocused()
    await expect(lineOf(page, 'Tonight')).toHaveCount(0)
    await page.reload()
    await expect(reasonOf(page, 'Tonight')).toHaveValue('half a thought')
    // What is refused stays, with the reason below the line.
    await reasonOf(page, 'Tonight').fill('x'.repeat(8001))
    await page.getByRole('button', { name: 'Say it' }).click()
    await expect(lineOf(page, 'Tonight').getByRole('alert')).toContainText('At most 8,000 characters')
    await expect(reasonOf(page, 'Tonight')).toHaveValue('x'.repeat(8001))
    await expectAccessible(page)
  }
  await lineOf(page, 'Tonight').getByRole('button', { name: 'Take it back' }).click()
  await expect(favouriteButtonOf(page, 'tonight')).toHaveAttribute('aria-pressed', 'false')
  await expect(lineOf(page, 'Tonight')).toHaveCount(0)
  if (javaScriptEnabled) await expect(favouriteButtonOf(page, 'tonight')).toBeFocused()
  await page.goto(list)
  await expect(commentSaying(page, 'anybody’s street')).toContainText('Because it could be')
})

test('on an entry’s own page the line opens too, and what waits says why', async ({ page }) => {
  await page.goto(`${list}/alone`)
  await favouriteButtonOf(page, 'alone').click()
  await lineOf(page, 'Alone').getByLabel('as your name').fill('Bo')
  await reasonOf(page, 'Alone').fill('https://a.example https://b.example https://c.example')
  await page.getByRole('button', { name: 'Say it' }).click()
  await expect(lineOf(page, 'Alone')).toContainText('it waits for a moderator, because it has many links')
  expect(new URL(page.url()).pathname).toBe(`${list}/alone`)
})

test('what is liked is quoted below its entry and in the results; the talk about an entry opens in place', async ({ page, site, javaScriptEnabled }) => {
  const voter = new Visitor(site.url)
  const body = `nobody looks at the camera, ${'and the light is like that in the evening, '.repeat(4)}always ${process.pid}`
  await voter.send(`/api${list}/vote`, { entry: 'blue' })
  const answer = await voter.sendJson(`/api${list}/comments`, { body, name: 'Mia', entry: 'blue', because: true, showVote: true })
  const { comment } = JSON.parse(answer.text) as { comment: { id: string; because: boolean } }
  expect(comment.because).toBe(true)
  // Hearts of two networks, which all browsers of this machine are not; they announce, and here the next comment does.
  change(site, 'UPDATE Comment SET heartCount = 2, importedHearts = 2, score = 2 WHERE id = ?', comment.id)
  await voter.send(`/api${list}/comments`, { body: `And one more of ${process.pid}`, name: 'Mia', entry: 'blue' })
  const quote = entryOf(page, 'blue').getByRole('figure')
  await loadUntilVisible(page, list, quote)
  await expect(quote).toContainText('Because nobody looks at the camera')
  await expect(quote).toContainText('2 hearts')
  await expect(quote.getByRole('link', { name: /^Read on/ })).toHaveAttribute('href', `${list}?comment=${comment.id}#comment-${comment.id}`)
  await expect(page.getByRole('region', { name: 'Which one was your favourite?' }).getByRole('link', { name: /^Because nobody looks/ })).toBeVisible()

  const link = entryOf(page, 'blue').getByRole('link', { name: /^\d+ comments$/ })
  await link.click()
  if (!javaScriptEnabled) return expect(page).toHaveURL(`${list}/blue#comments`)
  const talk = page.getByRole('region', { name: /^What is said about “Blue”/ })
  await expect(talk).toBeFocused()
  await expect(talk.getByRole('article', { name: 'Comment by Mia' })).toHaveCount(2)
  expect(new URL(page.url()).pathname).toBe(list)
  await expectAccessible(page)
  await talk.getByRole('textbox', { name: 'Say something about “Blue”' }).fill(`Said in place, ${process.pid}`)
  await talk.getByLabel('Name', { exact: true }).fill('Bo')
  await talk.getByRole('button', { name: 'Post comment' }).click()
  await expect(talk.getByRole('article', { name: 'Comment by Bo' })).toBeFocused()
  await talk.getByRole('button', { name: 'Fold away' }).click()
  await expect(talk).toHaveCount(0)
  await expect(link).toBeFocused()
})

test('a because for nothing, of another list, that is empty or too long is refused with its words', async ({ site }) => {
  const voter = new Visitor(site.url)
  await voter.send(`/api${list}/vote`, { entry: 'happy' })
  const send = (values: Record<string, string>) =>
    voter.send(`/api${list}/comments`, { entry: 'happy', because: '1', showVote: '1', name: 'Bo', body: 'my words', ...values })
  for (const [values, status] of [
    [{ body: ' ' }, 422],
    [{ body: 'x'.repeat(8001) }, 422],
    [{ name: '' }, 422],
    [{ entry: '' }, 422],
    [{ entry: 'park-seo-joon' }, 422],
    [{ body: 'x'.repeat(1_000_000) }, 413],
  ] as const) {
    const answer = await send(values)
    const about = JSON.stringify(values).slice(0, 60)
    expect(answer.status, about).toBe(status)
    if (status === 422 && !('body' in values)) expect(Object.values(typedIn(answer.text)).flat(), about).toContain('my words')
  }
  const stays = await send({ body: `x ${'y'.repeat(8001)}` })
  expect(stays.text).toContain('At most 8,000 characters')
  expect(typedIn(stays.text).because).toEqual(['1'])
})
