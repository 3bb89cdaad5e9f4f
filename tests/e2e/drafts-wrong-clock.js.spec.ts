import {
  bodyOn,
  cutOff,
  keptInBrowser,
  lookedAt,
  openEntry,
  operationsPath,
  readKept,
  setClock,
  withClock,
  withoutStream,
  sourceOf,
  wordsOf,
} from './support/drafts'
import { expect, test } from './support/site'
import { beginWithEntry, saved, savedNoteOf, signIn } from './support/writers'

// Requests are cut off on purpose.
test.use({ siteOf: 'drafts wrong clock', expectedConsole: [/ERR_CONNECTION_(REFUSED|RESET)/] })

const day = 86_400_000

for (const { clock, by } of [
  { clock: 'a day behind', by: -day },
  { clock: 'a year ahead', by: 365 * day },
])
  test(`two write in one list, and the clock of one is ${clock}: all words are there, and those of a tab that ended come back once`, async ({
    page,
    context,
    browser,
    site,
  }) => {
    await withClock(page, by)
    await signIn(page, site, 'author', 'Anna')
    const id = await beginWithEntry(page, `A clock ${clock}`)
    let asked = 0
    page.on('request', (request) => void (request.url().endsWith('/draft/operations') && asked++))
    await wordsOf(page).fill('Hers.')
    await saved(page)
    const other = await (await browser.newContext({ baseURL: site.url })).newPage()
    await signIn(other, site, 'editor', 'Edda')
    await other.goto(`/admin/articles/${id}`)
    await openEntry(other, 'One')
    await wordsOf(other).press('Control+End')
    await wordsOf(other).pressSequentially(' And mine.')
    await saved(other)
    await expect(sourceOf(page)).toHaveValue('Hers. And mine.')
    await wordsOf(page).press('Control+Home')
    await wordsOf(page).pressSequentially('First: ')
    await saved(page)
    await expect(sourceOf(other)).toHaveValue('First: Hers. And mine.')
    expect(bodyOn(site, id, 'One')).toBe('First: Hers. And mine.')

    // The draft’s history goes by the clock of the site.
    await page.goto(`/admin/articles/${id}/history`)
    await expect(page.getByText('Today', { exact: true })).toBeVisible()
    await page.goto(`/admin/articles/${id}`)
    await openEntry(page, 'One')
    await cutOff(page)
    await wordsOf(page).press('Control+End')
    await wordsOf(page).pressSequentially(' Before the end.')
    await keptInBrowser(page, 'Before the end.')
    // A page that is closed may still send what it waited to send.
    const crashed = page.waitForEvent('crash')
    void (await context.newCDPSession(page)).send('Page.crash').catch(() => {})
    await crashed
    // A few for what was written and heard; none because a time is not what it should be.
    expect(asked).toBeLessThan(25)

    // The clock is right again. Without locks, as on a site without https, the time tells that the tab has ended.
    const tab = await context.newPage()
    await tab.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, 'locks'))
    await tab.goto(`/admin/articles/${id}`)
    await expect(tab.getByText(/Your words of .* are back/)).toBeVisible()
    await expect.poll(() => bodyOn(site, id, 'One')).toBe('First: Hers. And mine. Before the end.')
    await expect(savedNoteOf(tab)).toBeVisible()
    await expect(sourceOf(other)).toHaveValue('First: Hers. And mine. Before the end.')
    await expect.poll(() => readKept(tab)).not.toContain('Before the end.')
    await tab.reload()
    await openEntry(tab, 'One')
    await expect(savedNoteOf(tab)).toBeVisible()
    await expect(tab.getByText(/Your words of .* are back/)).toHaveCount(0)
    await other.context().close()
  })

test('a clock that is put back while a list is open stops nothing: whoever comes back to the tab sees what others wrote', async ({ page, browser, site }) => {
  await withClock(page, day)
  await withoutStream(page)
  await signIn(page, site, 'author', 'Anna')
  const id = await beginWithEntry(page, 'A clock that was put right')
  await setClock(page, 0)
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signIn(other, site, 'editor', 'Edda')
  await other.goto(`/admin/articles/${id}`)
  await openEntry(other, 'One')
  await wordsOf(other).fill('Written meanwhile.')
  await saved(other)
  await lookedAt(page)
  await expect(sourceOf(page)).toHaveValue('Written meanwhile.')
  await wordsOf(page).press('Control+End')
  const sent = page.waitForRequest(operationsPath)
  await wordsOf(page).pressSequentially(' And on.')
  await sent
  await expect(savedNoteOf(page)).toBeVisible()
  expect(bodyOn(site, id, 'One')).toBe('Written meanwhile. And on.')
  await other.context().close()
})
