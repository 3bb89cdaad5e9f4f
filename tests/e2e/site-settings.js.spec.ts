import { expectAccessible } from './support/axe'
import { look } from './support/database'
import { expect, loadUntilVisible, test } from './support/site'
import { signIn } from './support/writers'

test.use({ siteOf: 'site settings' })

test('an admin names the site, says who comments and which list leads; readers have it at once, and nothing of another admin is lost', async ({
  page,
  browser,
  site,
}) => {
  const readers = await browser.newPage({ baseURL: site.url })
  await readers.goto('/')
  const lists = look(site, `SELECT "slug", "title" FROM "Article" WHERE "state" = 'published' ORDER BY "firstPublishedAt" DESC, "id" DESC`) as {
    slug: string
    title: string
  }[]
  const older = lists.at(-1)!
  await expect(readers.getByRole('contentinfo')).toContainText('Lists that readers answer.')

  await signIn(page, site, 'admin', 'Ada')
  const other = await (await browser.newContext({ baseURL: site.url })).newPage()
  await signIn(other, site, 'owner', 'Ono')
  for (const each of [page, other]) await each.goto('/admin/settings')
  const about = page.getByRole('form', { name: 'The site' })
  await about.getByLabel('Name').fill('Stage door')
  await about.getByRole('button', { name: 'Add a link' }).click()
  await page.keyboard.type('Mastodon')
  await about.getByLabel('Address of Mastodon').fill('social.example/@us')
  await about.getByRole('button', { name: 'Save' }).click()
  await expect(about.getByText('Give an address like https://example.com/us')).toBeVisible()
  await about.getByLabel('Address of Mastodon').fill('https://social.example/@us')
  await about.getByRole('button', { name: 'Save' }).click()
  await expect(about.getByRole('status')).toHaveText('Saved. Readers have it now.')
  await expectAccessible(page)
  // Whoever comes back has what was saved.
  await page.goto('/')
  await expect(page.getByRole('banner').getByRole('link', { name: 'Stage door' })).toBeVisible()
  await expect(page).toHaveTitle('Stage door')
  await expect(page.getByRole('contentinfo').getByRole('link', { name: 'Mastodon' })).toHaveAttribute('href', 'https://social.example/@us')

  // The other had the page open: what they leave alone stays as it is, and of the name both are shown.
  const theirs = other.getByRole('form', { name: 'The site' })
  await theirs.getByLabel('Last line').fill('From the front row.')
  await theirs.getByRole('button', { name: 'Save' }).click()
  await expect(theirs.getByRole('status')).toContainText('Another admin changed something here meanwhile')
  await expect(theirs.getByLabel('Name')).toHaveValue('Stage door')
  await page.goto('/admin/settings')
  await about.getByLabel('Name').fill('Stage left')
  await theirs.getByLabel('Name').fill('Stage right')
  await theirs.getByRole('button', { name: 'Save' }).click()
  await expect(theirs.getByRole('status')).toHaveText('Saved. Readers have it now.')
  await about.getByRole('button', { name: 'Save' }).click()
  await about.getByRole('alert').filter({ hasText: '“Stage right”' }).getByRole('button', { name: 'Take theirs' }).click()
  await expect(about.getByLabel('Name')).toHaveValue('Stage right')

  const front = page.getByRole('form', { name: 'Home page' })
  await front.getByLabel('The list that leads').fill(`/articles/${older.slug}`)
  await front.getByRole('button', { name: 'Save' }).click()
  await expect(front.getByRole('status')).toHaveText('Saved. Readers have it now.')
  await loadUntilVisible(readers, '/', readers.getByRole('main').getByRole('link').first().getByRole('heading', { name: older.title }))

  const talk = page.getByRole('form', { name: 'Comments' })
  await talk.getByLabel('Who may comment').selectOption('Readers with an account')
  await talk.getByRole('button', { name: 'Save' }).click()
  await expect(talk.getByRole('status')).toHaveText('Saved. Readers have it now.')
  const list = `/articles/${older.slug}`
  await loadUntilVisible(readers, list, readers.getByText('to comment: you need an account for it here'))
  await expect(readers.getByRole('button', { name: 'Post comment' })).toHaveCount(0)
  await other.goto(list)
  await other.getByLabel('Your comment').fill('From the balcony.')
  await other.getByRole('button', { name: 'Post comment' }).click()
  await expect(other.getByRole('paragraph').filter({ hasText: 'From the balcony.' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('region', { name: 'Latest changes' }).getByRole('listitem').first()).toContainText('Who may comment Readers with an account')

  // Votes: of accounts alone, then of nobody. What was given stays, and is told to programs too.
  const votes = page.getByRole('form', { name: 'Votes' })
  const vote = (from: typeof readers, headers = {}) =>
    from.request.post(`/api${list}/vote`, { form: { entry: '' }, headers: { accept: 'application/json', ...headers } })
  const may = async (who: string) => {
    await votes.getByLabel('Who may vote').selectOption(who)
    await votes.getByRole('button', { name: 'Save' }).click()
    await expect(votes.getByRole('status')).toHaveText('Saved. Readers have it now.')
  }
  const star = (from: typeof readers) => from.getByRole('button', { name: /^My favourite/ })
  await may('Readers with an account')
  await loadUntilVisible(readers, list, readers.getByRole('link', { name: 'Sign in to vote' }).first())
  await expect(star(readers)).toHaveCount(0)
  await expectAccessible(readers)
  await other.goto(list)
  await star(other).first().click()
  await expect(other.getByRole('button', { name: /^Your favourite/ })).toBeVisible()
  await may('Nobody')
  await loadUntilVisible(readers, list, readers.getByText('There is no voting on this site now: 1 vote in all.'))
  await expect(readers.getByRole('link', { name: 'Sign in to vote' })).toHaveCount(0)
  const answer = await vote(readers)
  expect([answer.status(), ((await answer.json()) as { error: unknown }).error]).toEqual([
    403,
    { code: 'forbidden', message: 'Voting is off on this site: the votes stay as they are' },
  ])
  await other.goto(list)
  await expect(other.getByText('Your favourite').first()).toBeVisible()
  await expect(star(other)).toHaveCount(0)

  // A time zone of the site: days and times stand in it.
  await about.getByLabel('Time zone').fill('Pacific/Kiritimati')
  await about.getByRole('button', { name: 'Save' }).click()
  await expect(about.getByRole('status')).toHaveText('Saved. Readers have it now.')
  await page.reload()
  await expect(page.getByRole('region', { name: 'Latest changes' }).getByRole('time').first()).toContainText('GMT+14')
  const [{ at }] = look(site, 'SELECT "firstPublishedAt" AS at FROM "Article" WHERE "slug" = ?', older.slug) as [{ at: string }]
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Pacific/Kiritimati' }).format(new Date(at))
  await loadUntilVisible(readers, list, readers.getByRole('main').getByRole('time').filter({ hasText: day }).first())
  await other.context().close()
  await readers.close()
})

test('old addresses are pasted, each fault is told by its line, and readers are led on', async ({ page, site, request }) => {
  const [{ slug }] = look(site, `SELECT "slug" FROM "Article" WHERE "state" = 'published' LIMIT 1`) as [{ slug: string }]
  await signIn(page, site, 'admin', 'Ada')
  await page.goto('/admin/settings')
  await page.getByRole('link', { name: 'Redirects' }).click()
  const field = page.getByLabel('Old addresses, one in a line')
  await field.fill(`/2019/05/old-list/ /articles/${slug}\n/about /\n/shop/* 410\n/nowhere /articles/nothing`)
  await page.getByRole('button', { name: 'Add them' }).click()
  await expect(page.getByText('2 old addresses lead on from now on, 2 lines are left to be mended.')).toBeVisible()
  await expect(page.getByText('Line 1: this site has a page of its own there')).toBeVisible()
  await expect(page.getByText('Line 2: nothing is at /articles/nothing')).toBeVisible()
  await expectAccessible(page)
  await field.fill('')
  await page.reload()
  await expect(page.getByRole('heading', { name: '2 old addresses' })).toBeVisible()
  await expectAccessible(page)

  const moved = await request.get('/2019/05/Old-List', { maxRedirects: 0 })
  expect([moved.status(), moved.headers().location]).toEqual([301, `/articles/${slug}`])
  expect((await request.get('/shop/mugs')).status()).toBe(410)
  expect((await request.get('/2019/05/another')).status()).toBe(404)
  await page.goto('/2019/05/old-list')
  await expect(page).toHaveURL(`/articles/${slug}`)

  await page.goto('/admin/redirects')
  await page.getByRole('button', { name: 'Remove /shop/*' }).click()
  await expect(page.getByText('/shop/* leads nowhere now.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Remove /shop/*' })).toBeVisible()
})
