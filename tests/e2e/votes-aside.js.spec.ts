import fs from 'node:fs'
import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { newDataDir, startServer, type Site } from './support/server'
import { expect, test as base } from './support/site'
import { signIn } from './support/writers'

const slug = 'classic-k-pop-mvs-with-k-drama-actors'

/** A site with its limits on, behind a proxy that says who asks. */
const test = base.extend<object, { limited: Site }>({
  limited: [
    async ({ siteOf: _ }, use) => {
      const env = { LIMITS_OFF: 'false', TRUSTED_PROXIES: '127.0.0.1,::1' }
      const site = await startServer({ dataDir: newDataDir(process.env.PREPARED_DATA_DIR), env })
      await use(site)
      expect(await site.stop()).toBe(0)
      fs.rmSync(site.dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})
test.describe.configure({ timeout: 120_000 })

type Sent = { entry: string; from?: string; agent?: string; cookie?: string; list?: string }

async function vote(site: Site, { entry, from = '198.51.100.7', agent = 'somebody', cookie, list = slug }: Sent) {
  const answer = await fetch(`${site.url}/api/articles/${list}/vote`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': agent,
      'x-forwarded-for': from,
      origin: site.url,
      ...(cookie && { cookie }),
    },
    body: JSON.stringify({ entry }),
  })
  const { state } = (await answer.json()) as { state?: string }
  const given = answer.headers.getSetCookie().find((line) => line.startsWith('reader='))
  return { status: answer.status, state, cookie: given?.split(';')[0] ?? cookie ?? '' }
}

const entriesOf = async (site: Site, list: string) =>
  ((await (await fetch(`${site.url}/api/articles/${list}/results`)).json()) as { entries: { slug: string; heading: string }[] }).entries
const countsOf = async (site: Site, list = slug) => {
  const { counted, held } = (await (await fetch(`${site.url}/api/articles/${list}/results`)).json()) as { counted: number; held: number }
  return { counted, held }
}

test('one person with many agents, cookies and addresses is not many readers, and a moderator has the last word', async ({ limited: site, browser }) => {
  const [first, second] = await entriesOf(site, slug)
  const readers = []
  for (let n = 0; n < 70; n++) readers.push(await vote(site, { entry: first!.slug, agent: `agent ${n}` }))
  expect(readers.map(({ status }) => status)).toEqual(readers.map(() => 200))
  expect(await countsOf(site)).toEqual({ counted: 30, held: 40 })

  // Neither taking back nor another list nor another address makes one of them count.
  const aside = readers.filter(({ state }) => state === 'held')
  const other = 'k-pop-mvs-filmed-abroad'
  const [elsewhere] = await entriesOf(site, other)
  for (const [n, { cookie }] of aside.slice(0, 10).entries()) {
    await vote(site, { entry: '', cookie })
    expect((await vote(site, { entry: second!.slug, cookie, agent: 'new' })).state).toBe('held')
    expect((await vote(site, { entry: elsewhere!.slug, cookie, list: other, from: `203.0.113.${n}` })).state).toBe('held')
  }
  expect(await countsOf(site)).toEqual({ counted: 30, held: 40 })
  expect(await countsOf(site, other)).toEqual({ counted: 0, held: 10 })
  // A reader elsewhere is counted.
  expect((await vote(site, { entry: first!.slug, from: '192.0.2.55' })).state).toBe('counted')
  expect(look(site, `SELECT COUNT(*) AS n FROM "VoteEvent" WHERE "kind" = 'withdrawn'`)).toEqual([{ n: 10 }])

  const context = await browser.newContext({ baseURL: site.url })
  const page = await context.newPage()
  await signIn(page, site, 'editor')
  await page.goto('/admin')
  await page.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name: 'Votes 50 set aside' }).click()
  const group = page.getByRole('listitem').filter({ hasText: '40 votes in' })
  await expect(group).toContainText('Because many votes from one place within an hour.')
  await expectAccessible(page)
  await group.getByRole('button', { name: 'Count them' }).click()
  await expect(page.getByText('40 votes in “Classic K-pop MVs with K-drama actors” count now.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Set aside: 10 votes' })).toBeFocused()
  expect(await countsOf(site)).toEqual({ counted: 71, held: 0 })
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('40 votes set aside again.')).toBeVisible()
  expect(await countsOf(site)).toEqual({ counted: 31, held: 40 })
  await page.getByRole('listitem').filter({ hasText: '40 votes in' }).getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('heading', { name: 'Discarded: 40 votes' })).toBeVisible()
  expect(await countsOf(site)).toEqual({ counted: 31, held: 0 })
  await context.close()
})

test('an author may not judge votes', async ({ limited: site, browser }) => {
  const context = await browser.newContext({ baseURL: site.url })
  const page = await context.newPage()
  await signIn(page, site, 'author')
  await page.goto('/admin')
  await expect(page.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name: /Votes/ })).toHaveCount(0)
  const answer = await page.goto('/admin/votes')
  expect(answer!.status()).toBe(403)
  await expect(page.getByRole('heading', { name: 'Votes are judged by moderators' })).toBeVisible()
  await context.close()
})
