import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { bodyOn, headingOf, longList, putEntries, wordsOf } from './support/drafts'
import { drag, gripOf, numberOf, openList, openOf, orderOn, pointOf, rowOf, sectionOf } from './support/outline'
import type { Site } from './support/server'
import { expect, test } from './support/site'
import { addEntry, beginList, outline, outlineOf, saved, signIn } from './support/writers'

// An answer is lost on purpose.
test.use({ siteOf: 'studio', expectedConsole: [/ERR_CONNECTION_RESET/] })

const parts = { '': ['Alpha', 'Beta', 'Gamma'], London: ['Delta', 'Epsilon'], Paris: [] }
async function openFive(page: Page, site: Site, title: string) {
  await signIn(page, site, 'author')
  const id = await beginList(page, title)
  await openList(page, site, id, parts)
  await expect.poll(() => outline(page)).toEqual(['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'])
  return id
}
const find = (page: Page) => outlineOf(page).getByRole('searchbox', { name: 'Find or jump to a number' })
const said = (page: Page, words: string | RegExp) => expect(page.getByRole('status').getByText(words).first()).toBeAttached()

test('a drag with the mouse lands where its line is: between two, into a section and into an empty one; Escape puts it back', async ({ page, site }) => {
  const id = await openFive(page, site, 'Dragged')
  await drag(page, await pointOf(openOf(page, 'Epsilon')), await pointOf(rowOf(page, 'Beta'), 'upper'))
  // What is held says where it would be.
  await expect(outlineOf(page).getByText('“Epsilon”')).toBeVisible()
  await expect(outlineOf(page).getByText('outside sections')).toBeVisible()
  expect(await outline(page)).toEqual(['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'])
  await page.mouse.up()
  await expect.poll(() => outline(page)).toEqual(['Alpha', 'Epsilon', 'Beta', 'Gamma', 'Delta'])
  await said(page, '“Epsilon” is now 2 of 5, outside sections')

  await drag(page, await pointOf(openOf(page, 'Alpha')), await pointOf(rowOf(page, 'Delta'), 'lower'))
  await page.mouse.up()
  await saved(page)
  expect(orderOn(site, id)).toBe('/Epsilon /Beta /Gamma London/Delta London/Alpha')
  await drag(page, await pointOf(openOf(page, 'Beta')), await pointOf(sectionOf(page, 'Paris'), 'lower'))
  await page.mouse.up()
  await saved(page)
  expect(orderOn(site, id)).toBe('/Epsilon /Gamma London/Delta London/Alpha Paris/Beta')
  // A press that was a drag opens nothing.
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toBeVisible()

  await drag(page, await pointOf(openOf(page, 'Alpha')), await pointOf(rowOf(page, 'Epsilon'), 'upper'))
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await said(page, '“Alpha” was put back')
  await expect.poll(() => outline(page)).toEqual(['Epsilon', 'Gamma', 'Delta', 'Alpha', 'Beta'])

  // Each drag is one step back.
  for (const order of ['/Epsilon /Beta /Gamma London/Delta London/Alpha', '/Alpha /Epsilon /Beta /Gamma London/Delta']) {
    await page.getByRole('button', { name: 'Undo' }).click()
    await saved(page)
    expect(orderOn(site, id)).toBe(order)
  }
})

test('a section is dragged with what is in it, and takes what lands on it while it is folded', async ({ page, site }) => {
  const id = await openFive(page, site, 'Dragged sections')
  await drag(page, await pointOf(sectionOf(page, 'Paris')), await pointOf(sectionOf(page, 'London'), 'upper'))
  await page.mouse.up()
  await said(page, 'The section Paris was moved before London')
  await outlineOf(page).getByRole('button', { name: 'Entries of section London' }).click()
  await expect(rowOf(page, 'Delta')).toHaveCount(0)
  await expect(sectionOf(page, 'London')).toHaveText('London4 to 5')
  await drag(page, await pointOf(openOf(page, 'Alpha')), await pointOf(sectionOf(page, 'London')))
  await page.mouse.up()
  await saved(page)
  expect(orderOn(site, id)).toBe('/Beta /Gamma London/Delta London/Epsilon London/Alpha')
  await drag(page, await pointOf(sectionOf(page, 'London')), await pointOf(sectionOf(page, 'Paris'), 'upper'))
  await page.mouse.up()
  await addEntry(page, 'Zeta')
  await saved(page)
  expect(orderOn(site, id)).toBe('/Beta /Gamma London/Delta London/Epsilon London/Alpha Paris/Zeta')
})

test('on a phone a finger drags by the grip, scrolls elsewhere, and everything goes without a drag', async ({ browser, site }) => {
  const context = await browser.newContext({ baseURL: site.url, hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await signIn(page, site, 'author')
  // The page that a list begins on shows its words first.
  await page.goto('/admin')
  await page.getByRole('button', { name: 'New list' }).click()
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('In the pocket')
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.waitForURL(/\/admin\/articles\/[0-9a-z]+$/)
  const id = page.url().split('/').pop()!
  await putEntries(page, site, id, longList(40))
  await page.reload()
  const pane = (name: string) => page.getByRole('navigation', { name: 'Parts of the editor' }).getByRole('button', { name })
  await pane('Outline').click()
  await expect(rowOf(page, 'Song 3')).toBeVisible()
  const devtools = await context.newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: { x: number; y: number }[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  const swipe = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
    await touch('touchStart', from)
    for (let step = 1; step <= 6; step++) await touch('touchMove', { x: from.x + ((to.x - from.x) * step) / 6, y: from.y + ((to.y - from.y) * step) / 6 })
    await touch('touchEnd')
  }
  // The page stands still once it has said that it is saved.
  await saved(page)
  const grip = await pointOf(gripOf(page, 'Song 3'))
  expect((await rowOf(page, 'Song 3').boundingBox())!.height).toBeGreaterThanOrEqual(44)
  await swipe(grip, { x: grip.x, y: (await pointOf(rowOf(page, 'Song 1'), 'upper')).y })
  await expect.poll(async () => (await outline(page)).slice(0, 4)).toEqual(['Song 0', 'Song 3', 'Song 1', 'Song 2'])

  // Anywhere else in a row a finger scrolls, and moves nothing.
  const before = (await rowOf(page, 'Song 1').boundingBox())!.y
  const words = await pointOf(rowOf(page, 'Song 8'))
  await swipe(words, { x: words.x, y: words.y - 200 })
  await expect.poll(async () => (await rowOf(page, 'Song 1').boundingBox())!.y).toBeLessThan(before - 50)
  expect((await outline(page)).slice(0, 4)).toEqual(['Song 0', 'Song 3', 'Song 1', 'Song 2'])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await expectAccessible(page)

  // A tap on the grip asks where to.
  const to = page.getByRole('combobox', { name: 'Number, section or heading' })
  // A list that a finger has set going rolls on for a moment, and takes a tap for its stop.
  await expect(async () => {
    await gripOf(page, 'Song 8').tap()
    await expect(to).toBeVisible({ timeout: 2000 })
  }).toPass()
  await to.fill('2')
  await expectAccessible(page)
  await page.getByRole('option', { name: /^2 Before “Song 3”/ }).tap()
  await expect.poll(async () => (await outline(page)).slice(0, 3)).toEqual(['Song 0', 'Song 8', 'Song 3'])
  await context.close()
})

test('the keyboard takes an entry in one grab, says each place, and puts it down or back', async ({ page, site }) => {
  const id = await openFive(page, site, 'Grabbed')
  const grip = gripOf(page, 'Epsilon')
  await openOf(page, 'Epsilon').focus()
  await page.keyboard.press('Shift+Tab')
  await expect(grip).toBeFocused()
  await page.keyboard.press('Enter')
  await said(page, /“Epsilon”, held/)
  await page.keyboard.press('ArrowUp')
  await said(page, '“Epsilon”: 4 of 5, in London')
  await page.keyboard.press('ArrowUp')
  await said(page, '“Epsilon”: 4 of 5, outside sections')
  await page.keyboard.press('Home')
  await said(page, '“Epsilon”: 1 of 5, outside sections')
  expect(await outline(page)).toEqual(['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await said(page, '“Epsilon” is now 2 of 5, outside sections')
  await expect(grip).toBeFocused()
  expect(await outline(page)).toEqual(['Alpha', 'Epsilon', 'Beta', 'Gamma', 'Delta'])
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await said(page, '“Epsilon”: 5 of 5, in Paris')
  await page.keyboard.press('Escape')
  await said(page, '“Epsilon” was put back')
  await expect(grip).toBeFocused()
  await saved(page)
  expect(orderOn(site, id)).toBe('/Alpha /Epsilon /Beta /Gamma London/Delta')

  // Arrows go through the rows, one stop of Tab for all of them; Alt and an arrow move by one.
  await openOf(page, 'Gamma').focus()
  await page.keyboard.press('ArrowDown')
  await expect(sectionOf(page, 'London')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(rowOf(page, 'Delta')).toHaveCount(0)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Alt+ArrowUp')
  await said(page, '“Delta” is now 5 of 5, outside sections')
  await expect(openOf(page, 'Delta')).toBeFocused()
})

test('from the focused entry 200 is 1 in two actions; by number, section and heading, with what becomes of the neighbours', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginList(page, 'Two hundred')
  await putEntries(page, site, id, longList(200))
  await page.reload()
  await openOf(page, 'Song 199').click()
  await headingOf(page).focus()
  // The two actions.
  await page.keyboard.press('Alt+m')
  await page.getByRole('option', { name: 'Top of the list' }).click()
  await expect.poll(() => numberOf(page, 'Song 199')).toBe(1)
  await expect(page.getByText('“Song 199” is now 1 of 200.')).toBeVisible()
  await expect(headingOf(page)).toBeFocused()

  await page.keyboard.press('Alt+m')
  const dialog = page.getByRole('dialog', { name: 'Move “Song 199” to…' })
  await expect(dialog).toContainText('now 1 of 200')
  await dialog.getByRole('combobox').fill('4')
  await expect(dialog.getByRole('option').first()).toHaveText('4Before “Song 3”“Song 2” becomes 3')
  await page.keyboard.press('Enter')
  await expect.poll(() => numberOf(page, 'Song 199')).toBe(4)
  await page.keyboard.press('Alt+m')
  await dialog.getByRole('combobox').fill('song 100')
  await expectAccessible(page)
  await dialog.getByRole('option', { name: /Before “Song 100”/ }).click()
  await expect.poll(() => numberOf(page, 'Song 199')).toBe(101)
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => numberOf(page, 'Song 199')).toBe(4)
  // A press that changes its mind.
  await page.getByRole('button', { name: 'Move to…' }).click()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Move to…' })).toBeFocused()

  // What is held at the edge of the list scrolls it, however far.
  const from = await pointOf(openOf(page, 'Song 150'))
  const top = await rowOf(page, 'Song 150').evaluate((row) => {
    let box = row.parentElement!
    while (!/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement!
    return box.getBoundingClientRect().top
  })
  await drag(page, from, { x: from.x, y: top + 12 })
  await expect(rowOf(page, 'Song 5')).toBeInViewport({ ratio: 1 })
  const place = await numberOf(page, 'Song 5')
  const target = await pointOf(rowOf(page, 'Song 5'), 'upper')
  await page.mouse.move(target.x, target.y, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => numberOf(page, 'Song 150')).toBe(place)
  // The keyboard goes from there to the end in one grab, and the row comes into sight.
  await gripOf(page, 'Song 150').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect.poll(() => numberOf(page, 'Song 150')).toBe(200)
  await expect(gripOf(page, 'Song 150')).toBeFocused()
  await expect(rowOf(page, 'Song 150')).toBeInViewport()
})

test('several are chosen, moved and removed together, each in one step back', async ({ page, site }) => {
  const id = await openFive(page, site, 'Several')
  await openOf(page, 'Alpha').click({ modifiers: ['Control'] })
  await openOf(page, 'Gamma').click({ modifiers: ['Shift'] })
  await openOf(page, 'Beta').click({ modifiers: ['Control'] })
  await expect(outlineOf(page).getByText('2 chosen')).toBeVisible()
  await expect(outlineOf(page).getByRole('checkbox', { checked: true })).toHaveCount(2)
  await expectAccessible(page)
  await outlineOf(page).getByRole('button', { name: 'Move to…' }).click()
  await page.getByRole('combobox', { name: 'Number, section or heading' }).fill('lon')
  await page.getByRole('option', { name: /Start of London/ }).click()
  await expect(page.getByText('2 entries are now 2 to 3 of 5, in London.')).toBeVisible()
  await saved(page)
  expect(orderOn(site, id)).toBe('/Beta London/Alpha London/Gamma London/Delta London/Epsilon')
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await saved(page)
  expect(orderOn(site, id)).toBe('/Alpha /Beta /Gamma London/Delta London/Epsilon')

  // By drag: the others come along, in their order.
  await drag(page, await pointOf(openOf(page, 'Gamma')), await pointOf(rowOf(page, 'Epsilon'), 'lower'))
  await expect(outlineOf(page).getByText('2 entries')).toBeVisible()
  await page.mouse.up()
  await saved(page)
  expect(orderOn(site, id)).toBe('/Beta London/Delta London/Epsilon London/Alpha London/Gamma')
  await outlineOf(page).getByRole('button', { name: 'Remove the chosen entries' }).click()
  await expect(page.getByText('Removed 2 entries.')).toBeVisible()
  expect(await outline(page)).toEqual(['Beta', 'Delta', 'Epsilon'])
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  expect(await outline(page)).toEqual(['Beta', 'Delta', 'Epsilon', 'Alpha', 'Gamma'])
  // Without a modifier: ticks.
  await outlineOf(page).getByRole('button', { name: 'Choose several' }).click()
  await openOf(page, 'Delta').click()
  await outlineOf(page).getByRole('checkbox', { name: 'Choose entry 3' }).click()
  await expect(outlineOf(page).getByText('2 chosen')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(outlineOf(page).getByRole('checkbox')).toHaveCount(0)
})

test('sections fold, words filter and a number jumps, in a countdown too', async ({ page, site }) => {
  await openFive(page, site, 'Found')
  await outlineOf(page).getByRole('button', { name: 'Fold all sections' }).click()
  expect(await outline(page)).toEqual(['Alpha', 'Beta', 'Gamma'])
  await find(page).fill('eps')
  await expect.poll(() => outline(page)).toEqual(['Epsilon'])
  await expect(outlineOf(page).getByText('1 of 5')).toBeVisible()
  await find(page).press('Escape')
  // What is jumped to is on the page, also out of a folded section.
  await find(page).fill('4')
  await find(page).press('Enter')
  await expect(headingOf(page)).toHaveValue('Delta')
  await expect(rowOf(page, 'Delta')).toBeVisible()
  await find(page).fill('nothing like it')
  await expect(outlineOf(page).getByText('No entry has these words.')).toBeVisible()
  await find(page).fill('')
  await outlineOf(page)
    .getByRole('button', { name: /The list/ })
    .click()
  await page.getByRole('combobox', { name: 'Order' }).selectOption('countdown')
  expect(await numberOf(page, 'Alpha')).toBe(5)
  await find(page).fill('5')
  await find(page).press('Enter')
  await expect(headingOf(page)).toHaveValue('Alpha')
})

test('Enter leads on, Ctrl and Enter make the next one, Ctrl and an arrow go between; a copy has its own address', async ({ page, site }) => {
  const id = await openFive(page, site, 'Written')
  await openOf(page, 'Beta').click()
  await headingOf(page).press('Enter')
  await expect(wordsOf(page)).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(headingOf(page)).toBeFocused()
  await expect(headingOf(page)).toHaveValue('')
  await headingOf(page).fill('Between')
  await page.keyboard.press('Control+ArrowDown')
  await expect(headingOf(page)).toHaveValue('Gamma')
  await page.keyboard.press('Control+ArrowUp')
  await page.keyboard.press('Control+ArrowUp')
  await expect(headingOf(page)).toHaveValue('Beta')
  expect(await outline(page)).toEqual(['Alpha', 'Beta', 'Between', 'Gamma', 'Delta', 'Epsilon'])

  await rowOf(page, 'Delta').hover()
  await rowOf(page, 'Delta')
    .getByRole('button', { name: /^What to do/ })
    .click()
  await expectAccessible(page)
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(page.getByText(/Duplicated “Delta”.*Votes and comments stay/)).toBeVisible()
  await expect(page.getByLabel('Address')).toHaveValue('delta')
  await headingOf(page).fill('Delta again')
  await saved(page)
  expect(orderOn(site, id)).toBe('/Alpha /Beta /Between /Gamma London/Delta London/Delta again London/Epsilon')
  expect(bodyOn(site, id, 'Delta again')).toBe('Words of Delta.')
})

test('entries are copied to the end of another list that one may edit', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const other = await beginList(page, 'The other list')
  await addEntry(page, 'There already')
  await saved(page)
  const id = await beginList(page, 'The first list')
  await openList(page, site, id, parts)
  await openOf(page, 'Alpha').click({ modifiers: ['Control'] })
  await openOf(page, 'Delta').click({ modifiers: ['Control'] })
  await outlineOf(page).getByRole('button', { name: 'Copy…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Copy 2 entries to another list' })
  await expect(dialog).toContainText('Votes, comments and numbers stay here')
  await dialog.getByRole('searchbox', { name: 'Find a list' }).fill('other')
  await dialog.getByRole('radio', { name: /The other list/ }).check()
  await expectAccessible(page)
  // The site copies them, and its answer is lost: whoever presses again has them there once.
  await page.route(`**/admin/articles/${id}`, async (route) => (await route.fetch(), route.abort('connectionreset')), { times: 1 })
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('it is copied once, however often you press')
  expect(orderOn(site, other)).toBe('/There already /Alpha /Delta')
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(page.getByText('2 entries copied to the end of “The other list”.')).toBeVisible()
  expect(orderOn(site, other)).toBe('/There already /Alpha /Delta')
  expect(orderOn(site, id)).toBe('/Alpha /Beta /Gamma London/Delta London/Epsilon')
  await page.getByRole('link', { name: 'Open that list' }).click()
  await expect.poll(() => outline(page)).toEqual(['There already', 'Alpha', 'Delta'])
})
