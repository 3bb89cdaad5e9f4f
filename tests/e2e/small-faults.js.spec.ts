import type { Page } from '@playwright/test'
import { headingOf, operationsPath, wordsOf } from './support/drafts'
import { gripOf, numberOf, openOf, pointOf, rowOf } from './support/outline'
import { expect, test } from './support/site'
import { addEntry, beginList, outline, outlineOf, publish, saved, signIn } from './support/writers'

test.use({ siteOf: 'small faults' })

test('an address that the studio does not have is answered within the studio, also without JavaScript', async ({ page, site, browser }) => {
  await signIn(page, site, 'author', 'Writer')
  const plain = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false, storageState: await page.context().storageState() })
  for (const tab of [page, await plain.newPage()]) {
    for (const address of ['/admin/nope', '/admin/articles/nope', '/admin/articles/nope/history', '/admin/articles/nope/history/1', '/admin/records/nope']) {
      expect((await tab.goto(address))?.status(), address).toBe(404)
      await expect(tab.locator('html'), address).toHaveAttribute('lang', 'en')
      await expect(tab.getByRole('heading', { level: 1, name: 'This is not in your studio' })).toBeVisible()
      await expect(tab.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name: 'Lists' })).toBeVisible()
      await expect(tab.getByRole('banner')).toContainText('Writer')
      await expect(tab.locator('ls-own, ls-slot')).toHaveCount(0)
    }
    expect((await tab.goto('/admin/articles/nope/preview'))?.status()).toBe(404)
    await expect(tab.getByRole('heading', { name: 'This is not in your studio' })).toBeVisible()
  }
  await plain.close()
})

test('an account that may not is told so within the studio, with its status, also without JavaScript', async ({ page, site, browser }) => {
  const reader = await signIn(page, site, 'author', 'Curious')
  const plain = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false, storageState: await page.context().storageState() })
  const tabs = [page, await plain.newPage()]
  const expectRefused = async (address: string, title: string) => {
    for (const tab of tabs) {
      expect((await tab.goto(address))?.status(), address).toBe(403)
      await expect(tab.getByRole('heading', { level: 1, name: title })).toBeVisible()
      await expect(tab.getByRole('banner')).toContainText('Curious')
      await expect(tab.getByRole('main').getByRole('link').first()).toBeVisible()
    }
  }
  await expectRefused('/admin/jobs', 'Jobs are for admins and owners')
  await expectRefused('/admin/votes', 'Votes are judged by moderators')
  await site.lightstick(['user', '--email', reader, '--update', '--role', 'reader'])
  for (const address of ['/admin', '/admin/articles/nope/preview', '/admin/nope']) await expectRefused(address, 'The studio is for writers')
  await plain.close()
})

test('Alt and an arrow move the entry whose heading holds the cursor', async ({ page, site }) => {
  await signIn(page, site, 'author', 'Mover')
  await beginList(page, 'Three')
  for (const heading of ['One', 'Two']) await addEntry(page, heading)
  await page.getByLabel('Heading', { exact: true }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect
    .poll(async () => (await outline(page)).filter((words) => /One|Two/.test(words)).map((words) => /One|Two/.exec(words)?.[0]))
    .toEqual(['Two', 'One'])
  await expect(page.getByLabel('Heading', { exact: true })).toBeFocused()
  await saved(page)
})

test('the rail marks no entry where none is read', async ({ page }) => {
  await page.goto('/articles/k-pop-mvs-filmed-abroad#blue')
  const marked = page.getByRole('navigation', { name: 'Entries' }).locator('[aria-current]')
  await expect(marked).toHaveText('9')
  await page.goto('/articles/k-pop-mvs-filmed-abroad#comments')
  await expect(marked).toHaveCount(0)
})

test('on a phone the masthead has room for the studio and a name', async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await signIn(page, site, 'author', 'Flashback')
  await page.goto('/')
  for (const name of ['Studio', 'Flashback'])
    expect(
      await page
        .getByRole('banner')
        .getByRole('link', { name, exact: true })
        .evaluate((link) => link.scrollWidth <= link.clientWidth),
      name,
    ).toBe(true)
})

const message = (page: Page) => page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Close this message' }) })
const somewhere = (page: Page) => expect.poll(() => page.evaluate(() => document.activeElement !== document.body), 'the focus is somewhere').toBe(true)

test('the focus goes where the work goes on, whatever goes from under it', async ({ page, site }) => {
  await signIn(page, site, 'author', 'Keys')
  await beginList(page, 'By the keyboard')
  // One who begins a list writes on in it.
  await expect(page.getByLabel('Title', { exact: true })).toBeFocused()
  for (const heading of ['One', 'Two', 'Three']) await addEntry(page, heading)

  // A copy that is undone leads back to what it was a copy of.
  await openOf(page, 'One').click()
  for (const undo of ['its message', 'the keys']) {
    await page.getByRole('button', { name: 'Duplicate' }).press('Enter')
    await expect.poll(() => outline(page)).toEqual(['One', 'One', 'Two', 'Three'])
    await expect(headingOf(page)).toBeFocused()
    if (undo === 'the keys') await page.keyboard.press('Control+z')
    else await message(page).getByRole('button', { name: 'Undo' }).press('Enter')
    await expect.poll(() => outline(page)).toEqual(['One', 'Two', 'Three'])
    await expect(headingOf(page), undo).toBeFocused()
    await expect(headingOf(page)).toHaveValue('One')
  }

  // What follows what was removed.
  await openOf(page, 'Two').click()
  await page.getByRole('button', { name: 'Remove', exact: true }).press('Enter')
  await expect(openOf(page, 'Three')).toBeFocused()
  await message(page).getByRole('button', { name: 'Close this message' }).press('Enter')
  await expect(openOf(page, 'Three')).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(openOf(page, 'One')).toBeFocused()
  // Undone by its message: back where one was.
  await message(page).getByRole('button', { name: 'Undo' }).press('Enter')
  await expect.poll(() => outline(page)).toEqual(['One', 'Three'])
  await expect(openOf(page, 'One')).toBeFocused()
  await page.getByRole('button', { name: '+ Section' }).press('Enter')
  await page.getByLabel('Section heading').fill('Abroad')
  await page.getByRole('button', { name: 'Remove heading' }).press('Enter')
  await expect(outlineOf(page).locator(':focus')).toHaveCount(1)

  // A button that has nothing left to do keeps it.
  const undo = page.getByRole('banner').getByRole('button', { name: 'Undo' })
  await undo.focus()
  await expect(async () => {
    await page.keyboard.press('Enter')
    await expect(undo).toBeDisabled({ timeout: 100 })
  }).toPass()
  await expect(undo).toBeFocused()

  // A note that was begun by its button is read where it stands now; so is an answer.
  await page.getByRole('button', { name: 'Notes 0' }).press('Enter')
  await page.getByRole('button', { name: '+ Note' }).press('Enter')
  await page.keyboard.type('Shorter, please.')
  await page.getByRole('button', { name: 'Write it' }).press('Enter')
  const note = page.getByRole('region', { name: 'Notes' }).getByRole('listitem').first()
  await expect(note).toBeFocused()
  await page.getByRole('button', { name: '+ Note' }).press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: '+ Note' })).toBeFocused()
  await page.getByRole('button', { name: /^Answer the note/ }).press('Enter')
  await page.keyboard.type('It is short.')
  await page.keyboard.press('Control+Enter')
  await expect(note).toContainText('It is short.')
  await somewhere(page)
  await page.getByRole('button', { name: /^Answer the note/ }).press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Answer the note/ })).toBeFocused()
})

test('a message goes by itself, unless one is at it; Escape closes it, and on a phone it is over no field', async ({ page, site }) => {
  await page.clock.install()
  await signIn(page, site, 'author', 'Reader')
  await beginList(page, 'Messages')
  for (const heading of ['One', 'Two', 'Three']) await addEntry(page, heading)
  const remove = async (heading: string) => {
    await openOf(page, heading).click()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(message(page)).toContainText(`Removed “${heading}”`)
    // A minute that passes in the middle of a save is a save that failed: its notice would move what is pressed next.
    await saved(page)
  }
  await remove('Three')
  await page.clock.fastForward(12_000)
  await message(page).hover()
  await page.clock.fastForward(60_000)
  await expect(message(page)).toBeVisible()
  await wordsOf(page).hover()
  await page.clock.fastForward(60_000)
  await expect(message(page)).toHaveCount(0)

  await remove('Two')
  await message(page).getByRole('button', { name: 'Undo' }).focus()
  await page.clock.fastForward(60_000)
  await expect(message(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(message(page)).toHaveCount(0)
  await somewhere(page)

  await page.setViewportSize({ width: 390, height: 500 })
  await page.getByRole('button', { name: 'What to do with this entry' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(message(page)).toBeVisible()
  await wordsOf(page).fill('A line.\n'.repeat(60))
  const apart = await message(page).evaluate((element) => {
    const [told, main] = [element.getBoundingClientRect(), document.activeElement!.closest('main')!.getBoundingClientRect()]
    return told.top >= main.bottom || told.bottom <= main.top
  })
  expect(apart).toBe(true)
})

/** Lets what is written wait on its way to the site, until it is released. */
async function holdOperations(page: Page) {
  let [arrive, release] = [() => {}, () => {}]
  const isHeld = new Promise<void>((resolve) => (arrive = resolve))
  const isReleased = new Promise<void>((resolve) => (release = resolve))
  await page.route(operationsPath, async (route) => {
    arrive()
    await isReleased
    await route.continue()
  })
  return { isHeld, release: () => release() }
}

test('the top of the editor on a phone: two rows, with the way to the live page; what is dragged is beside its place', async ({ page, site }) => {
  await signIn(page, site, 'owner', 'Olga')
  await beginList(page, 'A list with a title that is too long for the top of a phone')
  for (const heading of ['One', 'Two', 'Three']) await addEntry(page, heading)
  await saved(page)
  await publish(page)
  await page.setViewportSize({ width: 390, height: 800 })
  const top = page.getByRole('banner')
  await expect(top.getByRole('link', { name: 'Live page' })).toBeVisible()
  const rows = await top.evaluate((element) => {
    const middles = [...element.querySelectorAll('a, button')].filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect())
    return new Set(middles.map(({ top: y, height }) => Math.round((y + height / 2) / 12))).size
  })
  expect(rows).toBeLessThanOrEqual(2)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  // It is as high while words are on their way as before and after.
  const height = () => top.evaluate((element) => element.getBoundingClientRect().height)
  const before = await height()
  const sending = await holdOperations(page)
  await headingOf(page).fill('Three and more')
  await sending.isHeld
  await expect(top.getByRole('status')).toContainText('sending…')
  expect(await height()).toBe(before)
  sending.release()
  await saved(page)
  expect(await height()).toBe(before)

  // Loaded again, the page opens what was open, and one writes on there.
  await headingOf(page).focus()
  await page.reload()
  await expect(headingOf(page)).toHaveValue('Three and more')
  await expect(headingOf(page)).toBeFocused()
  await headingOf(page).fill('Three')
  await saved(page)

  await page.getByRole('button', { name: 'Outline', exact: true }).click()
  await openOf(page, 'Two').press('Enter')
  await somewhere(page)

  // The studio's own menu stands in one row, and shows where one is.
  const shot = await page.context().newPage()
  await shot.setViewportSize({ width: 390, height: 800 })
  await shot.goto('/admin/settings')
  await expect(shot.getByRole('link', { name: 'Settings' })).toBeInViewport({ ratio: 1 })
  const tops = await shot
    .getByRole('navigation', { name: 'Studio' })
    .getByRole('link')
    .evaluateAll((links) => new Set(links.map((link) => link.getBoundingClientRect().top)).size)
  expect(tops).toBe(1)
  expect(await shot.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await shot.close()

  await page.setViewportSize({ width: 1280, height: 800 })
  const from = await pointOf(openOf(page, 'One'))
  const to = await pointOf(rowOf(page, 'Three'), 'lower')
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x, from.y + 8)
  await page.mouse.move(to.x, to.y, { steps: 4 })
  const [line, chip] = await page.evaluate(() =>
    ['.land', 'nav > .floating'].map((what) => document.querySelector(what)!.getBoundingClientRect().toJSON() as DOMRect),
  )
  expect(chip!.top > line!.top + 6 || chip!.bottom < line!.top - 6, 'the line is seen').toBe(true)
  await page.mouse.up()
  expect(await numberOf(page, 'One')).toBe(3)
  await expect(gripOf(page, 'One')).toBeAttached()
})
