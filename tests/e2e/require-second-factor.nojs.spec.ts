import fs from 'node:fs'
import { codeOf } from '../support/one-time-codes'
import { actions, call } from './support/actions'
import { Visitor } from './support/ask'
import { newDataDir, startServer, type Site } from './support/server'
import { expect, test as base } from './support/site'
import { password, signInAs } from './support/writers'

/** A site whose operator demands a second factor of staff. */
const test = base.extend<object, { strict: Site }>({
  strict: [
    async ({ siteOf: _ }, use) => {
      const site = await startServer({ dataDir: newDataDir(process.env.PREPARED_DATA_DIR), env: { REQUIRE_SECOND_FACTOR: 'staff' } })
      await use(site)
      expect(await site.stop()).toBe(0)
      fs.rmSync(site.dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  site: [({ strict }, use) => use(strict), { scope: 'worker' }],
})

async function staff(site: Site, role: string): Promise<{ visitor: Visitor; email: string }> {
  const email = `${role}-${Math.random().toString(36).slice(2, 8)}@lists.example`
  await site.lightstick(['user', '--email', email, '--name', 'Jennie', '--role', role, '--password-stdin'], password)
  const visitor = new Visitor(site.url)
  expect((await visitor.send('/api/account/sign-in', { email, password })).status).toBe(303)
  return { visitor, email }
}

const list = '/articles/k-pop-mvs-filmed-abroad'
const studio = [
  '/admin',
  '/admin/articles/x',
  '/admin/articles/x/history',
  '/admin/articles/x/preview',
  '/admin/authors',
  '/admin/comments',
  '/admin/jobs',
  '/admin/records',
  '/admin/series',
  '/admin/votes',
  '/admin/nothing',
]

test('staff without one are led to set it up from every page, no action and no endpoint does anything for them, and they read and vote on', async ({
  site,
}) => {
  const guest = new Visitor(site.url)
  const said = await guest.send(`/api${list}/comments`, { body: 'Which one is this?', name: 'A guest' })
  const comment = /comment-(\w+)/.exec(said.headers.location!)![1]!
  for (const role of ['author', 'owner']) {
    const { visitor } = await staff(site, role)
    for (const page of studio) {
      const answer = await visitor.get(page)
      expect([answer.status, answer.headers.location], page).toEqual([307, '/account/second-factor'])
    }
    const inputs: Record<string, unknown> = {
      createArticleAction: { title: 'Not to be' },
      findRecordsAction: { text: 'big', kinds: ['group'] },
      runJobAgainAction: { id: 'all' },
      previewProseAction: { markdown: 'Words' },
    }
    for (const { id, name, page } of actions().filter((one) => one.name in inputs)) {
      const answer = await call(visitor, page, id, JSON.stringify([inputs[name]]))
      expect(answer.text, name).toContain('"ok":false')
      expect(answer.text, name).toContain('asks for a second factor of everybody who writes here')
    }
    expect((await visitor.send(`/api/comments/${comment}/hide`, {}, { accept: 'application/json' })).status).toBe(403)

    const page = await visitor.get(list)
    expect([page.status, page.text.includes('Which one is this?'), page.text.includes('href="/admin"')]).toEqual([200, true, true])
    expect((await visitor.send(`/api${list}/vote`, { entry: 'crooked' })).status).toBe(303)
    expect((await visitor.get('/account')).text).toContain('This site asks for a second factor of everybody who writes here')
  }
})

test('with one they are in, and readers are asked for nothing', async ({ page, site }) => {
  const { email } = await staff(site, 'author')
  await signInAs(page, email)
  await page.getByRole('banner').getByRole('link', { name: 'Studio' }).click()
  await expect(page).toHaveURL('/account/second-factor')
  await expect(page.getByRole('note')).toContainText('asks for one of everybody who writes here')
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Begin' }).click()
  const key = await page.getByRole('region', { name: 'Hand the key' }).getByRole('code').textContent()
  await page.getByLabel('Code', { exact: true }).fill(codeOf(key!, Date.now()))
  await page.getByRole('button', { name: 'Turn the second factor on' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByRole('link', { name: 'To the studio' }).click()
  await expect(page).toHaveURL('/admin')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lists')

  const { visitor, email: other } = await staff(site, 'author')
  await site.lightstick(['user', '--email', other, '--update', '--role', 'reader'])
  expect((await visitor.get('/account')).text).not.toContain('second factor of everybody')
  expect((await visitor.get('/admin')).status).toBe(403)
})
