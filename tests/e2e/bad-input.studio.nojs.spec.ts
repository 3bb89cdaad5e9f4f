import http from 'node:http'
import { actions, call } from './support/actions'
import { Visitor, type Answer } from './support/ask'
import { expectRefused, expectUnchanged, expectWhole } from './support/bad-input'
import { look } from './support/database'
import type { Site } from './support/server'
import { expect, test } from './support/site'

test.use({ siteOf: 'bad input: studio' })

/** The studio's server actions, asked by hand as no page of ours does: by strangers, from elsewhere, with values of any shape. */

const pathOf = (page: string, site: Site) => {
  const article = String(look(site, 'SELECT id FROM "Article" LIMIT 1')[0]?.id)
  const record = String(look(site, 'SELECT id FROM "Subject" LIMIT 1')[0]?.id)
  const edition = String(look(site, 'SELECT id FROM "Edition" LIMIT 1')[0]?.id)
  return page.replace('[edition]', edition).replace('[id]', page.includes('records') ? record : article) || '/admin'
}

const expectNoMachinery = ({ text }: Answer, what: string) =>
  expect.soft(text, what).not.toMatch(/prisma|zod|sqlite|at \/|\.tsx?:\d|expected \w+, received|Invalid input/i)

async function author(site: Site): Promise<Visitor> {
  const email = `author-${Math.random().toString(36).slice(2)}@lists.example`
  await site.lightstick(['user', '--email', email, '--name', 'Author', '--role', 'author', '--password-stdin'], 'lantern over water')
  const visitor = new Visitor(site.url)
  expect((await visitor.send('/api/account/sign-in', { email, password: 'lantern over water' })).status).toBe(303)
  return visitor
}

test.afterEach(({ site }) => expectWhole(site))

const shapes = [
  '[]',
  '[null]',
  '[5]',
  '["x"]',
  '[{}]',
  '[[]]',
  '[{"articleId":5,"version":"x","id":{},"text":[],"kinds":5,"markdown":7,"title":{"a":1},"slug":"../x"}]',
  '{',
  '',
  '["$F1"]',
  '["$undefined"]',
]

test('there are actions, and each is behind the studio’s door', ({ site }) => {
  expect(actions().length).toBeGreaterThan(10)
  for (const { name, page } of actions()) expect(pathOf(page, site), name).toMatch(/^\/admin/)
})

test('strangers and readers can do nothing', async ({ site }) => {
  const stranger = new Visitor(site.url)
  const article = look(site, 'SELECT "articleId" AS id, version FROM "Draft" LIMIT 1')[0] as { id: string; version: number }
  const tempting = JSON.stringify([{ articleId: article.id, version: article.version, id: null, slug: 'mine-now', title: 'Mine', name: 'Mine', kind: 'person', text: 'a', markdown: 'x', note: '', review: true, authorIds: [], seriesId: null, position: null, accountId: null }]) // prettier-ignore
  for (const { id, name, page } of actions()) {
    const answer = await expectUnchanged(site, name, () => call(stranger, pathOf(page, site), id, tempting))
    expect.soft(answer.text.includes('"ok":true'), `${name}: ${answer.text.slice(0, 300)}`).toBe(false)
    expect.soft(answer.status, name).toBeLessThan(500)
    expectNoMachinery(answer, name)
  }
})

test('who does not say what reads is refused like others', async ({ site }) => {
  const visitor = await author(site)
  const cookies = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const statusOf = (path: string, cookie: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      // Node's own client names no agent.
      http.get(site.url + path, { headers: cookie ? { cookie } : {} }, (answer) => (answer.resume(), resolve(answer.statusCode))).on('error', reject)
    })
  expect([await statusOf('/admin', ''), await statusOf('/admin/settings', cookies), await statusOf('/admin/articles/nothinglikeit', cookies)]).toEqual([
    307, 403, 404,
  ])
})

test('values of any shape are answered in words, and change nothing', async ({ site }) => {
  const visitor = await author(site)
  for (const { id, name, page } of actions()) {
    for (const shape of shapes) {
      const answer = await expectUnchanged(site, `${name} ${shape}`, () => call(visitor, pathOf(page, site), id, shape))
      if (answer.text.includes('"ok":true')) expect.soft(name, `${name} ${shape}`).toMatch(/find|preview/i)
      expectNoMachinery(answer, `${name} ${shape}`)
    }
  }
})

test('an author changes nothing of others’, and another site’s page nothing at all', async ({ site }) => {
  const visitor = await author(site)
  const { id: articleId, version } = look(site, 'SELECT "articleId" AS id, version FROM "Draft" LIMIT 1')[0] as { id: string; version: number }
  const values = { articleId, version, note: '', slug: 'mine-now', authorIds: [], seriesId: null, position: null, review: true }
  for (const { id, name, page } of actions().filter(({ page }) => page.includes('articles/[id]'))) {
    const answer = await expectUnchanged(site, name, () => call(visitor, pathOf(page, site), id, JSON.stringify([values])))
    if (answer.text.includes('"ok":true')) expect.soft(name, answer.text.slice(0, 200)).toMatch(/find|preview/i)
  }
  const create = actions().find(({ name }) => name === 'createArticleAction')!
  for (const origin of ['https://evil.example', 'null', `${site.url}.evil.example`]) {
    const answer = await expectUnchanged(site, origin, () => call(visitor, '/admin', create.id, '[{"title":"Not mine"}]', { origin }))
    expect.soft(answer.text.includes('"ok":true'), origin).toBe(false)
  }
  const big = await expectUnchanged(site, 'a title of a megabyte', () => call(visitor, '/admin', create.id, JSON.stringify([{ title: 'x'.repeat(900_000) }])))
  expect(big.text).toContain('"ok":false')
  const mine = await call(visitor, '/admin', create.id, JSON.stringify([{ title: '<script>alert(1)</script> \u202e 옥상' }]))
  expect(mine.text).toContain('"ok":true')
})

test('pages past the end and a search for signs alone say so', async ({ site }) => {
  const email = 'editor-of-pages@lists.example'
  await site.lightstick(['user', '--email', email, '--name', 'Editor', '--role', 'editor', '--password-stdin'], 'lantern over water')
  const visitor = new Visitor(site.url)
  await visitor.send('/api/account/sign-in', { email, password: 'lantern over water' })
  for (const page of ['/admin?page=999', '/admin?state=published&page=7', '/admin/records?page=999']) {
    const { status, text } = await visitor.ask(page)
    expect.soft(status, page).toBe(200)
    expect.soft(text, page).toContain('There is no such page.')
    expect.soft(text, page).not.toMatch(/page=(998|6)\b/)
  }
  expect((await visitor.ask('/admin?q=%25')).text).toContain('No list of yours is called “%”.')
})

const operationsOf = (articleId: string) => `/api/studio/articles/${articleId}/draft/operations`

test('operations of a draft: by strangers, from elsewhere, of any shape, 10,000 at once', async ({ site }) => {
  const { id, version } = look(site, 'SELECT "articleId" AS id, version FROM "Draft" LIMIT 1')[0] as { id: string; version: number }
  const titled = (n = 0) => ({ id: `tabofbad-${String(n).padStart(8, '0')}`, changes: [{ do: 'edit', on: 'list', field: 'title', changes: [[0, 0, 'Mine']] }] })
  const tempting = { base: version, operations: [titled()] }
  const writer = await author(site)
  const refused = async (what: string, status: number, send: () => Promise<Answer>) => {
    const answer = await expectUnchanged(site, what, send)
    expectRefused(answer, status, what)
    expectNoMachinery(answer, what)
  }
  await refused('a stranger', 401, () => new Visitor(site.url).sendJson(operationsOf(id), tempting))
  await refused('an author of another list', 404, () => writer.sendJson(operationsOf(id), tempting))
  await refused('no such list', 404, () => writer.sendJson(operationsOf('nothing'), tempting))
  await refused('another site', 403, () => writer.sendJson(operationsOf(id), tempting, { origin: 'https://evil.example' }))
  const create = actions().find(({ name }) => name === 'createArticleAction')!
  await call(writer, '/admin', create.id, '[{"title":"Operations"}]')
  const { id: own } = look(site, `SELECT id FROM "Article" WHERE slug = 'operations'`)[0] as { id: string }
  const many = { base: 1, operations: Array.from({ length: 10_000 }, (_, n) => titled(n)) }
  await refused('10,000 at once', 413, () => writer.sendJson(operationsOf(own), many))
  await refused('1,000 at once', 422, () => writer.sendJson(operationsOf(own), { ...many, operations: many.operations.slice(0, 1000) }))
  await refused('a form', 422, () => writer.send(operationsOf(own), { base: '1' }, { accept: 'application/json' }))
  for (const operations of [
    null,
    5,
    [null],
    [{}],
    [{ id: 'x', changes: [] }],
    [{ ...titled(), id: 'replaced-aaaaaaaaa' }],
    [{ ...titled(), changes: [{ do: 'edit', on: {}, field: 'title', changes: [] }] }],
  ])
    await refused(JSON.stringify(operations), 422, () => writer.sendJson(operationsOf(own), { base: 1, operations }))
  await refused('NUL', 422, () => writer.sendJson(operationsOf(own), { base: 1, operations: [{ ...titled(), changes: [{ do: 'edit', on: 'list', field: 'intro', changes: [[0, 0, 'a\0b']] }] }] })) // prettier-ignore
  await refused('a version of tomorrow', 409, () => writer.sendJson(operationsOf(own), { base: 900, operations: [titled()] }))
  expect((await writer.sendJson(operationsOf(own), { base: 1, operations: [titled()] })).status).toBe(200)
})

test('a draft of nearly 5 MB reaches the database, and a larger one is refused in words', async ({ site }) => {
  const visitor = await author(site)
  const create = actions().find(({ name }) => name === 'createArticleAction')!
  expect((await call(visitor, '/admin', create.id, '[{"title":"Large"}]')).text).toContain('"ok":true')
  const { id: articleId } = look(site, `SELECT id FROM "Article" WHERE slug = 'large'`)[0] as { id: string }
  const put = (index: number) => {
    const entry = { id: `largeentry${index}`, slug: `entry-${index}`, heading: '', body: '가'.repeat(60_000) }
    const operations = [{ id: `tablarge-${String(index).padStart(8, '0')}`, changes: [{ do: 'insert', entry, into: null, after: null }] }]
    return visitor.sendJson(operationsOf(articleId), { base: index + 1, operations })
  }
  for (let index = 0; index < 29; index++) expect((await put(index)).status).toBe(200)
  const kept = look(site, 'SELECT version, LENGTH(CAST(document AS BLOB)) AS bytes FROM "Draft" WHERE "articleId" = ?', articleId)[0]!
  expect(kept.version).toBe(30)
  expect(Number(kept.bytes)).toBeGreaterThan(5_100_000)
  const refused = await expectUnchanged(site, 'a larger one', () => put(29))
  // It is said of the operation, so that what makes the list smaller in the same request is done.
  expect(refused.status).toBe(200)
  expect(JSON.parse(refused.text)).toMatchObject({ version: 30, refused: [{ id: 'tablarge-00000029', message: expect.stringContaining('larger than 5 MB') }] })
})
