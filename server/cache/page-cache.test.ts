import { beforeEach, describe, expect, test } from 'vitest'
import { DatabaseAway } from '@/platform/database-away'
import { finishPage } from './finished-page'
import { PageCache, type MadePage } from './page-cache'

/** A cache over a renderer that finishes when told to. Its page says how many changes had happened when it began. */
class Workshop {
  now = 1000
  state = 0
  started: string[] = []
  keep = true
  copying = 0
  private readonly open: ((error?: Error) => void)[] = []
  readonly cache = new PageCache({ make: (key) => this.make(key), maxBytes: { pages: 1 << 20, variants: 1 << 18 }, keepAwayMs: 60_000, now: () => this.now })

  private async make(key: string): Promise<MadePage> {
    this.started.push(key)
    const text = `state ${this.state}`
    const error = await new Promise<Error | undefined>((resolve) => this.open.push(resolve as (error?: Error) => void))
    if (error) throw error
    this.copying++
    const page = await finishPage(Buffer.from(text), { status: 200, type: 'text/plain', tags: new Set([`tag:${key}`, 'all']) }).finally(() => this.copying--)
    return { page, keep: this.keep }
  }
  change(hard = false, key = '/a') {
    this.state++
    this.cache.purge({ tags: [`tag:${key}`], hard })
  }
  async finish(error?: Error) {
    await settled()
    this.open.shift()?.(error)
    await settled()
  }
  async rendered(key = '/a') {
    const page = this.cache.get(key)
    await this.finish()
    return textOf(await page)
  }
}
/** When every render waits to be finished: no copy is being made, and what was to happen at once has happened. */
async function settled() {
  do await new Promise(setImmediate)
  while (shop.copying > 0)
}
const textOf = (page: { bodies: { identity: Buffer } }) => page.bodies.identity.toString()

let shop: Workshop
beforeEach(() => (shop = new Workshop()))
const get = async (strict = false) => textOf(await shop.cache.get('/a', strict))

describe('a page', () => {
  test('is rendered once for all who ask meanwhile, and then kept', async () => {
    const all = [get(), get(), get(true)]
    await shop.finish()
    expect(await Promise.all(all)).toEqual(['state 0', 'state 0', 'state 0'])
    expect(await get()).toBe('state 0')
    expect(shop.started).toEqual(['/a'])
  })
  test('that may not be kept is rendered for each who asks later', async () => {
    shop.keep = false
    await shop.rendered()
    expect(shop.cache.ready('/a', false)).toBeNull()
    expect(shop.cache.size.bytes).toBe(0)
  })
})

describe('after a soft purge', () => {
  beforeEach(async () => {
    await shop.rendered()
    shop.now += 5000
    shop.change()
  })
  test('the older page is sent while the new one is made', async () => {
    expect(await get()).toBe('state 0')
    expect(await get()).toBe('state 0')
    await shop.finish()
    expect(await get()).toBe('state 1')
    expect(shop.started).toHaveLength(2)
  })
  test('but for a second at most', async () => {
    expect(await get()).toBe('state 0')
    shop.now += 1000
    const waiting = get()
    await shop.finish()
    expect(await waiting).toBe('state 1')
  })
  test('and never to a reader who has acted', async () => {
    const waiting = get(true)
    await shop.finish()
    expect(await waiting).toBe('state 1')
  })
  test('a render that fails keeps it, is counted, and is not tried again at once', async () => {
    shop.now += 2000
    const waiting = get()
    await shop.finish(new Error('no database'))
    expect(await waiting).toBe('state 0')
    expect(shop.cache.counts.errors).toBe(1)
    expect(await get()).toBe('state 0')
    expect(shop.started).toHaveLength(2)
    shop.now += 1500
    const again = get()
    await shop.finish()
    expect(await again).toBe('state 1')
  })
  test('a render that fails sends a reader who has acted nothing older', async () => {
    const waiting = get(true)
    await Promise.all([expect(waiting).rejects.toThrow('no database'), shop.finish(new Error('no database'))])
  })
  test('purges of other tags change nothing', async () => {
    await get()
    await shop.finish()
    shop.change(true, '/b')
    expect(textOf(shop.cache.ready('/a', true) ?? fail())).toBe('state 1')
  })
})

describe('after a hard purge', () => {
  test('readers wait', async () => {
    await shop.rendered()
    shop.change(true)
    expect(shop.cache.ready('/a', false)).toBeNull()
    expect(await shop.rendered()).toBe('state 1')
  })
  test('a render that fails leaves nothing to send', async () => {
    await shop.rendered()
    shop.change(true)
    const waiting = get()
    await Promise.all([expect(waiting).rejects.toThrow('broken'), shop.finish(new Error('broken'))])
  })
})

describe('a purge during a render', () => {
  test('when hard, what was rendered is sent to nobody', async () => {
    const waiting = get()
    await settled()
    shop.change(true)
    await shop.finish()
    expect(shop.started).toHaveLength(2)
    await shop.finish()
    expect(await waiting).toBe('state 1')
  })
  test('when soft, the result may be sent for a second, and is rendered again after', async () => {
    const waiting = get()
    await settled()
    shop.change()
    await shop.finish()
    expect(await waiting).toBe('state 0')
    shop.now += 1000
    expect(await shop.rendered()).toBe('state 1')
  })
  test('when soft, a reader who has acted waits for the next render', async () => {
    const first = get()
    await settled()
    shop.change()
    const mine = get(true)
    await shop.finish()
    expect(await first).toBe('state 0')
    await shop.finish()
    expect(await mine).toBe('state 1')
  })
  test('of everything counts too', async () => {
    const waiting = get()
    await settled()
    shop.state++
    shop.cache.purgeAll()
    await shop.finish()
    await shop.finish()
    expect(await waiting).toBe('state 1')
  })
  test('that never ends gives up in the end', async () => {
    const waiting = get()
    const refused = expect(waiting).rejects.toThrow('50 times')
    for (let i = 0; i < 50; i++) {
      await settled()
      shop.change(true)
      await shop.finish()
    }
    await refused
  })
  test('of another tag does not matter', async () => {
    const waiting = get(true)
    await settled()
    shop.change(true, '/b')
    await shop.finish()
    expect(await waiting).toBe('state 0')
    expect(shop.started).toHaveLength(1)
  })
})

test('a list that changes all the time is not rendered all the time', async () => {
  await shop.rendered()
  for (let i = 0; i < 100; i++) {
    shop.now += 10
    shop.change()
    const asked = get()
    await shop.finish()
    await shop.finish()
    await asked
  }
  expect(shop.started.length).toBeLessThan(25)
  shop.now += 1001
  expect(await shop.rendered()).toBe('state 100')
})

test('a page that a reader’s cookie casts doubt on is stale, unless it is new', async () => {
  await shop.rendered()
  shop.cache.distrust('/a')
  expect(shop.cache.ready('/a', true)).not.toBeNull()
  shop.now += 1001
  shop.cache.distrust('/a')
  expect(shop.cache.ready('/a', true)).toBeNull()
})

test('a page that was compressed better takes the place of the kept one, and of no newer one', async () => {
  await shop.rendered()
  const first = shop.cache.ready('/a', true) ?? fail()
  const smaller = { ...first }
  shop.cache.replace('/a', first, smaller)
  expect(shop.cache.ready('/a', true)).toBe(smaller)
  shop.change(true)
  await shop.rendered()
  shop.cache.replace('/a', smaller, first)
  expect(textOf(shop.cache.ready('/a', true) ?? fail())).toBe('state 1')
})

const fail = () => {
  throw new Error('there is no page')
}

describe('while the database is away', () => {
  test('kept pages go on, for who has just acted too, and are made again when it is back', async () => {
    await shop.rendered()
    shop.cache.doubtAll()
    shop.now += 5000
    const both = [get(), get(true)]
    await shop.finish(new DatabaseAway())
    expect(await Promise.all(both)).toEqual(['state 0', 'state 0'])
    shop.state = 1
    shop.now += 5000
    expect(await shop.rendered()).toBe('state 1')
    expect(shop.cache.isCurrent('/a', await shop.cache.get('/a'))).toBe(true)
  })
  test('they go on for as long as the operator wants', async () => {
    await shop.rendered()
    shop.cache.doubtAll()
    shop.now += 60_001
    const asked = shop.cache.get('/a').catch((error: Error) => error.name)
    await shop.finish(new DatabaseAway())
    expect(await asked).toBe('DatabaseAway')
  })
  test('a render that began before changes could be missed counts as older', async () => {
    const asked = get()
    await settled()
    shop.cache.doubtAll()
    await shop.finish()
    expect(await asked).toBe('state 0')
    expect(shop.cache.isCurrent('/a', await shop.cache.get('/a'))).toBe(false)
  })
  test('who has just acted gets no older page for any other failure', async () => {
    await shop.rendered()
    shop.change()
    const asked = shop.cache.get('/a', true).catch((error: Error) => error.message)
    await shop.finish(new Error('a mistake of ours'))
    expect(await asked).toBe('a mistake of ours')
  })
})
