import http from 'node:http'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Event } from '@/platform/events/catalogue'
import { deliver } from '@/platform/events/bus'
import { ask, patient, serverState, state, useFront } from '@/tests/support/front'
import { readTopics, topicOf } from './topics'

useFront()

/** What each cookie may hear, and who is where. */
const allowed = new Map<string, string[]>()
const states = new Map<string, unknown>()
beforeEach(() => {
  allowed.clear()
  states.clear()
  state.streams = {
    mayHear: async (cookie, topics) => ({ who: cookie || null, topics: topics.filter((topic) => allowed.get(cookie)?.includes(topic)) }),
    states: async (topics) => new Map([...states].filter(([topic]) => topics.includes(topic))),
  }
})

const path = (...topics: string[]) => `/api/studio/stream?${new URLSearchParams(topics.map((topic) => ['topic', topic]))}`

/** An open stream: its messages until now, and whether it has ended. */
async function listen(cookie: string, ...topics: string[]) {
  const heard: object[] = []
  const stream = { heard, ended: false, close: () => {}, headers: {} as http.IncomingHttpHeaders }
  await new Promise<void>((resolve, reject) => {
    const request = http.get(`${state.base}${path(...topics)}`, { headers: { cookie } }, (response) => {
      let text = ''
      stream.headers = response.headers
      response.on('data', (chunk: Buffer) => {
        const blocks = (text += chunk.toString()).split('\n\n')
        text = blocks.pop()!
        for (const block of blocks) if (block.startsWith('data: ')) heard.push(JSON.parse(block.slice(6)) as object)
      })
      response.on('close', () => (stream.ended = true))
      resolve()
    })
    request.on('error', reject)
    stream.close = () => request.destroy()
  })
  return stream
}
let number = 1_000_000
const happens = (type: Event['type'], payload: object) => deliver({ id: number++, type, payload, tags: [], hard: false, at: 0 } as unknown as Event)

describe('a stream', () => {
  it('tells whoever may hear that something happened, and never what was written', async () => {
    allowed.set('ann', ['article:a', 'article:b']).set('bob', ['article:b'])
    const [ann, bob] = [await listen('ann', 'article:a', 'article:b'), await listen('bob', 'article:a', 'article:b')]
    expect(ann.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    happens('article.saved', { articleId: 'a', version: 7 })
    happens('vote.cast', { articleId: 'a' })
    happens('article.published', { articleId: 'b', editionId: 'e' })
    const published = { topic: 'article:b', is: 'event', type: 'article.published' }
    await expect.poll(() => bob.heard, patient).toContainEqual(published)
    expect(bob.heard).toContainEqual({ topic: 'article:a', is: 'denied' })
    expect(bob.heard.filter((message) => 'type' in message)).toEqual([published])
    await expect
      .poll(() => ann.heard.filter((message) => 'type' in message), patient)
      .toEqual([{ topic: 'article:a', is: 'event', type: 'article.saved', version: 7 }, published])
    ann.close()
    bob.close()
    await expect.poll(() => serverState.streams.size, patient).toBe(0)
  })

  it('is not written to after its end, whatever is known of it only then', async () => {
    allowed.set('ann', ['article:a'])
    const all: Awaited<ReturnType<typeof listen>>[] = []
    for (let n = 0; n < 12; n++) all.push(await listen('ann', 'article:a'))
    // The next who is asked about is asked until the stream has ended; then they may not hear.
    const { mayHear } = state.streams!
    let say = () => {}
    state.streams!.mayHear = async (...asked) => {
      state.streams!.mayHear = mayHear
      await new Promise<void>((resolve) => (say = resolve))
      return { ...(await mayHear(...asked)), topics: [] }
    }
    await expect.poll(() => state.streams!.mayHear === mayHear, patient).toBe(true)
    all.push(await listen('ann', 'article:a'))
    await expect.poll(() => all[0]!.ended, patient).toBe(true)
    say()
    await expect.poll(() => all.at(-1)!.heard, patient).toContainEqual({ topic: 'article:a', is: 'look' })
    expect(all[0]!.heard).not.toContainEqual({ topic: 'article:a', is: 'denied' })
    for (const one of all) one.close()
    await expect.poll(() => serverState.streams.size, patient).toBe(0)
  })

  it('tells states when they are other ones', async () => {
    allowed.set('ann', ['article:a'])
    states.set('article:a', ['Ann'])
    const ann = await listen('ann', 'article:a')
    const told = () => ann.heard.filter((message) => 'state' in message)
    await expect.poll(told, patient).toEqual([{ topic: 'article:a', is: 'state', state: ['Ann'] }])
    states.set('article:a', ['Ann', 'Bob'])
    await expect.poll(() => told().at(-1), patient).toEqual({ topic: 'article:a', is: 'state', state: ['Ann', 'Bob'] })
    expect(told()).toHaveLength(2)
    ann.close()
  })

  it('ends for whoever may not hear any more, topic by topic', async () => {
    allowed.set('ann', ['article:a', 'article:b'])
    const ann = await listen('ann', 'article:a', 'article:b')
    allowed.set('ann', ['article:b'])
    await expect.poll(() => ann.heard, patient).toContainEqual({ topic: 'article:a', is: 'denied' })
    expect(ann.ended).toBe(false)
    allowed.delete('ann')
    await expect.poll(() => ann.ended, patient).toBe(true)
    expect(serverState.streams.size).toBe(0)
  })

  it('goes on while nobody can say who may hear', async () => {
    allowed.set('ann', ['article:a'])
    const ann = await listen('ann', 'article:a')
    let asked = 0
    state.streams.mayHear = async () => {
      asked++
      throw new Error('the database is away')
    }
    await expect.poll(() => asked, patient).toBeGreaterThan(1)
    expect(ann.ended).toBe(false)
    ann.close()
  })

  it('is refused in words: topics that are none, somebody who may not, too many', async () => {
    const json = { headers: { accept: 'application/json' } }
    for (const query of ['', '?topic=', '?topic=vote:a', '?topic=article:../a', `?${Array.from({ length: 31 }, (_, n) => `topic=article:a${n}`).join('&')}`])
      expect((await ask(`/api/studio/stream${query}`, json)).status, query).toBe(400)
    const refused = await ask(path('article:a'), json)
    expect([refused.status, JSON.parse(refused.text)]).toMatchObject([403, { error: { message: expect.stringContaining('those who write') } }])
    allowed.set('ann', ['article:a'])
    const all: Awaited<ReturnType<typeof listen>>[] = []
    for (let n = 0; n < 14; n++) all.push(await listen('ann', 'article:a'))
    await expect.poll(() => all.map(({ ended }) => ended), patient).toEqual([true, true, ...Array.from({ length: 12 }, () => false)])
    for (const one of all) one.close()
    await expect.poll(() => serverState.streams.size, patient).toBe(0)
  })

  it('looks again when events may have been missed, and ends when the process stops', async () => {
    allowed.set('ann', ['article:a'])
    const ann = await listen('ann', 'article:a')
    await expect.poll(() => ann.heard, patient).toContainEqual({ topic: 'article:a', is: 'look' })
    const before = ann.heard.length
    serverState.streams.lookAgain()
    await expect.poll(() => ann.heard.slice(before), patient).toContainEqual({ topic: 'article:a', is: 'look' })
    serverState.streams.close()
    await expect.poll(() => ann.ended, patient).toBe(true)
    expect((await ask(path('article:a'), { headers: { cookie: 'ann', accept: 'application/json' } })).status).toBe(503)
  })
})

describe('topics', () => {
  it('are read once each', () => expect(readTopics('topic=article:a&topic=article:b&topic=article:a')).toEqual(['article:a', 'article:b']))
  it('are not what readers do', () => {
    expect(topicOf({ type: 'vote.cast', payload: { articleId: 'a' } })).toBeNull()
    expect(topicOf({ type: 'record.saved', payload: { recordId: 'r' } })).toBeNull()
    expect(topicOf({ type: 'article.deleted', payload: { articleId: 'a' } })).toBe('article:a')
  })
})
