import net from 'node:net'
import { Visitor } from './support/ask'
import { explanationOf, expectRefused, expectUnchanged, expectWhole } from './support/bad-input'
import { look } from './support/database'
import { expect, test } from './support/site'

test.use({ siteOf: 'bad input: requests' })

/** Requests that no page of ours makes: from other sites, of other kinds, too large, not text. Every public post is asked. */

const list = '/api/articles/k-pop-mvs-filmed-abroad'
const doors: Record<string, Record<string, string>> = {
  [`${list}/comments`]: { name: 'Jisoo', body: 'Words' },
  [`${list}/vote`]: { entry: 'still-you' },
  '/api/comments/0000000000000000000a/edit': { body: 'Words' },
  '/api/comments/0000000000000000000a/delete': {},
  '/api/comments/0000000000000000000a/hide': {},
  '/api/comments/0000000000000000000a/restore': {},
  '/api/theme': { theme: 'dark' },
  '/api/account/sign-up': { name: 'Jisoo', email: 'x', password: 'lantern over water' },
  '/api/account/sign-in': { email: 'jisoo@lists.example', password: 'lantern over water', next: '/' },
  '/api/account/sign-out': { next: '/' },
  '/api/account/forgot': { email: 'x' },
  '/api/account/reset': { token: 'x'.repeat(30), password: 'short' },
  '/api/account/setup': { token: 'x'.repeat(30), name: 'Jisoo', email: 'x', password: 'lantern over water' },
  '/api/account/confirm': { token: 'x'.repeat(30) },
  '/api/account/confirmation': { email: 'nobody@lists.example' },
  '/api/account/name': { name: 'Jisoo' },
  '/api/account/password': { current: '', password: 'lantern over water' },
  '/api/account/session': { session: 'x' },
  '/api/account/other-sessions': {},
  '/api/account/oauth': { provider: 'google', next: '/' },
}
const form = 'application/x-www-form-urlencoded'

test.afterEach(({ site }) => expectWhole(site))

for (const [door, values] of Object.entries(doors)) {
  test(`${door} takes nothing from other sites, of other kinds, or that is no text`, async ({ site }) => {
    const visitor = new Visitor(site.url)
    const encoded = new URLSearchParams(values).toString()
    const send = (headers: Record<string, string>, body: string | Buffer = encoded) =>
      visitor.ask(door, { method: 'POST', body, headers: { 'content-type': form, ...headers } })
    const refused = async (what: string, status: number, act: () => ReturnType<typeof send>) => {
      for (const accept of ['text/html', 'application/json']) {
        const saved = visitor.ask
        visitor.ask = (path, asked) => saved.call(visitor, path, { ...asked, headers: { ...asked?.headers, accept } })
        expectRefused(await act(), status, `${what}, for ${accept}`)
        visitor.ask = saved
      }
    }
    await expectUnchanged(site, 'all of it', async () => {
      for (const origin of ['https://evil.example', 'null', `${site.url}.evil.example`, site.url.replace('http:', 'https:'), site.url.replace(/\d+$/, '1')])
        await refused(`origin ${origin}`, 403, () => send({ origin }))
      for (const from of ['cross-site', 'same-site', 'nonsense']) await refused(`from ${from}`, 403, () => send({ 'sec-fetch-site': from }))
      await refused('a cookie that does not say where it comes from', 403, () => send({ cookie: 'reader=x.y' }))

      const here = { origin: site.url, 'sec-fetch-site': 'same-origin' }
      for (const type of ['text/plain', 'application/xml', 'application/octet-stream', 'nonsense', 'application/jsonx'])
        await refused(`type ${type}`, 415, () => send({ ...here, 'content-type': type }))
      await refused('an oversize body', 413, () => send(here, `body=${'x'.repeat(200 * 1024)}`))
      await refused('a far too large body', 413, () => send(here, `body=${'x'.repeat(400 * 1024)}`))
      await refused('bytes that are no UTF-8', 422, () => send(here, Buffer.from([...Buffer.from('body=a'), 0xff, 0xfe, 0xc3, 0x28])))
      for (const wrong of ['%FF%FE', '%C3%28', '%ED%A0%80', '%C0%AF', '%', '%zz'])
        await refused(`percent-encoded ${wrong}`, 422, () => send(here, `body=${wrong}&name=x`))
      await refused('a multipart form that is none', 422, () => send({ ...here, 'content-type': 'multipart/form-data; boundary=x' }, 'nonsense'))
      const json = (body: string) => () => send({ ...here, 'content-type': 'application/json' }, body)
      for (const body of ['', '[]', 'null', '"x"', '1', '{', '{"a":', `${'['.repeat(20_000)}`, '{"body":"\ufffd'.slice(0, -1)])
        await refused(`JSON ${body.slice(0, 12)}`, 422, json(body))
    })
  })

  test(`${door} answers a method that it has not with 405`, async ({ site }) => {
    const visitor = new Visitor(site.url)
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD']) {
      if (door.endsWith('/comments') && (method === 'GET' || method === 'HEAD')) continue
      for (const accept of ['text/html', 'application/json']) {
        const answer = await expectUnchanged(site, method, () => visitor.ask(door, { method, headers: { accept } }))
        expect.soft(answer.status, method).toBe(405)
        expect.soft(answer.headers.allow, method).toBeTruthy()
        if (method === 'GET') expect.soft(answer.text, method).toContain('This address takes forms')
      }
    }
  })
}

test('JSON of a wrong shape is explained field by field, whatever stands in it', async ({ site }) => {
  const visitor = new Visitor(site.url)
  const shapes: unknown[] = [5, true, null, [], {}, ['a'], { toString: 1 }, { length: 3 }, 1e308, { a: { b: { c: {} } } }, '\ud800 half of a pair', '\udfff']
  for (const [door, values] of Object.entries(doors)) {
    for (const field of Object.keys(values)) {
      for (const shape of shapes) {
        const what = `${door} ${field} = ${JSON.stringify(shape)}`
        const answer = await visitor.sendJson(door, { ...values, [field]: shape })
        expect.soft(answer.status, what).toBeLessThan(500)
        expect.soft(String(answer.headers['content-type']), what).toContain('json')
        if (answer.status >= 400) expect.soft(explanationOf(answer), what).not.toMatch(/expected|received|Invalid input|zod|prisma|undefined|\[object/i)
      }
    }
  }
  for (const extra of ['{"__proto__":{"polluted":1},"entry":"x"}', '{"constructor":{"prototype":{"polluted":1}},"entry":"x"}']) {
    expect((await visitor.sendJson(`${list}/vote`, extra)).status).toBe(422)
    expect((await visitor.get('/')).text).not.toContain('polluted')
  }
  expect(look(site, `SELECT COUNT(*) AS n FROM "Account"`)[0]?.n).toBe(0)
})

test('a readers’ page takes no posts, and an address of the interface that is not there says so', async ({ site }) => {
  const visitor = new Visitor(site.url)
  for (const path of ['/', '/articles/k-pop-mvs-filmed-abroad', '/feed.xml', '/sign-in', '/nothing-here', '/covers/world-1.svg']) {
    const answer = await visitor.send(path, { body: 'Words' })
    expect.soft([answer.status, answer.headers.allow], path).toEqual([405, 'GET, HEAD'])
  }
  const answer = await visitor.sendJson('/api/nothing/here', {})
  expectRefused(answer, 404, 'an unknown address')
})

test('where no other way of signing in is set up, its addresses are not there', async ({ site }) => {
  const visitor = new Visitor(site.url)
  for (const path of ['signin', 'signin/google', 'signout', 'session', 'csrf', 'providers', 'verify-request', 'error', 'callback/google', '_log']) {
    expectRefused(await visitor.sendJson(`/api/auth/${path}`, {}), 404, `posted to ${path}`)
    expect.soft((await visitor.get(`/api/auth/${path}`)).status, path).toBe(404)
  }
})

test('who hangs up in a body leaves nothing in the log', async ({ site }) => {
  const { port, host } = new URL(site.url)
  const before = site.output().length
  const hangUp = (door: string, lines: string[]) =>
    new Promise<void>((resolve) => {
      const socket = net.connect(Number(port), 'localhost')
      const begin = [`POST ${door} HTTP/1.1`, `Host: ${host}`, `Origin: ${site.url}`, 'Accept: text/html', `Content-Type: ${form}`, ...lines, '', ''].join(
        '\r\n',
      )
      socket.on('error', () => {}).on('close', () => resolve())
      socket.write(begin + (lines.includes('Transfer-Encoding: chunked') ? '6\r\nbody=x\r\n' : 'body=x'), () => socket.resetAndDestroy())
    })
  for (const door of [...Object.keys(doors), '/admin', '/', '/api/nothing'])
    for (const lines of [['Content-Length: 100'], ['Transfer-Encoding: chunked'], ['Content-Length: 100', 'Next-Action: 0123456789']]) await hangUp(door, lines)
  expect((await new Visitor(site.url).get('/')).status).toBe(200)
  expect(site.output().slice(before)).toBe('')
})

test('nobody writes into the log', async ({ site }) => {
  const visitor = new Visitor(site.url)
  for (const level of ['error', '__proto__'])
    expectRefused(await visitor.sendJson('/api/auth/_log', { level, code: 'WRITTEN-BY-A-STRANGER', message: 'x' }), 404, level)
  expect(site.output()).not.toContain('WRITTEN-BY-A-STRANGER')
  for (const callback of ['https://evil.example', '//evil.example'])
    for (const path of ['signin', 'signout', 'error']) {
      const { headers } = await visitor.get(`/api/auth/${path}?callbackUrl=${encodeURIComponent(callback)}`)
      const to = new URL(headers.location ?? '/', site.url)
      for (const address of [to, new URL(to.searchParams.get('callbackUrl') ?? '/', site.url)])
        expect.soft(address.origin, `${path} ${callback}`).toBe(site.url)
    }
})

test('files stand at one address each, and nothing else is reached through them', async ({ site }) => {
  const visitor = new Visitor(site.url)
  const names = [
    '..%2f..%2fpackage.json',
    '%2e%2e/%2e%2e/package.json',
    '....//package.json',
    '..\\..\\package.json',
    '%00',
    'x'.repeat(3000),
    'world-1.svg%00.png',
    '-.svg',
    'article-x-y.png',
    '%ED%A0%80',
    'constructor',
    '__proto__.svg',
  ]
  for (const folder of ['covers', 'posters', 'share', '_lightstick', '_next/static', '_next/image', 'sitemap']) {
    for (const name of names) {
      const answer = await visitor.get(`/${folder}/${name}`)
      expect.soft(answer.status, `/${folder}/${name.slice(0, 40)}`).toBeGreaterThanOrEqual(300)
      expect.soft(answer.status, `/${folder}/${name.slice(0, 40)}`).toBeLessThan(500)
      expect.soft(answer.text).not.toContain('"dependencies"')
    }
  }
  for (const address of [
    '/_next/image?url=%2Fapple-icon.png&w=64&q=75',
    '/_next/image?url=http%3A%2F%2Flocalhost%2F&w=64&q=75',
    '/.env',
    '/data/lightstick.db',
    '/prisma/schema.prisma',
    '/server/main.ts',
    '/.git/config',
  ])
    expect.soft((await visitor.get(address)).status, address).toBeGreaterThanOrEqual(400)
})

test('a server action takes nothing from other sites, with or without Origin', async ({ site }) => {
  const visitor = new Visitor(site.url)
  const send = (headers: Record<string, string>) =>
    visitor.ask('/admin', { method: 'POST', body: '[]', headers: { 'content-type': 'text/plain;charset=UTF-8', 'next-action': 'a'.repeat(42), ...headers } })
  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', cookie: 'next-auth.session-token=x' },
    { cookie: 'next-auth.session-token=x' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ]
  for (const headers of foreign) expect.soft((await send(headers)).status, JSON.stringify(headers)).toBe(403)
  expect((await send({ origin: site.url, 'sec-fetch-site': 'same-origin' })).status).not.toBe(403)
})
