import { Visitor } from './support/ask'
import { change } from './support/database'
import type { Site } from './support/server'
import { expect, test } from './support/site'
import { beginList, saved, savedNoteOf, signIn } from './support/writers'

test.use({ siteOf: 'full disk' })

/** Reading goes on, and whoever writes hears that it takes somebody to make room: not that a few seconds will do. SQLite is brought to say it without a disk that is full. */

const list = '/articles/k-pop-mvs-filmed-abroad'
const tables = ['Comment', 'Vote', 'Reader', 'Draft', 'Account', 'Token']
const acts = ['INSERT', 'UPDATE']
const each = tables.flatMap((table) => acts.map((act) => [`full_${act}_${table}`, act, table] as const))

/** SQLITE_FULL is also what an insert gets where the highest number of an AUTOINCREMENT table is taken (sqlite.org/autoinc.html). */
const fill = (site: Site) => {
  change(site, 'CREATE TABLE IF NOT EXISTS "no_room" ("id" INTEGER PRIMARY KEY AUTOINCREMENT)')
  change(site, 'INSERT OR IGNORE INTO "no_room" VALUES (9223372036854775807)')
  for (const [name, act, table] of each) change(site, `CREATE TRIGGER "${name}" BEFORE ${act} ON "${table}" BEGIN INSERT INTO "no_room" VALUES (NULL); END`)
}
const makeRoom = (site: Site) => each.forEach(([name]) => change(site, `DROP TRIGGER IF EXISTS "${name}"`))
test.afterEach(({ site }) => makeRoom(site))

const words = 'The disk of this site is full, so nothing can be saved, and nothing was changed.'

test('a vote and a comment get 503 with words that say so, and keep theirs; afterwards they are taken', async ({ site, page }) => {
  fill(site)
  const visitor = new Visitor(site.url)
  const comment = { name: 'Mia', body: 'Typed on a full disk' }
  for (const [address, form] of [
    [`/api${list}/comments`, comment],
    [`/api${list}/vote`, { entry: 'crooked' }],
    ['/api/account/sign-up', { name: 'Mia', email: 'mia@lists.example', password: 'lantern over water' }],
  ] as const) {
    const refused = await visitor.send(address, form)
    expect([refused.status, refused.headers['retry-after']], address).toEqual([503, '60'])
    expect(refused.text, address).toContain(words)
    const json = await visitor.sendJson(address, form)
    expect([json.status, JSON.parse(json.text)], address).toEqual([503, { error: { code: 'unavailable', message: expect.stringContaining(words) } }])
  }
  expect((await visitor.send(`/api${list}/comments`, comment)).text).toContain(comment.body)
  expect((await visitor.get(list)).status).toBe(200)

  await page.goto(list)
  const body = page.getByLabel('Your comment')
  await body.fill('Typed in a browser')
  await page.getByRole('textbox', { name: 'Name' }).first().fill('Mia')
  await page.getByRole('button', { name: 'Post comment' }).click()
  await expect(page.getByText(words)).toBeVisible()
  await expect(body).toHaveValue('Typed in a browser')

  makeRoom(site)
  expect((await visitor.send(`/api${list}/comments`, comment)).status).toBe(303)
})

test('a writer’s save says so, keeps the words in the browser, and they are saved when there is room', async ({ site, page }) => {
  await signIn(page, site, 'author')
  const id = await beginList(page, 'On a full disk')
  await saved(page)
  fill(site)
  await page.getByRole('textbox', { name: 'Standfirst' }).fill('Typed on a full disk')
  await expect(page.getByRole('status').filter({ hasText: 'The disk of this site is full' })).toBeVisible()
  await page.goto(`/admin/articles/${id}`)
  await expect(page.getByRole('textbox', { name: 'Standfirst' })).toHaveValue('Typed on a full disk')
  makeRoom(site)
  // It tries again by itself.
  await expect(savedNoteOf(page)).toBeVisible()
})
