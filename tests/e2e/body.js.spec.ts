import fs from 'node:fs'
import type { CDPSession, Page } from '@playwright/test'
import { entriesOf } from '@/features/articles/schema'
import { expectAccessible } from './support/axe'
import { bodyOn, draftOn, headingOf, longList, openEntry, putEntries, sourceOf, withoutStream, wordsOf } from './support/drafts'
import { expect, test } from './support/site'
import { beginList, beginWithEntry, saved, signIn, signInAs } from './support/writers'

test.use({ siteOf: 'bodies' })

/** What stands in the place of a body that nobody writes in: the page's own HTML. */
const asOnThePage = (page: Page) => page.locator('[data-field="body"] [inert]')
const opened = (page: Page) => expect(wordsOf(page)).toHaveAttribute('contenteditable', 'true')
const compose = async (devtools: CDPSession, ...steps: string[]) => {
  for (const text of steps) await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await devtools.send('Input.insertText', { text: steps.at(-1)! })
}
/** Puts the caret behind the first of these words, by the mouse. */
const caretBehind = async (page: Page, words: string) => {
  const place = await wordsOf(page).evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent!.indexOf(wanted)
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + wanted.length)
      const { right, top, height } = range.getBoundingClientRect()
      return { x: right, y: top + height / 2 }
    }
    throw new Error(`${wanted} is not there`)
  }, words)
  await page.mouse.click(place.x, place.y)
}

test('a body stands as on the page, and is written where one presses: words, looks and one history', async ({ page, site }) => {
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await signIn(page, site, 'author')
  const id = await beginWithEntry(page, 'Looks')
  await wordsOf(page).fill('Say it loud.')
  await opened(page)
  await wordsOf(page).press('Control+End')
  await page.keyboard.press('Control+ArrowLeft')
  await page.keyboard.press('Control+b')
  await expect(sourceOf(page)).toHaveValue('Say it **loud**.')
  await expect(wordsOf(page).locator('strong')).toHaveText('loud')
  await page.keyboard.press('Control+Home')
  await expect(wordsOf(page)).toHaveText('Say it loud.')
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Next one')
  await expect(sourceOf(page)).toHaveValue('Say it **loud**.\n\nNext one')
  await expectAccessible(page)

  // Each word is a step back, and so is what was made bold.
  for (const before of ['Say it **loud**.\n\nNext ', 'Say it **loud**.\n\n', 'Say it **loud**.', 'Say it loud.']) {
    await page.keyboard.press('Control+z')
    await expect(sourceOf(page)).toHaveValue(before)
  }
  await page.keyboard.press('Control+y')
  await expect(wordsOf(page).locator('strong')).toHaveText('loud')
  await expect(wordsOf(page)).toBeFocused()

  // Left, it is what readers will see; the address of a link is never in the text.
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+Shift+ArrowRight')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Address of the link' }).fill('a.example/say')
  await page.keyboard.press('Enter')
  await expect(sourceOf(page)).toHaveValue('[Say](https://a.example/say) it **loud**.')
  await expect(wordsOf(page)).toBeFocused()
  await headingOf(page).focus()
  await expect(asOnThePage(page).locator('a[href="https://a.example/say"]')).toHaveText('Say')
  await expect(asOnThePage(page).locator('strong')).toHaveText('loud')
  await expectAccessible(page)
  await saved(page)

  // After a reload too, and a press there opens it with the caret in that word.
  await page.reload()
  await openEntry(page, 'One')
  await expect(asOnThePage(page).locator('strong')).toHaveText('loud')
  const word = (await asOnThePage(page).locator('strong').boundingBox())!
  await page.mouse.click(word.x + word.width - 1, word.y + word.height / 2)
  await opened(page)
  await page.keyboard.type('er')
  await expect(sourceOf(page)).toHaveValue('[Say](https://a.example/say) it **louder**.')
  if (process.env.BODY_PICTURES) {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.screenshot({ path: `${process.env.BODY_PICTURES}/desk-${scheme}.png` })
    }
    await page.keyboard.press('Control+Shift+ArrowLeft')
    await expect(page.getByRole('toolbar', { name: 'Formatting of Words' })).toBeVisible()
    await page.screenshot({ path: `${process.env.BODY_PICTURES}/desk-tools.png` })
  }
  await headingOf(page).press('Enter')
  await expect(wordsOf(page)).toBeFocused()
  await saved(page)
  expect(bodyOn(site, id, 'One')).toBe('[Say](https://a.example/say) it **louder**.')
  expect(faults).toEqual([])
})

test.describe('beside a colleague', () => {
  test.use({ expectedConsole: [/ERR_CONNECTION_REFUSED/] })
  test('Hangul is composed beside and inside looks, while a colleague writes', async ({ page, browser, site }) => {
    await withoutStream(page)
    const email = await signIn(page, site, 'editor')
    const id = await beginWithEntry(page, 'Composed')
    await wordsOf(page).fill('Say **bold** word\n\n- item')
    const devtools = await page.context().newCDPSession(page)
    const syllables = ['ㅂ', '비', '빅', '빅ㅂ', '빅배', '빅뱅']
    // The subheading is the same field, one line high. It is a step of its own, too.
    const line = page.getByRole('textbox', { name: 'Subheading' })
    await line.focus()
    await expect(line).toHaveAttribute('contenteditable', 'true')
    await expect(page.getByLabel('Formatting of Words')).toHaveCount(0)
    await page.keyboard.type('in ')
    await page.keyboard.press('Control+b')
    await compose(devtools, ...syllables)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type(' 2007')
    await expect(line).toHaveText('in 빅뱅 2007')
    await page.keyboard.press('Enter')
    await opened(page)
    await expect(wordsOf(page)).toBeFocused()
    await expect(page.locator('[data-field="subheading"] [inert] strong')).toHaveText('빅뱅')
    await saved(page)
    expect(entriesOf(draftOn(site, id))[0]!.entry.subheading).toBe('in **빅뱅** 2007')
    for (const [behind, after] of [
      ['bo', 'Say **bo빅뱅ld** word\n\n- item'],
      ['item', 'Say **bold** word\n\n- item빅뱅'],
      ['Say', 'Say빅뱅 **bold** word\n\n- item'],
    ] as const) {
      await caretBehind(page, behind)
      await compose(devtools, ...syllables)
      await expect(sourceOf(page)).toHaveValue(after)
      await page.keyboard.press('Control+z')
      await expect(sourceOf(page)).toHaveValue('Say **bold** word\n\n- item')
    }
    // In a pair that has only been begun.
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Space')
    await page.keyboard.press('Control+b')
    await compose(devtools, ...syllables)
    await page.keyboard.press('Space')
    await compose(devtools, '이')
    await expect(sourceOf(page)).toHaveValue('Say **bold** word\n\n- item **빅뱅 이**')
    await saved(page)

    const other = await (await browser.newContext({ baseURL: site.url })).newPage()
    await signInAs(other, email)
    await other.goto(`/admin/articles/${id}`)
    await openEntry(other, 'One')
    await wordsOf(other).press('Control+Home')
    await other.keyboard.type('Hers. ')
    await saved(other)
    await compose(devtools, '것', '것은')
    await saved(page)
    await expect(sourceOf(page)).toHaveValue('Hers. Say **bold** word\n\n- item **빅뱅 이것은**')
    await expect(wordsOf(page)).toContainText('Hers. Say bold word')
    await expect(wordsOf(page)).toBeFocused()
    await page.keyboard.type('!')
    await saved(page)
    expect(bodyOn(site, id, 'One')).toBe('Hers. Say **bold** word\n\n- item **빅뱅 이것은!**')
    await other.context().close()
  })

  // What a Japanese and a Chinese keyboard send: kana, then candidates clause by clause; pinyin with its blanks and marks, then characters.
  const japanese = ['k', 'き', 'きょ', 'きょう', 'きょうは', 'きょうはあめ', '京はあめ', '今日はあめ', '今日は飴', '今日は雨']
  const chinese = ['n', 'ni', 'ni ', 'ni h', 'ni hao', "ni'hao", "ni'hao shi", '你hao shi', '你好shi', '你好世', '你好世界']
  for (const [script, steps] of [
    ['Japanese', japanese],
    ['Chinese', chinese],
  ] as const)
    test(`${script} is composed beside and inside looks, and each composition is one step back`, async ({ page, site }) => {
      await signIn(page, site, 'author')
      const id = await beginList(page, script)
      const before = 'Say **bold** and [a link](https://a.example/x) word\n\n> said'
      // So that nothing was typed before the first composition.
      await putEntries(page, site, id, [{ ...longList(1)[0]!, id: `composed${script}`, heading: 'One', body: before }])
      await page.reload()
      await openEntry(page, 'One')
      await wordsOf(page).press('Control+End')
      await opened(page)
      const devtools = await page.context().newCDPSession(page)
      const words = steps.at(-1)!
      for (const [behind, after] of [
        ['bo', before.replace('bold', `bo${words}ld`)],
        ['bold', before.replace('bold', `bold${words}`)],
        ['a li', before.replace('link', `li${words}nk`)],
        [' word', `${before.replace(' word', ` word${words}`)}`],
        ['said', `${before}${words}`],
      ] as const) {
        await caretBehind(page, behind)
        await compose(devtools, ...steps)
        await expect(sourceOf(page)).toHaveValue(after)
        await page.keyboard.press('Control+z')
        await expect(sourceOf(page)).toHaveValue(before)
      }
      // One that is given up leaves nothing.
      for (const text of [...steps, '']) await devtools.send('Input.imeSetComposition', { text, selectionStart: 0, selectionEnd: text.length })
      await expect(sourceOf(page)).toHaveValue(before)
      await compose(devtools, ...steps)
      await saved(page)
      expect(bodyOn(site, id, 'One')).toBe(`${before}${words}`)
    })

  test('where the editor cannot be loaded one writes in the plain field, and nothing is lost when it comes', async ({ page, site }) => {
    await signIn(page, site, 'author')
    await beginWithEntry(page, 'Slow to come')
    await saved(page)
    let isAway = true
    const script = '**/_next/static/**/*.js'
    await page.route(script, (route) => (isAway ? route.abort('connectionrefused') : route.continue()))
    await wordsOf(page).focus()
    await page.keyboard.type('Typed without it')
    await expect(wordsOf(page)).toHaveValue('Typed without it')
    await saved(page)
    await headingOf(page).focus()
    isAway = false
    // In the middle of a word.
    await wordsOf(page).press('Control+End')
    await wordsOf(page).pressSequentially(' and with it, to the very end of the line')
    await opened(page)
    await expect(sourceOf(page)).toHaveValue('Typed without it and with it, to the very end of the line')
  })
})

test('a screen reader hears a text field with its name, and in it the heading, the lists with their levels, the quote and the link', async ({ page, site }) => {
  await signIn(page, site, 'author')
  await beginWithEntry(page, 'Heard')
  await wordsOf(page).fill('### Where it was\n\nSay **it** to [her](https://a.example/x)\n\n- first\n  - inside\n- second\n\n> said')
  await opened(page)
  await expect(wordsOf(page)).toMatchAriaSnapshot(`
    - textbox "Words":
      - heading "Where it was" [level=5]
      - strong: it
      - link "her"
      - img "bullet": •
      - img "bullet, level 2": •
      - img "bullet": •
      - blockquote: said
  `)
})

test('what is copied elsewhere comes as Markdown, in one step of the history', async ({ page, site }) => {
  await signIn(page, site, 'author')
  await beginWithEntry(page, 'Pasted')
  await wordsOf(page).fill('Before. ')
  await opened(page)
  const paste = (data: Record<string, string>) =>
    wordsOf(page).evaluate((element, given) => {
      const clipboardData = new DataTransfer()
      for (const [type, value] of Object.entries(given)) clipboardData.setData(type, value)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, data)
  // What is pasted when its text is left already, because the script for it was slow to come, is offered.
  let release = () => {}
  const isReleased = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/_next/static/**', async (route) => {
    await isReleased
    await route.continue()
  })
  await paste({ 'text/html': '<p>Late and <b>bold</b></p>', 'text/plain': 'Late and bold' })
  await headingOf(page).focus()
  release()
  await expect(page.getByText('What you pasted came when its text was left already')).toBeVisible()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save them as a file' }).click()
  expect(fs.readFileSync(await (await downloading).path(), 'utf8')).toBe('Late and **bold**')
  await expect(sourceOf(page)).toHaveValue('Before. ')
  await page.getByRole('button', { name: 'Close this message' }).click()
  await wordsOf(page).click()
  await opened(page)

  await page.keyboard.press('Control+End')
  await paste({
    'text/html':
      '<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:700">Bold</span><span> and </span><span style="font-style:italic">slanted</span></p></b>',
    'text/plain': 'Bold and slanted',
  })
  await expect(sourceOf(page)).toHaveValue('Before. **Bold** and *slanted*')
  await page.keyboard.press('Control+z')
  await expect(sourceOf(page)).toHaveValue('Before. ')
  await page.keyboard.press('Control+a')
  await paste({ 'text/plain': 'https://youtu.be/abc_(1)' })
  await expect(sourceOf(page)).toHaveValue('[Before.](<https://youtu.be/abc_(1)>) ')

  // Lines of a messenger stay lines, and its signs are signs; with Ctrl Shift V a text comes as it is.
  await page.keyboard.press('Control+End')
  await paste({ 'text/plain': 'Mina: *sighs*\nNoah: 1. Blue' })
  await expect(sourceOf(page)).toHaveValue('[Before.](<https://youtu.be/abc_(1)>) \n\nMina: \\*sighs\\*\n\nNoah: 1. Blue')
  await page.keyboard.press('Control+z')
  await expect(sourceOf(page)).toHaveValue('[Before.](<https://youtu.be/abc_(1)>) ')

  // An address of a video that is pasted alone is the video of the entry, in one step; it can stand in the text instead.
  const isVideo = page.getByText('“One” is the video of this entry.')
  const noVideo = page.getByRole('combobox', { name: 'Set a video' })
  await page.keyboard.press('Control+End')
  await paste({ 'text/plain': 'https://youtu.be/abcdefghijk' })
  await expect(isVideo).toBeVisible()
  await expect(noVideo).toHaveCount(0)
  await expect(sourceOf(page)).toHaveValue('[Before.](<https://youtu.be/abc_(1)>) ')
  await page.keyboard.press('Control+z')
  await expect(noVideo).toBeVisible()
  await expect(isVideo).toHaveCount(0)
  await paste({ 'text/plain': '<iframe width="560" src="https://www.youtube.com/embed/abcdefghijk?si=1" allowfullscreen></iframe>' })
  await expect(isVideo).toBeVisible()
  await page.getByRole('button', { name: 'Put it in the text instead' }).click()
  await expect(noVideo).toBeVisible()
  await expect(sourceOf(page)).toHaveValue('[Before.](<https://youtu.be/abc_(1)>)\n\nhttps://www.youtube.com/watch?v=abcdefghijk')
})

test.describe('on a phone', () => {
  test.use({ hasTouch: true })
  test('a tap opens a body at its place, and the tools stand at the bottom', async ({ page, site }) => {
    await signIn(page, site, 'author')
    await beginWithEntry(page, 'Tapped')
    await page.setViewportSize({ width: 390, height: 780 })
    await wordsOf(page).fill('Say **bold** word')
    await headingOf(page).focus()
    const word = (await asOnThePage(page).locator('strong').boundingBox())!
    await page.touchscreen.tap(word.x + word.width - 1, word.y + word.height / 2)
    await opened(page)
    await page.keyboard.type('er')
    await expect(sourceOf(page)).toHaveValue('Say **bolder** word')
    const tools = page.getByRole('toolbar', { name: 'Formatting of Words' })
    await expect(tools.getByRole('button', { name: 'Bold' })).toHaveAttribute('aria-pressed', 'true')
    const { y, height, width } = (await tools.boundingBox())!
    expect([Math.round(y + height), Math.round(width)]).toEqual([780, 390])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await expectAccessible(page)
    if (process.env.BODY_PICTURES) await page.screenshot({ path: `${process.env.BODY_PICTURES}/phone.png` })
    await tools.getByRole('button', { name: 'Done' }).tap()
    await expect(asOnThePage(page).locator('strong')).toHaveText('bolder')
  })
})
