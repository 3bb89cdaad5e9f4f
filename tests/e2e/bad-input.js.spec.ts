import { expect, test } from './support/site'

const list = '/api/articles/k-pop-mvs-filmed-abroad'
const other = '/api/articles/classic-k-pop-mvs-with-k-drama-actors'
const form = 'application/x-www-form-urlencoded'
const good = { body: 'Fine words', name: 'Mia' }

type Answer = { error: { code: string; message: string; fields?: Record<string, string> } }

test.describe('what cannot be taken is refused, and changes nothing', () => {
  const cases: [string, string, { headers?: Record<string, string>; data?: unknown }, number, string?][] = [
    ['an empty comment', `${list}/comments`, { data: { ...good, body: '' } }, 422, 'body'],
    ['no body at all', `${list}/comments`, { data: { name: 'Mia' } }, 422, 'body'],
    ['a number for a body', `${list}/comments`, { data: { ...good, body: 7 } }, 422, 'body'],
    ['spaces', `${list}/comments`, { data: { ...good, body: ' \n\t ' } }, 422, 'body'],
    ['zero-width characters', `${list}/comments`, { data: { ...good, body: '\u200b\u200d\u2060' } }, 422, 'body'],
    ['20,000 characters', `${list}/comments`, { data: { ...good, body: 'x'.repeat(20_000) } }, 422, 'body'],
    ['no name', `${list}/comments`, { data: { body: 'Words' } }, 422, 'name'],
    ['a name of 20,000', `${list}/comments`, { data: { ...good, name: 'n'.repeat(20_000) } }, 422, 'name'],
    ['a wrong mail address', `${list}/comments`, { data: { ...good, email: 'nobody' } }, 422, 'email'],
    ['an unknown entry', `${list}/comments`, { data: { ...good, entry: 'nowhere' } }, 422, 'entry'],
    ['an unknown parent', `${list}/comments`, { data: { ...good, parent: 'nosuchcomment' } }, 422],
    ['an unknown list', '/api/articles/nowhere/comments', { data: good }, 404],
    ['a vote in an unknown list', '/api/articles/nowhere/vote', { data: { entry: 'crooked' } }, 404],
    ['a vote for an entry of another list', `${other}/vote`, { data: { entry: 'crooked' } }, 422, 'entry'],
    ['a vote without an entry', `${list}/vote`, { data: {} }, 422, 'entry'],
    ['another site’s page', `${list}/vote`, { data: { entry: 'crooked' }, headers: { origin: 'https://elsewhere.example' } }, 403],
    ['another site’s form', `${list}/comments`, { data: good, headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['a cookie without an origin', `${list}/vote`, { data: { entry: 'crooked' }, headers: { cookie: 'reader=x.y' } }, 403],
    ['300 KB', `${list}/comments`, { data: { ...good, body: 'x'.repeat(300_000) } }, 413],
    ['a wrong content type', `${list}/comments`, { data: 'body=x', headers: { 'content-type': 'text/plain' } }, 415],
    ['half of JSON', `${list}/comments`, { data: Buffer.from('{"body":'), headers: { 'content-type': 'application/json' } }, 422],
    ['JSON that is no object', `${list}/comments`, { data: Buffer.from('[1]'), headers: { 'content-type': 'application/json' } }, 422],
    ['invalid UTF-8 in JSON', `${list}/comments`, { data: Buffer.from([0x7b, 0xff, 0x7d]), headers: { 'content-type': 'application/json' } }, 422],
    ['invalid UTF-8 in a form', `${list}/comments`, { data: Buffer.from('body=%ff&name=Mia'), headers: { 'content-type': form } }, 422],
    ['a strange comment id', '/api/comments/%3Cscript%3E/edit', { data: { body: 'x' } }, 422],
    ['an unknown comment', '/api/comments/nosuchcomment/delete', { data: {} }, 404],
    ['hiding without a right', '/api/comments/nosuchcomment/hide', { data: {} }, 403],
  ]
  for (const [name, address, { headers = {}, data }, status, field] of cases)
    test(name, async ({ request }) => {
      const counts = async () => ((await (await request.get(`${list}/comments`)).json()) as { total: number }).total
      const before = [await counts(), await (await request.get(`${list}/results`)).text()]
      const answer = await request.post(address, { data, headers: { accept: 'application/json', ...headers } })
      expect(answer.status()).toBe(status)
      const { error } = (await answer.json()) as Answer
      expect(error.message.length).toBeGreaterThan(8)
      if (field) expect(error.fields).toHaveProperty(field)
      expect([await counts(), await (await request.get(`${list}/results`)).text()]).toEqual(before)
    })
})

test('a refused form is the page again, with its status, its words and its message', async ({ request }) => {
  const answer = await request.post(`${list}/comments`, { form: { body: '<script>alert(1)</script>'.repeat(400), name: '"><img src=x>' } })
  expect(answer.status()).toBe(422)
  expect(answer.headers()['cache-control']).toContain('no-store')
  const html = await answer.text()
  expect(html).toContain('At most 8,000 characters')
  expect(html).not.toContain('<script>alert')
  expect(html).not.toContain('<img src=x>')
  const later = await (await request.get('/articles/k-pop-mvs-filmed-abroad')).text()
  expect(later).not.toContain('At most 8,000 characters')
})

test('a forged cookie is nobody’s', async ({ request, site }) => {
  const vote = (cookie: string) => request.post(`${list}/vote`, { data: { entry: 'crooked' }, headers: { cookie, origin: site.url } })
  const first = await vote('reader=')
  const cookie = /reader=[^;]+/.exec(first.headers()['set-cookie'] ?? '')?.[0] ?? ''
  expect(cookie).not.toBe('')
  const forged = await vote(`${cookie.slice(0, -3)}xyz`)
  expect(forged.status()).toBe(200)
  expect(forged.headers()['set-cookie']).toMatch(/reader=/)
  expect((await vote(cookie)).headers()['set-cookie'] ?? '').not.toMatch(/reader=/)
})

test('what is odd but words is kept', async ({ request, site }) => {
  for (const body of ['👩‍❤️‍👩🏽 🇰🇷', 'עברית \u202eabc', '<script>alert(1)</script>', `${'> '.repeat(50)}deep`]) {
    const answer = await request.post(`${list}/comments`, { data: { body, name: 'Mia' }, headers: { origin: site.url } })
    expect(answer.status()).toBe(201)
    const { comment } = (await answer.json()) as { comment: { html: string } }
    expect(comment.html).not.toMatch(/<script|\u202e/)
  }
})
