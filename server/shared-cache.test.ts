import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { signed } from '@/platform/http/cookies'
import { ask, happen, html, pages, patient, say, serverState, state, useFront } from '@/tests/support/front'
import { currentRender } from '@/platform/bridge'

// Settings are read when the server is made.
vi.hoisted(() => void (process.env.CDN_PURGE_URL = 'https://cdn.example/purge'))
// The clock stands still until a test moves it.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }))
afterEach(() => vi.useRealTimers())
useFront()

const day = 'max-age=86400, stale-if-error=86400'
const mustAsk = 'public, max-age=0, must-revalidate'
const permissions = (headers: Record<string, unknown>) =>
  ['surrogate-control', 'surrogate-key', 'cdn-cache-control', 'cache-control'].map((name) => headers[name] ?? null)
/** By a connection that the fast path answers. */
const askFast = async (path: string) => {
  const text = await say(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`, (heard) => /<\/html>|<\/rss>/.test(heard))
  return { text, headers: Object.fromEntries([...text.matchAll(/^([\w-]+): (.*)\r$/gm)].map(([, name = '', value]) => [name.toLowerCase(), value])) }
}
const isRenewed = () => vi.waitUntil(() => serverState.renderer?.cache.ready('/articles/a', true), patient)

describe.each([
  ['by Node', ask],
  ['on the fast path', askFast],
])('what a shared cache may keep, %s', (_, askFor) => {
  test('of a page: the newest copy, and no older one between the change and its renewal', async () => {
    await ask('/articles/a')
    expect(permissions((await askFor('/articles/a')).headers)).toEqual([day, 'all article:a', null, mustAsk])
    state.version = 1
    vi.advanceTimersByTime(600)
    happen({ id: 1, tags: ['article:a'], hard: false })
    const between = await askFor('/articles/a')
    expect(between.text).toContain('Version 0')
    expect(permissions(between.headers)).toEqual([null, null, null, mustAsk])
    await isRenewed()
    const after = await askFor('/articles/a')
    expect(after.text).toContain('Version 1')
    expect(permissions(after.headers)).toEqual([day, 'all article:a', null, mustAsk])
  })

  test('of a page whose successor cannot be rendered: nothing', async () => {
    const { '/articles/a': page } = pages
    await ask('/articles/a')
    happen({ id: 1, tags: ['article:a'], hard: false })
    vi.advanceTimersByTime(1500)
    pages['/articles/a'] = (_req, res) => html(res, 'x', 500)
    for (let i = 0; i < 3; i++) expect(permissions((await askFor('/articles/a')).headers)).toEqual([null, null, null, mustAsk])
    pages['/articles/a'] = page!
  })

  test('of a page that a cookie cast doubt on: nothing, until it is renewed', async () => {
    await ask('/articles/a')
    vi.advanceTimersByTime(1100)
    serverState.renderer?.cache.distrust('/articles/a')
    expect(permissions((await askFor('/articles/a')).headers)).toEqual([null, null, null, mustAsk])
    await isRenewed()
    expect(permissions((await askFor('/articles/a')).headers)[0]).toBe(day)
  })

  test('of a file that says that it never changes: no older copy', async () => {
    const { '/feed.xml': file } = pages
    pages['/feed.xml'] = (_req, res) => {
      currentRender()?.tags.add('articles')
      res.writeHead(200, { 'content-type': 'application/rss+xml', 'cache-control': 'public, max-age=31536000, immutable' }).end('<rss></rss>')
    }
    await ask('/feed.xml')
    expect(permissions((await askFor('/feed.xml')).headers)).toEqual([day, 'all articles', null, 'public, max-age=31536000, immutable'])
    happen({ id: 1, tags: ['articles'], hard: false })
    expect(permissions((await askFor('/feed.xml')).headers)).toEqual([null, null, null, mustAsk])
    pages['/feed.xml'] = file!
  })
})

test('a change during a render: its result is known to be old', async () => {
  const { '/articles/a': page } = pages
  pages['/articles/a'] = async (req, res) => {
    happen({ id: 1, tags: ['article:a'], hard: false })
    await page?.(req, res)
  }
  expect(permissions((await ask('/articles/a')).headers)).toEqual([null, null, null, mustAsk])
  pages['/articles/a'] = page!
})

test('pages that the site itself does not keep: nothing', async () => {
  expect(permissions((await ask('/search?q=x')).headers)).toEqual([null, null, null, mustAsk])
  expect(permissions((await ask('/account')).headers)).toEqual([null, null, null, 'no-store'])
  expect(permissions((await ask('/nothing')).headers).slice(0, 3)).toEqual([null, null, null])
})

test('who has acted meanwhile sees their act, also on an answer that nobody keeps', async () => {
  await ask('/articles/a')
  state.version = 1
  happen({ id: 7, tags: ['article:a'], hard: false })
  const mine = await ask('/articles/a', { headers: { cookie: `reader=ann; seen=${signed('7')}` } })
  expect([mine.text.includes('Version 1'), ...permissions(mine.headers)]).toEqual([true, null, null, null, 'private, no-cache'])
})
