import type { Page } from '@playwright/test'
import { Visitor } from './support/ask'
import { barsOf, entryOf } from './support/list-page'
import { expect, loadUntilVisible, test } from './support/site'

test.use({ siteOf: 'results' })

/** The end of a list: how readers answered, and the stars to answer with. */

const list = '/articles/k-pop-mvs-filmed-abroad'
const resultsOf = (page: Page) => page.getByRole('region', { name: /favourite/ })
const rowsOf = (page: Page) => resultsOf(page).getByRole('listitem')

test('the end of a list takes a vote, counts few votes, and shows shares from ten on', async ({ page, site, javaScriptEnabled }) => {
  await page.goto(list)
  // Nobody has voted: no bar, no zero, and whose song each is.
  await expect(resultsOf(page)).toContainText('The first star is yours to give')
  expect((await rowsOf(page).allInnerTexts()).join('\n')).not.toMatch(/\b0\b|%|votes?\b/)
  await expect(barsOf(resultsOf(page))).toHaveCount(0)
  await expect(rowsOf(page).filter({ hasText: '“Crooked”' })).toContainText('G-Dragon')

  const star = resultsOf(page).getByRole('button', { name: 'My favourite: “Crooked”' })
  await star.focus()
  await page.keyboard.press('Enter')
  const mine = rowsOf(page).filter({ hasText: 'your vote' })
  await expect(mine).toHaveCount(1)
  await expect(mine).toContainText('“Crooked”')
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  if (javaScriptEnabled) await expect(star).toBeFocused()
  else await expect(page).toHaveURL(/#results$/)
  await expect(mine).toContainText('★ 1 vote')
  await expect(resultsOf(page)).toContainText('1 vote so far. Too few for an order')
  await expect(resultsOf(page)).not.toContainText('%')

  // Pressed again it is taken back.
  await star.click()
  await expect(mine).toHaveCount(0)
  await star.click()
  await expect(mine).toHaveCount(1)

  for (let voter = 0; voter < 10; voter++)
    expect((await new Visitor(site.url).send(`/api${list}/vote`, { entry: voter < 7 ? 'crooked' : 'still-you' })).status).toBe(303)
  await loadUntilVisible(page, list, mine.getByText(/^\d+%$/))
  await expect(rowsOf(page).first()).toContainText('“Crooked”')
  await expect(barsOf(rowsOf(page).first())).toHaveCount(1)
  await expect(entryOf(page, 'still-you')).toContainText('2nd with readers')
  // An entry without a vote shows no zeros, then either.
  expect(await resultsOf(page).innerText()).not.toMatch(/\b0\b/)
})
