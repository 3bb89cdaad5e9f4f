import { Visitor } from './support/ask'
import { look } from './support/database'
import { commentSaying } from './support/list-page'
import { expect, loadUntilVisible, test } from './support/site'

test.use({ siteOf: 'talk and times' })

const list = '/articles/k-pop-mvs-filmed-abroad'

test('a link to a comment that is gone leads to the list with a word', async ({ page, site }) => {
  const writer = new Visitor(site.url)
  await writer.send(`/api${list}/comments`, { name: 'Mia', body: 'This one stays.' })
  const answer = await writer.send(`/api${list}/comments`, { name: 'Mia', body: 'Said too soon.' })
  const id =
    /comment-([0-9a-z]+)$/.exec(answer.headers.location ?? '')?.[1] ?? String(look(site, `SELECT id FROM Comment WHERE body = 'Said too soon.'`)[0]?.id)
  const shared = `${list}?comment=${id}#comment-${id}`
  await page.goto(shared)
  await expect(commentSaying(page, 'Said too soon.')).toBeVisible()
  expect((await writer.send(`/api/comments/${id}/delete`, {})).status).toBe(303)
  await loadUntilVisible(page, `${list}?comment=${id}`, page.getByText('That comment is gone.'))
  await page.goto('/about')
  expect((await page.goto(shared))?.status()).toBe(200)
  await expect(page.getByText('That comment is gone.')).toBeInViewport()
  await expect(commentSaying(page, 'This one stays.')).toBeVisible()
  await expect(page.getByRole('link', { name: '“Crooked”', exact: true }).first()).toBeAttached()
  // One that never was makes no page.
  expect((await page.goto(`${list}?comment=${id.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))}`))?.status()).toBe(404)
})

test('times are the reader’s own, and say that they are UTC where no script runs', async ({ browser, site, javaScriptEnabled }) => {
  const body = `Late at night, ${String(javaScriptEnabled)}`
  await new Visitor(site.url).send(`/api${list}/comments`, { name: 'Mia', body })
  const context = await browser.newContext({ baseURL: site.url, timezoneId: 'Asia/Seoul', javaScriptEnabled })
  const page = await context.newPage()
  await loadUntilVisible(page, list, commentSaying(page, body))
  const time = commentSaying(page, body).getByRole('time')
  const moment = new Date((await time.getAttribute('datetime'))!)
  const shown = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const
  const wanted = javaScriptEnabled
    ? new Intl.DateTimeFormat('en-GB', { ...shown, timeZone: 'Asia/Seoul' }).format(moment)
    : `${new Intl.DateTimeFormat('en-GB', { ...shown, timeZone: 'UTC' }).format(moment)} UTC`
  await expect(time).toHaveText(wanted)
  await context.close()
})

test('an empty talk asks about the entry that is in sight', async ({ page }) => {
  await page.goto('/articles/classic-k-pop-mvs-with-k-drama-actors/park-seo-joon')
  await expect(page.getByText('There is no comment for everybody to read yet.')).toBeVisible()
  await page.goto('/articles/classic-k-pop-mvs-with-k-drama-actors')
  await expect(page.getByText('Which one would you have put first?')).toBeVisible()
})

test('the words of a page stand apart where no style sheet keeps them apart', async ({ site }) => {
  const text = async (address: string) =>
    (await new Visitor(site.url).get(address)).text.replace(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/g, '').replaceAll(/<[^>]+>/g, '')
  expect(await text(list)).toMatch(/Artist G-Dragon/)
  expect(await text(list)).not.toMatch(/\d{4}\d+ min|minute?s?\d|1234/)
  expect(await text('/')).not.toMatch(/\d{4}\d+ (?:vote|comment)/)
  expect(await text('/people/g-dragon')).not.toMatch(/[a-z]No\. \d|Artist[A-Z]/)
})

test('the front page and every index have a picture to be shared with', async ({ site }) => {
  const visitor = new Visitor(site.url)
  for (const address of ['/', '/articles', '/series', '/people', '/groups', '/songs', '/places', '/authors', '/about', '/privacy']) {
    const { status, text } = await visitor.get(address)
    expect(status, address).toBe(200)
    const image = /property="og:image" content="([^"]+)"/.exec(text)?.[1]
    expect(image, address).toBeTruthy()
    const answer = await visitor.get(new URL(image!).pathname)
    expect([answer.status, answer.headers['content-type']], address).toEqual([200, 'image/png'])
  }
  expect((await visitor.get('/authors')).text).toContain('href="/authors/flashback-desk"')
  expect((await visitor.get('/sitemap.xml')).text).toContain('/authors<')
})
