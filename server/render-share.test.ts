import { beforeEach, expect, test, vi } from 'vitest'
import { ask, happen, html, pages, patient, serverState, state, useFront } from '@/tests/support/front'
import { currentRender } from '@/platform/bridge'

/** Renders that wait until they are told to end. What is counted is their order, never time. */
useFront()

let open: (() => void)[] = []
let isOpen = false
const started = () => state.seen.map(({ path }) => path)
const isAsked = (path: string) => vi.waitUntil(() => started().includes(path), patient)
/** From a network of its own, behind a proxy that is trusted. */
const askFrom = (ip: string, path: string) => ask(path, { headers: { 'x-forwarded-for': ip } })

beforeEach(async () => {
  isOpen = true
  open = []
  for (const path of ['/articles/known', '/articles/new', '/search', '/account'])
    pages[path] = async (_req, res) => {
      currentRender()?.tags.add(`article:${path}`)
      if (!isOpen) await new Promise<void>((resolve) => open.push(resolve))
      html(res, `<p>${path}</p>`)
    }
  await ask('/articles/known')
  isOpen = false
  state.seen = []
})
const openAll = () => {
  isOpen = true
  open.forEach((end) => end())
}

test('one network’s made-up addresses take its share, and another’s page begins at once', async () => {
  const attack = Array.from({ length: 100 }, (_, n) => askFrom('198.51.100.1', `/search?q=${n}`))
  await vi.waitUntil(() => started().length >= 2, patient)
  const mine = askFrom('203.0.113.5', '/articles/new')
  await isAsked('/articles/new')
  expect(started().filter((path) => path.startsWith('/search'))).toHaveLength(2)
  openAll()
  expect((await mine).status).toBe(200)
  expect(new Set((await Promise.all(attack)).map(({ status }) => status))).toEqual(new Set([200]))
})

test('a network’s refused forms count too', async () => {
  const form = { form: 'comment', message: 'Say more', values: {} }
  const request = { kind: 'request', id: 'x', clientIp: '198.51.100.1', secure: false } as const
  const attack = Array.from({ length: 20 }, () => serverState.context.run(request, () => state.front.refuse({ path: '/articles/known', form }, '')))
  await vi.waitUntil(() => started().length >= 2, patient)
  const mine = askFrom('203.0.113.5', '/articles/new')
  await isAsked('/articles/new')
  expect(started()).toHaveLength(3)
  openAll()
  await Promise.all([mine, ...attack])
})

test('pages of one’s own count too, and a household is one network', async () => {
  const attack = Array.from({ length: 30 }, (_, n) => askFrom(`2001:db8:1:2::${n + 1}`, n % 2 ? '/account' : `/search?q=${n}`))
  await vi.waitUntil(() => started().length >= 2, patient)
  const mine = askFrom('2001:db8:1:3::1', '/articles/new')
  await isAsked('/articles/new')
  expect(started()).toHaveLength(3)
  openAll()
  await Promise.all([mine, ...attack])
})

test('pages that are known wait for nobody’s made-up addresses, however many networks ask', async () => {
  const attack = Array.from({ length: 120 }, (_, n) => askFrom(`198.51.100.${n % 40}`, `/search?q=${n}`))
  await vi.waitUntil(() => started().length >= 6, patient)
  happen({ id: 1, tags: ['article:/articles/known'], hard: true })
  const known = askFrom('203.0.113.5', '/articles/known')
  await isAsked('/articles/known')
  expect(started()).toHaveLength(7)
  openAll()
  expect((await known).text).toContain('/articles/known')
  await Promise.all(attack)
})

test('a page that a stranger waits for comes in the turn of whoever else asks for it', async () => {
  const attack = Array.from({ length: 50 }, (_, n) => askFrom('198.51.100.1', n === 49 ? '/articles/new' : `/search?q=${n}`))
  await vi.waitUntil(() => serverState.renderer!.cache.size.rendering === 50, patient)
  const mine = askFrom('203.0.113.5', '/articles/new')
  await isAsked('/articles/new')
  expect(started()).toHaveLength(3)
  openAll()
  await Promise.all([mine, ...attack])
  expect(started().filter((path) => path === '/articles/new')).toHaveLength(1)
})

test('a network that asks for more than may wait is told to come again, and nobody else', async () => {
  const attack = Array.from({ length: 260 }, (_, n) => askFrom('198.51.100.1', `/search?q=${n}`))
  let answered = 0
  for (const each of attack) void each.then(() => answered++)
  const refused = await Promise.race(attack)
  expect([refused.status, refused.headers['retry-after']]).toEqual([503, '3'])
  await vi.waitUntil(() => answered === 58, patient)
  const mine = askFrom('203.0.113.5', '/articles/new')
  await isAsked('/articles/new')
  openAll()
  expect((await mine).status).toBe(200)
  const answers = (await Promise.all(attack)).map(({ status }) => status)
  expect([answers.filter((status) => status === 200).length, answers.filter((status) => status === 503).length]).toEqual([202, 58])
})

test('values that name nothing are settled before anything is rendered, and nothing is kept for them', async () => {
  openAll()
  const read = vi.fn(async (_path: string, asked: Record<string, string>): Promise<Record<string, string> | null> => {
    if (asked.cursor === 'nowhere') return null
    return asked.cursor === 'there' ? { cursor: 'there' } : {}
  })
  state.front.register({ ...serverState.inside!, pageQueries: [{ route: '/articles/[slug]', keys: ['sort', 'cursor'], read }] })
  await ask('/articles/a')
  state.seen = []
  const { renders } = serverState.renderer!.cache.counts
  for (let n = 0; n < 100; n++) {
    const answer = await ask(`/articles/a?cursor=made-up-${n}&utm_source=x`, { headers: n % 2 ? { cookie: 'theme=dark' } : {} })
    expect([answer.status, answer.headers.location, answer.headers['cache-control']]).toEqual([302, '/articles/a', 'no-store'])
  }
  expect([started(), serverState.renderer!.cache.counts.renders]).toEqual([[], renders])
  const nothing = await ask('/articles/a?cursor=nowhere')
  expect([nothing.status, nothing.text.includes('No such page')]).toEqual([404, true])
  for (let n = 0; n < 3; n++) expect((await ask('/articles/a?cursor=there')).status).toBe(200)
  expect(started().filter((path) => path.includes('?'))).toEqual(['/articles/a?cursor=there'])
  expect(read).toHaveBeenCalledTimes(102)
})

test('an address at which nothing is costs a look-up and no render, and what appears there is seen at once', async () => {
  openAll()
  const there = new Set<string>()
  const isThere = vi.fn(async (path: string) => !path.startsWith('/articles/') || there.has(path))
  state.front.register({ ...serverState.inside!, isThere })
  await ask('/articles/made-up')
  state.seen = []
  for (let n = 0; n < 100; n++) {
    const answer = await ask(`/articles/made-up-${n}${n % 3 ? '' : '?sort=new'}`, { headers: n % 2 ? { cookie: 'theme=dark' } : {} })
    expect([answer.status, answer.text.includes('No such page')]).toEqual([404, true])
  }
  expect(started()).toEqual([])
  expect(isThere).toHaveBeenCalledTimes(101)
  there.add('/articles/a')
  for (let n = 0; n < 3; n++) expect((await ask('/articles/a')).status).toBe(200)
  expect([started(), isThere.mock.calls.length]).toEqual([['/articles/a'], 102])
})

test('look-ups for what is made up take turns by network too, and a page that is known is not looked up', async () => {
  openAll()
  const waiting: (() => void)[] = []
  const looked: string[] = []
  let answersAtOnce = false
  const isThere = async (path: string) => {
    looked.push(path)
    if (!answersAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    return path === '/articles/new'
  }
  state.front.register({ ...serverState.inside!, isThere })
  const attack = Array.from({ length: 100 }, (_, n) => askFrom('198.51.100.1', `/people/made-up-${n}?page=${n}`))
  await vi.waitUntil(() => looked.length >= 2, patient)
  const mine = askFrom('203.0.113.5', '/articles/new')
  await vi.waitUntil(() => looked.includes('/articles/new'), patient)
  expect(looked).toHaveLength(3)
  happen({ id: 1, tags: ['article:/articles/known'], hard: true })
  expect((await askFrom('203.0.113.6', '/articles/known')).status).toBe(200)
  expect(looked).toHaveLength(3)
  answersAtOnce = true
  waiting.forEach((goOn) => goOn())
  expect((await mine).status).toBe(200)
  expect(new Set((await Promise.all(attack)).map(({ status }) => status))).toEqual(new Set([404]))
})
