import { Visitor, dangersIn, typedIn } from './support/ask'
import { expectKept, expectRefused, expectUnchanged, expectWhole, oddities, type Oddity } from './support/bad-input'
import { change, look } from './support/database'
import { expect, test } from './support/site'

test.use({ siteOf: 'bad input: comments' })

/** What readers say and choose, as badly as it can be sent. Forms, as a browser without JavaScript sends them; and the same as JSON. */

const list = 'k-pop-mvs-filmed-abroad'
const other = 'classic-k-pop-mvs-with-k-drama-actors'
const page = `/articles/${list}`
const comments = `/api${page}/comments`
const vote = `/api${page}/vote`
const theirs = 'park-seo-joon' // an entry of the other list
const ours = 'still-you'
const rowOf = (site: { dataDir: string }, id: string) => look(site, 'SELECT * FROM "Comment" WHERE id = ?', id)[0]
let said = 0
const words = () => `A thought, number ${++said}`

/** Posts a comment and returns its id. */
async function say(visitor: Visitor, values: Record<string, string> = {}, at = list): Promise<string> {
  const answer = await visitor.sendJson(`/api/articles/${at}/comments`, { name: 'Jisoo', body: words(), ...values })
  expect(answer.status, answer.text).toBe(201)
  return (JSON.parse(answer.text) as { comment: { id: string } }).comment.id
}

test.afterEach(({ site }) => expectWhole(site))

const refusedBodies: Oddity[] = ['nothing', 'only spaces', 'only what cannot be seen', '20,000 letters']
const takenBodies = (Object.keys(oddities) as Oddity[]).filter((name) => !refusedBodies.includes(name))

for (const stage of ['the list', 'an entry', 'a reply'] as const) {
  test(`a comment on ${stage} without words comes back as it was typed`, async ({ site }) => {
    const visitor = new Visitor(site.url)
    const parent = stage === 'a reply' ? await say(visitor) : ''
    const place: Record<string, string> = stage === 'the list' ? {} : stage === 'an entry' ? { entry: ours, at: 'entry' } : { parent }
    for (const oddity of refusedBodies) {
      const values = { ...place, name: '지수', email: 'ji@lists.example', body: oddities[oddity] }
      const answer = await expectUnchanged(site, oddity, () => visitor.send(comments, values))
      expectRefused(answer, 422, oddity)
      expectKept(answer, { name: values.name, email: values.email, body: values.body, ...(parent && { parent }) }, oddity)
      if (stage === 'an entry') expect(answer.text).toContain('Still You')
      const asJson = await expectUnchanged(site, oddity, () => visitor.sendJson(comments, values))
      expectRefused(asJson, 422, `${oddity} as JSON`)
      expect(Object.keys((JSON.parse(asJson.text) as { error: { fields: object } }).error.fields)).toEqual(['body'])
    }
  })

  test(`odd words on ${stage} are words`, async ({ site }) => {
    const visitor = new Visitor(site.url)
    const parent = stage === 'a reply' ? await say(visitor) : ''
    const place: Record<string, string> = stage === 'the list' ? {} : stage === 'an entry' ? { entry: ours, at: 'entry' } : { parent }
    for (const oddity of takenBodies) {
      const answer = await visitor.send(comments, { ...place, name: 'Jisoo', body: `${oddities[oddity]} (${words()})` })
      expect.soft(answer.status, `${oddity}: ${answer.text.slice(0, 200)}`).toBe(303)
      const shown = await visitor.get(String(answer.headers.location))
      expect.soft(shown.status).toBe(200)
      expect.soft(dangersIn(shown.text), oddity).toEqual([])
      expect.soft(shown.text).not.toMatch(/[\0\u202a-\u202e\u2066-\u2069]/)
    }
    const feed = await visitor.get('/feed.xml')
    expect(feed.text).not.toMatch(/<script|[\0\u202e]/)
  })
}

test('a name that cannot be seen, or is a book, comes back', async ({ site }) => {
  const visitor = new Visitor(site.url)
  for (const oddity of refusedBodies) {
    const values = { name: oddities[oddity], body: 'My words' }
    const answer = await expectUnchanged(site, oddity, () => visitor.send(comments, values))
    expectRefused(answer, 422, oddity)
    expectKept(answer, values, oddity)
  }
  for (const oddity of ['emoji', 'right to left, turned over', 'NUL'] as const) {
    const answer = await visitor.send(comments, { name: oddities[oddity], body: words() })
    expect.soft(answer.status, oddity).toBe(303)
  }
  const scripted = await visitor.send(comments, { name: '<script>alert(1)</script>', body: words() })
  expect(scripted.status).toBe(303)
  expect(dangersIn((await visitor.get(page)).text)).toEqual([])
})

test('an address of mail that is none comes back; an empty one is none', async ({ site }) => {
  const visitor = new Visitor(site.url)
  for (const email of [
    'x',
    'a@b',
    `${'a'.repeat(300)}@lists.example`,
    'a@b.example\0',
    'a b@c.example',
    '<script>@x.example',
    'a@b.example\nBcc: c@d.example',
  ]) {
    const values = { name: 'Jisoo', email, body: 'My words' }
    const answer = await expectUnchanged(site, email, () => visitor.send(comments, values))
    expectRefused(answer, 422, email)
    expectKept(answer, values, email)
  }
  for (const email of ['', 'jisoo@lists.example']) expect((await visitor.send(comments, { name: 'Jisoo', email, body: words() })).status).toBe(303)
})

test('a comment about what is not there is refused, and its words are kept', async ({ site }) => {
  const visitor = new Visitor(site.url)
  const elsewhere = await say(new Visitor(site.url), {}, other)
  const gone = await say(visitor)
  expect((await visitor.send(`/api/comments/${gone}/delete`, { back: page })).status).toBe(303)
  const hidden = await say(new Visitor(site.url))
  change(site, `UPDATE "Comment" SET state = 'hidden' WHERE id = ?`, hidden)
  change(
    site,
    `INSERT INTO "Decision" (id, "targetKind", "targetId", action, maker, codes) VALUES (?, 'comment', ?, 'hide', 'moderator', '[]')`,
    `${hidden}1`,
    hidden,
  )
  change(site, `UPDATE "Article" SET "commentCount" = "commentCount" - 1 WHERE slug = ?`, list)
  const cases: [string, Record<string, string>, number][] = [
    ['an entry of another list', { entry: theirs }, 422],
    ['an entry that never was', { entry: 'nothing-here' }, 422],
    ['an entry with NUL', { entry: 'a\0b' }, 422],
    ['an entry that is a book', { entry: 'a'.repeat(20_000) }, 422],
    ['a parent in another list', { parent: elsewhere }, 422],
    ['a parent that never was', { parent: '0000000000000000000a' }, 422],
    ['a parent that is no id', { parent: `' OR 1=1 --` }, 422],
    ['a parent that was taken back', { parent: gone }, 410],
    ['a parent that was hidden', { parent: hidden }, 410],
  ]
  for (const [what, place, status] of cases) {
    const values = { name: 'Jisoo', body: `Words about ${what}` }
    const answer = await expectUnchanged(site, what, () => visitor.send(comments, { ...place, ...values }))
    expectRefused(answer, status, what)
    expectKept(answer, values, what)
    expectRefused(await expectUnchanged(site, what, () => visitor.sendJson(comments, { ...place, ...values })), status, `${what} as JSON`)
  }
  for (const slug of ['no-such-list', '%EC%97%86%EC%9D%8C', 'x%3Fy', 'a%20b']) {
    const answer = await expectUnchanged(site, slug, () => visitor.send(`/api/articles/${slug}/comments`, { name: 'Jisoo', body: 'Words for nowhere' }))
    expectRefused(answer, 404, slug)
    expect(Object.values(typedIn(answer.text)).flat(), slug).toContain('Words for nowhere')
  }
  change(site, `UPDATE "Comment" SET state = 'visible' WHERE id = ?`, hidden)
  // Decisions are kept as they were made, but while this stands there.
  change(site, `INSERT INTO "Setting" (name, value) VALUES ('history.unlocked', 'true')`)
  change(site, `DELETE FROM "Decision" WHERE "targetId" = ?`, hidden)
  change(site, `DELETE FROM "Setting" WHERE name = 'history.unlocked'`)
  change(site, `UPDATE "Article" SET "commentCount" = "commentCount" + 1 WHERE slug = ?`, list)
})

test('a form that is sent twice is accepted once, and nobody is told off', async ({ site }) => {
  const count = (table: string) => Number(look(site, `SELECT COUNT(*) AS n FROM "${table}"`)[0]?.n)
  for (const known of [false, true]) {
    const visitor = new Visitor(site.url)
    if (known) await say(visitor)
    const [before, values] = [count('Comment'), { name: 'Jisoo', body: words() }]
    // Both presses leave before either answer is there.
    const answers = await Promise.all([visitor.send(comments, values), visitor.send(comments, values), visitor.send(comments, values)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
    expect(count('Comment')).toBe(before + 1)
    const votesBefore = count('Vote')
    const votes = await Promise.all([1, 2, 3].map(() => visitor.send(vote, { entry: ours, from: ours })))
    expect(votes.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(count('Vote')).toBe(votesBefore + 1)
  }
})

test('a vote for what is not there changes nothing', async ({ site }) => {
  const visitor = new Visitor(site.url)
  expect((await visitor.send(vote, { entry: ours, from: ours })).status).toBe(303)
  const cases: [string, Record<string, string>, number][] = [
    ['nothing at all', {}, 422],
    ['an entry of another list', { entry: theirs }, 422],
    ...Object.entries(oddities)
      .filter(([name]) => !['nothing', 'only spaces'].includes(name))
      .map(([name, entry]): [string, Record<string, string>, number] => [name, { entry }, 422]),
    ['a wrong place to go back to', { entry: 'nothing', at: 'entry', from: '../../admin' }, 422],
  ]
  for (const [what, values, status] of cases) {
    expectRefused(await expectUnchanged(site, what, () => visitor.send(vote, values)), status, what)
    expectRefused(await expectUnchanged(site, what, () => visitor.sendJson(vote, values)), status, `${what} as JSON`)
  }
  const moved = await visitor.send(vote, { entry: ours, at: 'entry', from: '//evil.example\r\nSet-Cookie: a=b' })
  expect([moved.status, moved.headers.location]).toEqual([303, `${page}/${ours}`])
  const taken = await visitor.send(vote, { entry: '', at: 'entry', from: '//evil.example/\r\nX: y가' })
  expect(taken.status).toBe(303)
  expect(new URL(String(taken.headers.location), site.url).origin).toBe(site.url)
  expectRefused(await visitor.send('/api/articles/no-such-list/vote', { entry: ours }), 404, 'an unknown list')
})

test('changing and taking back: only one’s own, only what is there, only with words', async ({ site }) => {
  const [visitor, stranger] = [new Visitor(site.url), new Visitor(site.url)]
  // One with links waits for a moderator, and then is not there for others: so the odd words go to another.
  const [id, odd] = [await say(visitor), await say(visitor)]
  await say(stranger)
  const edit = `/api/comments/${id}/edit`
  for (const oddity of refusedBodies) {
    const answer = await expectUnchanged(site, oddity, () => visitor.send(edit, { back: page, body: oddities[oddity] }))
    expectRefused(answer, 422, oddity)
    expectKept(answer, { body: oddities[oddity] }, oddity)
  }
  for (const oddity of takenBodies)
    expect.soft((await visitor.send(`/api/comments/${odd}/edit`, { back: page, body: `${oddities[oddity]}!` })).status, oddity).toBe(303)
  expect(dangersIn((await visitor.get(page)).text)).toEqual([])

  for (const [what, who, path, status] of [
    ['a stranger’s edit', stranger, edit, 403],
    ['a stranger’s delete', stranger, `/api/comments/${id}/delete`, 403],
    ['a reader who hides', visitor, `/api/comments/${id}/hide`, 403],
    ['a reader who restores', visitor, `/api/comments/${id}/restore`, 403],
    ['nobody’s edit', new Visitor(site.url), edit, 403],
    ['an edit of what never was', visitor, '/api/comments/0000000000000000000a/edit', 404],
    ['an edit of what is no id', visitor, '/api/comments/%27--/edit', 422],
    ['an unknown verb', visitor, `/api/comments/${id}/explode`, 404],
  ] as const) {
    const answer = await expectUnchanged(site, what, () => who.send(path, { back: page, body: 'Words of mine' }))
    expect.soft(answer.status, what).toBe(status)
    if (what !== 'an unknown verb') expectRefused(answer, status, what)
  }
  // Forms of others are not on a stranger's page, so the words come back on the page for that.
  expect(Object.values(typedIn((await stranger.send(edit, { back: page, body: 'Words of mine' })).text)).flat()).toContain('Words of mine')

  for (const back of ['//evil.example', 'https://evil.example', '/articles/../admin', 'javascript:alert(1)', '/articles/x\r\nSet-Cookie: a=b', '']) {
    const answer = await visitor.send(edit, { back, body: words() })
    expect.soft(answer.status, back).toBe(303)
    expect.soft(answer.headers.location, back).toMatch(new RegExp(`^${page}[?#]`))
    expect.soft(String(answer.headers['set-cookie'])).not.toContain('a=b')
  }
  change(site, 'UPDATE "Comment" SET "createdAt" = ? WHERE id = ?', new Date(Date.now() - 16 * 60_000).toISOString(), id)
  const late = await expectUnchanged(site, 'a late edit', () => visitor.send(edit, { back: page, body: 'Too late, these words' }))
  expectRefused(late, 409, 'a late edit')
  expect(Object.values(typedIn(late.text)).flat()).toContain('Too late, these words')

  expect((await visitor.send(`/api/comments/${id}/delete`, { back: page })).status).toBe(303)
  expect((await visitor.send(`/api/comments/${id}/delete`, { back: page })).status).toBe(303)
  expect(rowOf(site, id)).toMatchObject({ state: 'deleted', body: '', name: '' })
  const after = await expectUnchanged(site, 'an edit after', () => visitor.send(edit, { back: page, body: 'Words after the end' }))
  expectRefused(after, 404, 'an edit of what was taken back')
  expect(Object.values(typedIn(after.text)).flat()).toContain('Words after the end')
})

test('what waits for a moderator is changed and taken back at once, on the next page', async ({ site }) => {
  const visitor = new Visitor(site.url)
  const links = 'Look: https://a.example https://b.example https://c.example'
  const posted = await visitor.send(comments, { name: 'Jisoo', body: `${links} ${words()}` })
  expect(posted.status).toBe(303)
  const held = await visitor.get(page)
  const [, id = ''] = /comment-([a-z0-9]+)/.exec(String(posted.headers.location)) ?? []
  expect(held.text).toContain('it waits for a moderator')
  expect((await new Visitor(site.url).get(page)).text).not.toContain(`comment-${id}`)
  expect((await visitor.send(`/api/comments/${id}/edit`, { back: page, body: `${links} Changed words` })).status).toBe(303)
  expect((await visitor.get(page)).text).toContain('Changed words')
  expect((await visitor.send(`/api/comments/${id}/delete`, { back: page })).status).toBe(303)
  expect((await visitor.get(page)).text).not.toContain(`comment-${id}`)
})

test('a forged reader’s cookie is nobody’s', async ({ site }) => {
  const victim = new Visitor(site.url)
  const id = await say(victim)
  const cookie = victim.cookies.get('reader')!
  const readerId = String(rowOf(site, id)?.readerId)
  const forgeries = [
    readerId,
    `${readerId}.`,
    `${readerId}.${'A'.repeat(32)}`,
    `${cookie}x`,
    cookie.slice(0, -1),
    `x${cookie}`,
    '%00',
    '%FF',
    'a'.repeat(4000),
    '..',
    `.${cookie}`,
  ]
  for (const forged of forgeries) {
    const liar = new Visitor(site.url)
    liar.cookies.set('reader', forged)
    const answer = await expectUnchanged(site, forged.slice(0, 40), () => liar.send(`/api/comments/${id}/delete`, { back: page }))
    expectRefused(answer, 403, forged.slice(0, 40))
    const seen = await liar.get(page)
    expect.soft(seen.status).toBe(200)
    expect.soft(seen.text).not.toContain(`/api/comments/${id}/delete`)
  }
  expect((await victim.get(page)).text).toContain(`/api/comments/${id}/delete`)
})

test('the name of somebody who writes here, or of an account, is not a guest’s, and the words stay in the form', async ({ site }) => {
  const email = `names-${Date.now().toString(36)}@lists.example`
  await site.lightstick(['user', '--email', email, '--name', 'Blackjack desk', '--role', 'author', '--password-stdin'], 'lantern over water')
  await site.lightstick(['user', '--email', `x${email}`, '--name', 'Hana Lee', '--role', 'author', '--password-stdin'], 'lantern over water')
  await site.lightstick(['user', '--email', `x${email}`, '--update', '--role', 'reader'])
  const hana = new Visitor(site.url)
  await hana.send('/api/account/sign-in', { email: `x${email}`, password: 'lantern over water' })
  const id = await say(hana)
  const guest = new Visitor(site.url)
  // Names that another process gave are known within ten seconds.
  await expect(async () => expect((await guest.send(comments, { name: 'Вlackjack dеsk', body: words() })).status).toBe(422)).toPass({ timeout: 30_000 })
  for (const name of ['Blackjack desk', 'Ｂｌａｃｋｊａｃｋ　ｄｅｓｋ', 'Jisoo (staff)', 'The 0wner', 'hana  lee', 'Lightstick']) {
    const values = { name, body: words(), email: 'ji@lists.example' }
    const answer = await expectUnchanged(site, name, () => guest.send(comments, values))
    expectRefused(answer, 422, name)
    expectKept(answer, { ...values, name }, name)
    expect.soft(answer.text, name).toMatch(/please choose another/i)
    expectRefused(await guest.sendJson(comments, values), 422, `${name} as JSON`)
  }
  const { text } = await hana.get(`${page}?comment=${id}`)
  const read = text.slice(text.indexOf('>', text.indexOf(`id="comment-${id}"`)) + 1).replaceAll(/<[^>]*>/g, ' ')
  expect(read).toMatch(/^\s+Hana Lee\s+account\s/)
})
