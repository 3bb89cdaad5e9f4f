import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { currentRender } from '@/platform/bridge'
import { deliverMissed } from '@/platform/events/bus'
import { signed } from '@/platform/http/cookies'
import { Overloaded } from './render/render-lanes'
import { ask, happen, html, pages, say, serverState, state, useFront } from '@/tests/support/front'

// The clock stands still until a test moves it. Before the server is made, which reads it.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers().restoreAllMocks())
useFront()

/** Resolves when somebody waits for a change that this process has not heard of. */
const someoneWaits = () =>
  new Promise<void>((resolve) => {
    const wait = serverState.seenEvents.wait.bind(serverState.seenEvents)
    vi.spyOn(serverState.seenEvents, 'wait').mockImplementation((...args) => {
      resolve()
      return wait(...args)
    })
  })

describe('a page for everyone', () => {
  test('is rendered once, without anything of the visitor', async () => {
    const first = await ask('/articles/a', {
      headers: {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        'if-none-match': '"x"',
        range: 'bytes=0-1',
        'accept-language': 'ko',
        cookie: 'other=1',
      },
    })
    expect(first.status).toBe(200)
    expect(first.text).toContain('<script type="module" src="/_lightstick/m.js"></script>')
    expect(first.text).not.toMatch(/<script>|ls-own|data-theme/)
    await ask('/articles/a?utm_source=x&fbclid=y')
    expect(state.seen).toHaveLength(1)
    expect(state.seen[0]?.headers).toEqual({
      host: 'lists.example',
      'x-forwarded-host': 'lists.example',
      'x-forwarded-proto': 'https',
      accept: 'text/html',
      'user-agent': 'lightstick',
      'content-security-policy': expect.stringMatching(/^script-src 'nonce-/),
    })
    expect(first.headers).toMatchObject({
      'cache-control': 'public, max-age=0, must-revalidate',
      vary: 'Accept-Encoding, Cookie',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'speculation-rules': '"/_lightstick/speculation.json"',
    })
    expect(first.headers['content-security-policy']).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/)
    expect(first.headers['x-powered-by']).toBeUndefined()
    expect(first.headers['surrogate-key']).toBeUndefined() // no shared cache is set up
  })
  test('comes in the encoding that was asked for, and as 304 when it is known', async () => {
    const [plain, gzip, br] = await Promise.all(
      ['identity', 'gzip', 'gzip, br'].map((encoding) => ask('/articles/a', { headers: { 'accept-encoding': encoding } })),
    )
    expect([plain?.headers['content-encoding'], gzip?.headers['content-encoding'], br?.headers['content-encoding']]).toEqual([undefined, 'gzip', 'br'])
    expect(new Set([plain?.text, gzip?.text, br?.text]).size).toBe(1)
    const etags = [plain, gzip, br].map((answer) => String(answer?.headers.etag))
    expect(new Set(etags).size).toBe(3)
    const known = await ask('/articles/a', { headers: { 'accept-encoding': 'gzip', 'if-none-match': etags[1] ?? '' } })
    expect([known.status, known.raw.length, known.headers.etag, known.headers['content-length']]).toEqual([304, 0, etags[1], undefined])
    expect((await ask('/articles/a', { headers: { 'accept-encoding': 'gzip', 'if-none-match': etags[0] ?? '' } })).status).toBe(200)
  })
  test('HEAD has the same headers and no body', async () => {
    const [get, head] = [await ask('/articles/a'), await ask('/articles/a', { method: 'HEAD' })]
    expect(head.raw.length).toBe(0)
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
  })
  test('is the same for a connection that is kept and one that is not, and answers in order', async () => {
    await ask('/articles/a')
    const plain = (text: string) => text.replace(/(?:Date|Connection|Keep-Alive): .*\r\n/g, '')
    const closed = await say('GET /articles/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    const kept = await say('GET /articles/a HTTP/1.1\r\nHost: a\r\n\r\n', (text) => text.includes('</html>'))
    expect(plain(kept)).toBe(plain(closed))
    expect(kept).toMatch(/Date: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\r\n\r\n/)
    expect(await say('GET /feed.xml HTTP/1.1\r\nHost: a\r\nIf-None-Match: "x"\r\n\r\n', (text) => text.includes('</rss>'))).not.toMatch(/Connection|Keep-Alive/)
    const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`
    const many = await say(
      get('/articles/a') + get('/nothing') + get('/articles/a') + get('/search?q=x') + get('/articles/a'),
      (text) => text.split('</html>').length > 5,
    )
    expect(many.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 200'])
    expect(await say('GET /articles/a HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 [\s\S]*Connection: close/)
  })
  test('meets other methods with 405', async () => {
    const answer = await ask('/articles/a', { method: 'POST', body: 'x' })
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD'])
  })
})

describe('a visitor of whom something is known', () => {
  test('has their own state on the same page, by one look-up', async () => {
    const everyone = await ask('/articles/a')
    const mine = await ask('/articles/a', { headers: { cookie: 'x=1; reader=ann', 'accept-encoding': 'gzip, br' } })
    expect(mine.text).toContain('Yours')
    expect(everyone.text).toContain('Vote')
    expect(mine.headers['cache-control']).toBe('private, no-cache')
    expect(mine.headers.etag).not.toBe(everyone.headers.etag)
    expect(state.lookups).toEqual([{ cookie: 'x=1; reader=ann', names: ['article:a'] }])
    expect(state.seen).toHaveLength(1)
    const again = await ask('/articles/a', { headers: { cookie: 'reader=ann', 'accept-encoding': 'gzip, br', 'if-none-match': String(mine.headers.etag) } })
    expect(again.status).toBe(304)
  })
  test('gets the page of everyone where nothing differs, but not to be kept by others', async () => {
    const theirs = await ask('/articles/a', { headers: { cookie: '__Secure-next-auth.session-token=bob', 'accept-encoding': 'br' } })
    expect([theirs.headers['cache-control'], theirs.headers['content-encoding']]).toEqual(['private, no-cache', 'br'])
  })
  test('who only chose a theme costs no look-up', async () => {
    const dark = await ask('/articles/a', { headers: { cookie: 'theme=dark' } })
    expect(dark.text).toContain('<html data-theme="dark">')
    expect(dark.headers['cache-control']).toBe('private, no-cache')
    expect((await ask('/articles/a', { headers: { cookie: 'theme="><script>' } })).text).toContain('<html><head>')
    expect(state.lookups).toHaveLength(0)
  })
  test('who has acted waits for their act, here and on any page', async () => {
    await ask('/articles/a')
    state.version = 1
    const waiting = someoneWaits()
    const asked = ask('/articles/a', { headers: { cookie: `seen=${signed('7')}` } })
    await waiting
    happen({ id: 7, tags: ['article:a'], hard: false })
    const mine = await asked
    expect(mine.text).toContain('Version 1')
    expect(mine.headers['cache-control']).toBe('public, max-age=0, must-revalidate')
  })
  test('whose act is not heard of in two seconds gets nothing older than a second', async () => {
    await ask('/articles/a')
    state.version = 1
    const waiting = someoneWaits()
    let isAnswered = false
    const asked = ask('/articles/a', { headers: { cookie: `seen=${signed('999')}` } }).finally(() => (isAnswered = true))
    await waiting
    await vi.advanceTimersByTimeAsync(1999)
    await ask('/feed.xml')
    expect(isAnswered).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect((await asked).text).toContain('Version 1')
  })
})

test('a number that was made up makes nobody wait, and no page doubtful', async () => {
  await ask('/articles/a')
  vi.advanceTimersByTime(5000)
  const wait = vi.spyOn(serverState.seenEvents, 'wait')
  for (const forged of ['999999999999', `999.${signed('7').split('.')[1]}`, `${signed('7')}x`])
    await ask('/articles/a', { headers: { cookie: `seen=${forged}` } })
  expect([wait.mock.calls, serverState.renderer?.cache.counts.renders]).toEqual([[], 1])
})

describe('changes', () => {
  test('a hard purge is seen by the next request, a soft one within a second', async () => {
    await ask('/articles/a')
    state.version = 1
    happen({ id: 1, tags: ['article:a'], hard: true })
    expect((await ask('/articles/a')).text).toContain('Version 1')
    state.version = 2
    happen({ id: 2, tags: ['article:a'], hard: false })
    expect((await ask('/articles/a')).text).toContain('Version 1')
    vi.advanceTimersByTime(1000)
    expect((await ask('/articles/a')).text).toContain('Version 2')
  })
  test('a change that was heard of late is not shown later for that', async () => {
    await ask('/articles/a')
    state.version = 3
    happen({ id: 1, tags: ['article:a'], hard: false, at: Date.now() - 1000 })
    expect((await ask('/articles/a')).text).toContain('Version 3')
  })
  test('an event that comes by twice purges once, and where events may have been missed everything goes', async () => {
    await ask('/articles/a')
    happen({ id: 1, tags: ['other'], hard: false })
    happen({ id: 1, tags: ['article:a'], hard: true })
    expect(serverState.renderer?.cache.ready('/articles/a', true)).not.toBeNull()
    deliverMissed()
    expect(serverState.renderer?.cache.size.pages).toBe(0)
  })
  test('a refused form is the same page with its message, for its visitor alone', async () => {
    const form = { form: 'comment', message: 'Say a little more', values: { body: 'x' } }
    const refused = await state.front.refuse({ path: '/articles/a', form }, 'reader=ann')
    expect([refused.status, refused.headers['Cache-Control']]).toEqual([422, 'no-store'])
    expect(refused.body.toString()).toMatch(/Yours[\s\S]*Say a little more/)
    expect((await ask('/articles/a')).text).not.toContain('Say a little more')
  })
  test('feeds are kept and purged as pages are', async () => {
    expect((await ask('/feed.xml')).text).toBe('<rss>0</rss>')
    state.version = 1
    const kept = await ask('/feed.xml')
    expect([kept.text, kept.headers['cache-control'], kept.headers['content-type']]).toEqual(['<rss>0</rss>', 'public, max-age=300', 'application/rss+xml'])
    happen({ id: 1, tags: ['articles'], hard: true })
    expect((await ask('/feed.xml')).text).toBe('<rss>1</rss>')
  })
})

describe('pages that are not kept', () => {
  test('account pages see the visitor’s cookies and query', async () => {
    const answer = await ask('/account?next=%2Fa', { headers: { cookie: 'next-auth.session-token=s' } })
    expect([answer.text.includes('next-auth.session-token=s'), answer.headers['cache-control']]).toEqual([true, 'no-store'])
    expect(state.seen[0]?.path).toBe('/account?next=%2Fa')
    expect((await ask('/account')).text).toContain('nobody')
  })
  test('an address that can lead nowhere is not even asked for', async () => {
    await ask('/nothing')
    state.seen = []
    const answer = await ask('/wp-login.php')
    expect([answer.status, answer.text.includes('No such page'), state.seen.length]).toEqual([404, true, 0])
  })
  test('what is not there is the site’s own page, made once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => ask(`/nothing-${i}`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
    expect(answers[0]?.text).toContain('No such page')
    expect(serverState.renderer?.cache.size.pages).toBe(1)
  })
  test('a page that throws says its number and is not kept', async () => {
    const answer = await ask('/throws', { headers: { accept: 'text/html' } })
    expect([answer.status, answer.headers['cache-control']]).toEqual([500, 'no-store'])
    expect(answer.text).toMatch(/tell us this number: [0-9a-f]{8}/)
    expect(serverState.renderer?.cache.size.pages).toBe(1) // the page that says so, not-found, is the only one
  })
  test('a redirect of a page arrives as one', async () => {
    const answer = await ask('/moved')
    expect([answer.status, answer.headers.location]).toEqual([308, '/articles/a'])
  })
  test('1,000 values of keys that the page does not read make one render and one kept page', async () => {
    const unread = ['page', 'thread', 'report', 'edit', 'entry', 'utm_source', 'x']
    const asked = Array.from({ length: 1000 }, (_, i) => ask(`/articles/a?${unread[i % unread.length]}=made-up-${i}`))
    expect(new Set((await Promise.all(asked)).map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(state.seen.map(({ path }) => path)).toEqual(['/articles/a'])
    expect(serverState.renderer?.cache.counts.renders).toBe(1)
    expect(serverState.renderer?.cache.size.pages).toBe(1)
  })
  test('thousands of random queries do not fill memory', async () => {
    for (let i = 0; i < 600; i++) await ask(`/articles/a?cursor=${i}&x${i}=y`)
    expect(serverState.renderer?.cache.size.bytes).toBeLessThan((1 << 18) + (1 << 16))
    for (let i = 0; i < 50; i++) await ask(`/search?q=${i}`)
    expect(serverState.renderer?.cache.size.bytes).toBeLessThan((1 << 18) + (1 << 16))
  })
})

describe('a refused form whose page cannot be shown', () => {
  const form = { form: 'comment', message: 'Say a little more', values: { body: 'words' } }
  beforeEach(() => void (pages['/refused'] = (_req, res) => html(res, `<p>Kept: ${currentRender()?.form?.values.body}</p>`)))
  for (const path of ['/gone', '/moved', '/throws', '/articles/가 나', '/search?q=says-nothing-of-it'])
    test(`${path} gives the words back on the page for that`, async () => {
      const { status, body } = await state.front.refuse({ path, form, status: 410 }, '')
      expect(status).toBe(410)
      expect(body.toString()).toContain('Kept: words')
    })
})

describe('a secret page', () => {
  const token = 'Secret-part_of-an-address'
  beforeEach(() => {
    pages['/preview'] = (_req, res) => {
      const render = currentRender()!
      if (render.secret?.token !== token) render.status = 404
      html(res, `<p>${render.secret?.token === token ? 'A draft' : 'Ended'} for ${render.secret?.clientIp}</p>`)
    }
  })
  afterEach(() => void delete pages['/preview'])

  test('is rendered for each who asks, without their cookies; Next sees no token, and nobody keeps it or passes it on', async () => {
    const headers = { cookie: 'reader=x; theme=dark; next-auth.session-token=y', 'x-forwarded-for': '192.0.2.7' }
    for (const asked of [{}, { headers }, { method: 'HEAD' }]) {
      const answer = await ask(`/preview/${token}?utm_source=x`, asked)
      expect(answer.status).toBe(200)
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' })
      for (const name of ['set-cookie', 'etag', 'surrogate-key', 'surrogate-control', 'last-modified']) expect(answer.headers[name]).toBeUndefined()
      expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none';script-src 'self';/)
      if (!('method' in asked)) expect(answer.text).toContain('A draft')
    }
    expect(state.seen.map(({ path, headers: { cookie } }) => [path, cookie])).toEqual(Array(3).fill(['/preview', undefined]))
    expect((await ask(`/preview/${token}`, { headers })).text).toContain('data-theme="dark"')
    expect((await ask(`/preview/${token}`, { headers })).text).toContain('for 192.0.2.7')
  })

  test('has one answer where it leads nowhere, and takes nothing but reading', async () => {
    const asked = ['/preview', '/preview/other', `/preview/${token}x`, `/preview/${token}/more`, '/preview/%F0%9F%8E%A4']
    const answers = await Promise.all(asked.map((path) => ask(path)))
    for (const answer of answers) {
      expect([answer.status, answer.text]).toEqual([404, answers[0]!.text])
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    }
    expect(answers[0]!.text).toContain('Ended')
    const posted = await ask(`/preview/${token}`, { method: 'POST' })
    expect(posted.status).toBe(405)
    expect(posted.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    const moved = await ask(`/preview/${token}/`)
    expect([moved.status, moved.headers.location]).toEqual([308, `/preview/${token}`])
    expect(moved.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  })

  test('is not in the log when it fails, and tells nobody of its address then', async () => {
    const written: string[] = []
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
    const fails = async (path: string, status: number) => {
      const answer = await ask(path)
      expect(answer.status).toBe(status)
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' })
    }
    pages['/preview'] = (_req, res) => html(res, 'x', 500)
    await fails(`/preview/${token}`, 500)
    const render = vi.spyOn(serverState.renderer!, 'renderForOne').mockRejectedValue(new Error('broken'))
    await fails(`/preview/${token}`, 500)
    await fails(`/%70review/${token}?x=1`, 500)
    render.mockRejectedValue(new Overloaded())
    await fails(`/preview/${token}`, 503)
    await fails(`/preview/${token}%2f..`, 404)
    expect(written.join('')).not.toContain(token)
  })
})
