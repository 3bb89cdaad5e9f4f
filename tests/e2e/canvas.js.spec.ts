import type { Page } from '@playwright/test'
import { jpegOf } from '../support/pictures'
import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { bodyOn, headingOf, longList, openEntry, putEntries, sourceOf, wordsOf } from './support/drafts'
import { openList } from './support/outline'
import { expect, test } from './support/site'
import { addEntry, beginList, beginWithEntry, outlineOf, saved, signIn } from './support/writers'

test.use({ siteOf: 'canvas' })

const part = (page: Page, heading: string) => page.getByRole('article', { name: heading, exact: true })
/** How far below the top of the middle something stands. */
const topOf = (page: Page, heading: string) =>
  part(page, heading).evaluate((element) => Math.round(element.getBoundingClientRect().top - document.getElementById('canvas')!.getBoundingClientRect().top))
const opened = (page: Page) => expect(wordsOf(page)).toHaveAttribute('contenteditable', 'true')

test('the whole list stands in the middle, and is written where one presses', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginList(page, 'Canvas')
  await openList(page, site, id, { '': ['One'], London: ['Two', 'Three'], Seoul: ['Four'] })
  await expect(page.getByRole('article')).toHaveCount(4)
  await expect(part(page, 'Three')).toContainText('Words of Three.')
  await expect(page.getByRole('region', { name: 'Section London' })).toContainText('2 entries')
  await expectAccessible(page)

  // A press in the words of an entry opens it there, and nothing moves.
  await part(page, 'Two').scrollIntoViewIfNeeded()
  const before = await topOf(page, 'Two')
  const words = (await part(page, 'Two').getByText('Words of Two.').boundingBox())!
  await page.mouse.click(words.x + 2, words.y + 12)
  await opened(page)
  await page.keyboard.type('"All" ')
  await expect(sourceOf(page)).toHaveValue('“All” Words of Two.')
  expect(Math.abs((await topOf(page, 'Two')) - before)).toBeLessThanOrEqual(2)
  await expect(outlineOf(page).getByRole('button', { name: 'Two' })).toHaveAttribute('aria-current', 'true')
  // One step back takes the print of the second mark away, and nothing else.
  for (const shown of ['“All”Words of Two.', '“All"Words of Two.']) {
    await page.keyboard.press('Control+z')
    await expect(sourceOf(page)).toHaveValue(shown)
  }
  for (let n = 0; n < 2; n++) await page.keyboard.press('Control+y')

  // Another one is opened by its heading; its neighbours are the page's own HTML again.
  await part(page, 'Three').getByRole('heading', { name: 'Three' }).click()
  await expect(headingOf(page)).toBeFocused()
  await expect(headingOf(page)).toHaveValue('Three')
  await expect(part(page, 'Two')).toContainText('“All” Words of Two.')
  // Moved, it keeps the focus and what is typed in it.
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByRole('article').nth(1)).toHaveAccessibleName('Three')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByRole('article').nth(2)).toHaveAccessibleName('Three')
  await page.keyboard.press('End')
  await page.keyboard.type('!')
  await expect(headingOf(page)).toHaveValue('Three!')

  // By the keyboard: the button of a part beside what is open, and from one entry to the next.
  await page.keyboard.press('Control+ArrowDown')
  await expect(headingOf(page)).toHaveValue('Four')
  const door = page.getByRole('button', { name: 'Write here: entry 3' })
  await door.focus()
  await page.keyboard.press('Enter')
  await expect(headingOf(page)).toBeFocused()
  await expect(headingOf(page)).toHaveValue('Three!')

  // One alone is remembered.
  const show = async (look: string) => {
    await page.getByRole('button', { name: /^How the list is shown/ }).click()
    await page.getByRole('menuitemradio', { name: look }).click()
  }
  await show('One alone')
  await expect(page.getByRole('article')).toHaveCount(1)
  await saved(page)
  await page.reload()
  await openEntry(page, 'Two')
  await expect(page.getByRole('article')).toHaveCount(1)
  // Titles alone, to read the order; what is open stays open, and a press opens another.
  await show('Close together')
  await expect(page.getByRole('article')).toHaveCount(4)
  await expect(page.getByRole('main')).not.toContainText('Words of Four.')
  await page.getByRole('article', { name: 'Three!' }).getByRole('heading').click()
  await expect(headingOf(page)).toBeFocused()
  await expect(headingOf(page)).toHaveValue('Three!')
  await expect(wordsOf(page)).toBeVisible()
  // Its grip moves it by arrows, and its menu has the rest.
  await page.getByRole('button', { name: 'Move this entry' }).press('ArrowUp')
  await expect(page.getByRole('article').nth(1)).toHaveAccessibleName('Three!')
  await page.getByRole('button', { name: 'What to do with this entry' }).click()
  await page.getByRole('menuitem', { name: 'Down by one place' }).click()
  await expect(page.getByRole('article').nth(2)).toHaveAccessibleName('Three!')
  await expectAccessible(page)
  await openEntry(page, 'Two')
  await show('As the page')
  await expect(page.getByRole('article')).toHaveCount(4)
  await expect(wordsOf(page)).toBeInViewport()
  expect(bodyOn(site, id, 'Two')).toBe('“All” Words of Two.')
})

test('in a body: what a stroke puts in, a link by its name, words found in the whole list', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginList(page, 'Body parts')
  await openList(page, site, id, { '': ['One', 'Two'] })
  await openEntry(page, 'One')
  await wordsOf(page).press('Control+End')
  await opened(page)
  await page.keyboard.press('Enter')
  await page.keyboard.type('/')
  const menu = page.getByRole('listbox', { name: 'Put in' })
  await expect(menu.getByRole('option')).toHaveText([
    /^Quote Words/,
    /^Quote with a name/,
    /^List/,
    /^Numbered list/,
    /^Picture/,
    /^Table/,
    /^Footnote/,
    /^Spoiler/,
    /^Code/,
    /^Link/,
    /^Video/,
  ])
  await expectAccessible(page)
  await page.keyboard.type('nu')
  await expect(menu.getByRole('option')).toHaveText([/^Numbered list/])
  await page.keyboard.press('Enter')
  await page.keyboard.type('first')
  await expect(sourceOf(page)).toHaveValue('Words of One.\n\n1. first')

  await page.keyboard.press('Control+Shift+x')
  await expect(sourceOf(page)).toHaveValue('Words of One.\n\n1. ||first||')
  // Behind the words a second press would lead out of the spoiler; what is chosen loses it.
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await page.keyboard.press('Control+Shift+x')
  await expect(sourceOf(page)).toHaveValue('Words of One.\n\n1. first')

  await expect(page.getByText('1 of 5 words')).toBeVisible()
  await page.keyboard.press('Control+k')
  const address = page.getByRole('combobox', { name: 'Address of the link' })
  // A name that nothing has is no address: it is told, and stays.
  await address.fill('nobody at all')
  await address.press('Enter')
  await expect(page.getByText('Nothing here has this name: type an address')).toBeVisible()
  await expect(sourceOf(page)).toHaveValue('Words of One.\n\n1. first')
  await address.fill('two')
  await expect(page.getByRole('option', { name: 'Two In this list' })).toBeVisible()
  await expectAccessible(page)
  await address.press('ArrowDown')
  await address.press('Enter')
  await expect(sourceOf(page)).toHaveValue(/^Words of One\.\n\n1\. \[first\]\(\/articles\/[^/]+\/two00000\)$/)

  await page.keyboard.press('Control+f')
  // Meant for what comes, and nothing for the words.
  await page.keyboard.type('xyz')
  await expect(sourceOf(page)).toHaveValue(/two00000\)$/)
  const find = page.getByRole('region', { name: 'Find and replace' })
  await find.getByLabel('Find in the whole list').fill('K-pop')
  await expect(find.getByText('Nothing found')).toBeVisible()
  await find.getByLabel('Find in the whole list').fill('words')
  await expect(find.getByText('Found 2 times')).toBeVisible()
  await expectAccessible(page)
  await find.getByRole('button', { name: /^2 Two, words/ }).click()
  await opened(page)
  await page.keyboard.type('Lines')
  await expect(sourceOf(page)).toHaveValue('Lines of Two.')
  await find.getByLabel('Replace by').fill('Verses')
  await find.getByLabel('Find in the whole list').fill(' of ')
  await expect(find.getByText('Found 2 times')).toBeVisible()
  await find.getByRole('button', { name: 'Replace all' }).click()
  await expect(find.getByText('Nothing found')).toBeVisible()
  await saved(page)
  expect(bodyOn(site, id, 'Two')).toBe('LinesVersesTwo.')
  await page.getByRole('button', { name: 'Undo' }).click()
  await saved(page)
  expect(bodyOn(site, id, 'Two')).toBe('Lines of Two.')
  // A table is written in its cells, which are told by row and column.
  await openEntry(page, 'Two')
  await wordsOf(page).press('Control+End')
  await opened(page)
  await page.keyboard.press('Enter')
  await page.keyboard.type('/ta')
  await page.keyboard.press('Enter')
  const cell = (name: string) => page.getByRole('textbox', { name, exact: true })
  await expect(cell('Heading, column 1 of 2')).toBeFocused()
  await page.keyboard.type('Song')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Year')
  await page.keyboard.press('Tab')
  await expect(cell('Row 1 of 1, column 1 of 2: Song')).toBeFocused()
  const devtools = await page.context().newCDPSession(page)
  for (const text of ['ㅂ', '비', '빅']) await devtools.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 })
  await devtools.send('Input.insertText', { text: '빅' })
  await page.keyboard.type(' | Bang')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(cell('Row 2 of 2, column 2 of 2: Year')).toBeFocused()
  await page.keyboard.type('2008')
  const table = 'Lines of Two.\n\n| Song | Year |\n| --- | --- |\n| 빅 \\| Bang |  |\n|  | 2008 |'
  await expect(sourceOf(page)).toHaveValue(table)
  await expectAccessible(page)
  // By keyboard alone: a row behind the last, and the buttons.
  const rows = (count: number, column: number, name: string) => cell(`Row ${count} of ${count}, column ${column} of 2: ${name}`)
  await page.keyboard.press('Tab')
  await expect(rows(3, 1, 'Song')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: '+ Row' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(rows(4, 1, 'Song')).toBeFocused()
  for (const left of [3, 2]) {
    await page.keyboard.press('Alt+F10')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'Remove row' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(rows(left, 1, 'Song')).toBeFocused()
  }
  await page.keyboard.press('ArrowRight')
  await expect(rows(2, 2, 'Year')).toBeFocused()
  await expect(sourceOf(page)).toHaveValue(table)
  await page.getByRole('toolbar', { name: 'Table' }).getByRole('button', { name: '+ Column' }).click()
  await expect(cell('Row 2 of 2, column 3 of 3')).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(sourceOf(page)).toHaveValue(table)
  await openEntry(page, 'One')
  await openEntry(page, 'Two')
  await wordsOf(page).press('Control+End')
  await expect(cell('Row 2 of 2, column 2 of 2: Year')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(wordsOf(page)).toBeFocused()
  await page.keyboard.type('Behind')
  await expect(sourceOf(page)).toHaveValue(`${table}\n\nBehind`)
  await saved(page)
  expect(bodyOn(site, id, 'One')).toMatch(/^Words of One\./)
})

test('with 200 entries what is chosen comes into sight, and the outline shows what is read', async ({ page, site }) => {
  await signIn(page, site, 'author')
  const id = await beginList(page, 'Long canvas')
  await putEntries(page, site, id, longList(200))
  await page.reload()
  await outlineOf(page).getByRole('searchbox').fill('150')
  await page.keyboard.press('Enter')
  await expect(headingOf(page)).toHaveValue('Song 149')
  await expect(headingOf(page)).toBeInViewport()
  await expect.poll(() => topOf(page, 'Song 149')).toBeLessThan(200)
  await expect(part(page, 'Song 150')).toContainText('Words of a song.')
  // What is far is not there, and has its place all the same.
  await expect(part(page, 'Song 20')).toHaveCount(0)
  await part(page, 'Song 149').hover()
  await page.mouse.wheel(0, 900)
  const seen = outlineOf(page).getByRole('listitem').and(page.locator('[data-seen]'))
  await expect(seen).toHaveText([/Song 15\d/])
})

/** What stands in each part of a list, with its type: `parts` finds the parts on the page, and `fields` what is asked of each. */
const looksOf = (page: Page, parts: string, fields: Record<'number' | 'heading' | 'subheading' | 'body', string>) =>
  page.locator(parts).evaluateAll((elements, asked) => {
    const typeOf = (element: Element) => {
      const { fontFamily, fontSize, fontWeight, fontStyle, lineHeight, letterSpacing, color } = getComputedStyle(element)
      return { fontFamily, fontSize, fontWeight, fontStyle, lineHeight, letterSpacing, color }
    }
    const lookOf = (element: Element | null) => element && { text: element.textContent.replaceAll(/\s+/g, ' ').trim(), ...typeOf(element) }
    return elements.map((element) => {
      const body = element.querySelector(asked.body)
      return {
        number: lookOf(element.querySelector(asked.number)),
        heading: lookOf(element.querySelector(asked.heading)),
        subheading: lookOf(element.querySelector(asked.subheading)),
        body: body && {
          ...typeOf(body),
          width: Math.round(body.getBoundingClientRect().width),
          parts: Array.from(body.children, (child) => [child.tagName, child.textContent]),
          height: Math.round(body.lastElementChild!.getBoundingClientRect().bottom - body.getBoundingClientRect().top),
        },
      }
    })
  }, fields)

for (const slug of ['k-pop-mvs-filmed-abroad', 'classic-k-pop-mvs-with-k-drama-actors'])
  test(`the middle shows ${slug} as its page does`, async ({ page, site }) => {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(`/articles/${slug}`)
    const heading = ':scope > :is(h2, h3, h4)'
    const entries = await looksOf(page, '[data-entry]', {
      number: ':scope > [aria-hidden]',
      heading: `${heading} > a`,
      subheading: `${heading} > span`,
      body: ':scope > div',
    })
    const sections = await looksOf(page, '[id^="section-"]', { number: 'none', heading: ':scope > a', subheading: 'none', body: 'none' })
    expect(entries.length).toBeGreaterThan(10)

    await signIn(page, site, 'editor')
    // The middle stands between two columns: it is as wide as the page's text in a wider window. So high that all parts are drawn.
    await page.setViewportSize({ width: 1440, height: 30_000 })
    await page.goto(`/admin/articles/${String(look(site, 'SELECT "id" FROM "Article" WHERE "slug" = ?', slug)[0]!.id)}`)
    await expect(page.getByRole('article')).toHaveCount(entries.length)
    // The page's own HTML comes for each text.
    await expect(page.getByRole('article').locator('[data-still="body"] p').first()).toBeVisible()
    const still = (name: string) => `[data-still="${name}"]`
    const fields = { number: ':scope > [aria-hidden]', heading: still('heading'), subheading: still('subheading'), body: still('body') }
    await expect(async () => expect(await looksOf(page, 'article[aria-label]', fields)).toEqual(entries)).toPass({ timeout: 10_000 })
    expect((await looksOf(page, 'section[aria-label^="Section"]', { ...fields, body: 'none' })).map(({ heading: its }) => its)).toEqual(
      sections.map(({ heading: its }) => its),
    )
  })

test('the poster of a video that is made in place stands in the middle and in the picker at once', async ({ page, site }) => {
  await signIn(page, site, 'editor', 'Ara')
  await beginWithEntry(page, 'Roof films')
  const video = page.getByRole('combobox', { name: 'Set a video' })
  await video.fill('Rooftop film')
  await page.getByRole('option', { name: 'New record “Rooftop film”…' }).click()
  const made = page.getByRole('group', { name: 'New record' })
  await made.getByRole('button', { name: '+ Poster' }).click()
  await made.getByRole('button', { name: 'Choose or upload a picture' }).click()
  const file = { name: 'roof.jpg', mimeType: 'image/jpeg', buffer: await jpegOf(480, 270, 31) }
  await page.getByLabel('Upload', { exact: true }).and(page.locator('input')).setInputFiles(file)
  await page.getByLabel('Say what is to be seen').fill('A roof')
  await page.getByRole('button', { name: 'Use it' }).click()
  await expect(made.getByRole('button', { name: 'Take it off' })).toBeVisible()
  await made.getByRole('button', { name: 'Make it' }).click()
  const widthOf = (element: HTMLElement) => (element as HTMLImageElement).naturalWidth
  const poster = part(page, 'One').getByRole('presentation')
  await expect(poster).toHaveAttribute('src', /^\/media\/[0-9a-f]{32}-\d+\.jpg$/)
  await expect.poll(() => poster.evaluate(widthOf)).toBeGreaterThan(0)
  await addEntry(page, 'Two')
  await video.fill('rooftop')
  const small = page.getByRole('option', { name: /^Rooftop film/ }).getByRole('presentation')
  await expect.poll(() => small.evaluate(widthOf)).toBeGreaterThan(0)
})
