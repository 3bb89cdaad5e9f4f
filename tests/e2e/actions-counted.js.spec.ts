import type { Page } from '@playwright/test'
import { expect, test } from './support/site'
import { outlinedEntriesOf, publish, saved, signIn } from './support/writers'

test.use({ siteOf: 'counted actions' })

/** Twelve entries of 24 records that the site does not know yet. */
const entries = Array.from({ length: 12 }, (_, n) => {
  const name = ['Amber', 'Birch', 'Cedar', 'Dahlia', 'Elder', 'Fern', 'Ginger', 'Hazel', 'Iris', 'Jasmine', 'Kapok', 'Laurel'][n]
  return { artist: `${name} Quartet`, song: `${name} at noon` }
})

/**
 * Counts what a writer does beside typing: each press of a button (by pointer or by Enter or the space bar), each drag, each chord. Tab, arrows, Escape and what is typed
 * into a field, with the Enter that ends it, are none. The count goes on over pages of the tab.
 */
async function countActions(page: Page) {
  await page.addInitScript(() => {
    const count = () => sessionStorage.setItem('actions', String(Number(sessionStorage.getItem('actions')) + 1))
    addEventListener('pointerdown', count, true)
    const onKey = (event: KeyboardEvent) => {
      const isPress =
        (event.key === 'Enter' || event.key === ' ') &&
        event.target instanceof Element &&
        event.target.closest('button, a, summary, select, [type=checkbox], [type=radio]')
      const isChord = (event.ctrlKey || event.metaKey || event.altKey) && !['Control', 'Meta', 'Alt', 'Shift'].includes(event.key)
      if (isPress || isChord) count()
    }
    addEventListener('keydown', onKey, true)
  })
  return async () => Number(await page.evaluate(() => sessionStorage.getItem('actions')))
}

test('a list of twelve entries with 24 new records takes at most 30 actions from nothing to published', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  const actions = await countActions(page)
  await page.goto('/admin')
  await page.getByRole('button', { name: 'New list' }).click()
  await page.keyboard.type('Twelve songs for noon')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/admin\/articles\/[0-9a-z]+$/)
  const template = page.getByLabel('Template')
  await template.click()
  await template.selectOption('Music videos')
  await page.getByRole('button', { name: 'Fill in a table…' }).click()
  const table = page.getByRole('dialog', { name: 'All entries' })
  const cell = (name: RegExp) => table.getByLabel(name)
  for (const [at, { artist, song }] of entries.entries()) {
    await expect(cell(/^Heading, new entry/)).toBeFocused()
    for (const [column, name] of [
      ['Artist', artist],
      ['Song', song],
    ] as const) {
      await page.keyboard.press('Tab')
      await page.keyboard.type(name)
      await page.keyboard.press('Enter')
      await expect(table.getByRole('group', { name: 'New record' }).getByLabel('Name', { exact: true })).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(cell(new RegExp(`^${column}, ${at + 1}\\b.*${name}`))).toBeFocused()
    }
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Home')
  }
  await page.keyboard.press('Escape')
  await expect(table).toBeHidden()
  await expect(outlinedEntriesOf(page)).toHaveCount(12)
  await publish(page)
  // The choice in the list of templates is a press that no page hears.
  const taken = (await actions()) + 1
  console.log(`a list of twelve entries with 24 new records, from nothing to published: ${taken} actions`)
  expect(taken).toBeGreaterThan(4)
  expect(taken).toBeLessThanOrEqual(30)
  const html = await (await page.request.get('/articles/twelve-songs-for-noon')).text()
  for (const { artist, song } of entries) expect([html.includes(artist), html.includes(song)]).toEqual([true, true])
})

test('the same list, pasted as an article, takes at most 8', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Mina')
  const actions = await countActions(page)
  const article = [
    'Twelve more songs for noon',
    'Songs that know what time it is.',
    ...entries.map(({ artist, song }, n) => `${n + 1}. ${artist} Two – “${song} again”\nA clock stands in the corner of each shot, and it is right twice.`),
    'Which one was your favourite?',
  ].join('\n\n')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/admin')
  await page.evaluate((text) => navigator.clipboard.writeText(text), article)
  await page.getByRole('link', { name: 'From an article' }).click()
  await page.getByLabel('The whole article').click()
  await page.keyboard.press('Control+v')
  await page.getByRole('button', { name: 'Read it' }).click()
  await page.getByRole('button', { name: 'Make the list, 12 entries' }).click()
  await page.waitForURL(/\/admin\/articles\/[0-9a-z]+$/)
  await expect(outlinedEntriesOf(page)).toHaveCount(12)
  await publish(page)
  const taken = await actions()
  console.log(`the same list, pasted: ${taken} actions`)
  expect(taken).toBeGreaterThan(4)
  expect(taken).toBeLessThanOrEqual(8)
  const html = await (await page.request.get('/articles/twelve-more-songs-for-noon')).text()
  for (const { artist, song } of entries) expect([html.includes(`${artist} Two`), html.includes(`${song} again`)]).toEqual([true, true])
  await saved(page)
})
