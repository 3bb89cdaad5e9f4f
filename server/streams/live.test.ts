import http from 'node:http'
import { beforeEach, describe, expect, it } from 'vitest'
import type { News } from '@/platform/bridge'
import { deliver, deliverMissed } from '@/platform/events/bus'
import type { Event } from '@/platform/events/catalogue'
import { idsSince } from '@/platform/id'
import { ask, patient, serverState, state, useFront } from '@/tests/support/front'
import { liveSlugOf } from './live'
import { happeningOf } from './recent'

useFront()

/** The comments that everybody can read, with their hearts; what was asked about; events of before this process. */
const shown = new Map<string, number>()
let asked: { comments: string[]; votes: boolean }[] = []
let isPublished = true
let newest = ''
let before: { events: Event[]; from: number }
beforeEach(() => {
  shown.clear()
  asked = []
  isPublished = true
  newest = ''
  before = { events: [], from: 0 }
  state.live = {
    find: async (slug) => (slug === 'there' ? { id: 'a', newest } : null),
    async news(_, { comments, hearts, votes }) {
      asked.push({ comments, votes })
      if (!isPublished) return null
      return {
        total: shown.size,
        comments: comments.filter((id) => shown.has(id)).map((id) => ({ id, thread: id, entry: null })),
        hearts: Object.fromEntries(hearts.filter((id) => shown.has(id)).map((id) => [id, shown.get(id)!])),
        tally: votes ? { counted: 3, entries: [{ slug: 'one', number: 1, votes: 3 }] } : null,
      }
    },
    recent: async () => before,
  }
})

let number = 5_000_000
const eventOf = (type: Event['type'], payload: object, at = Date.now()) => ({ id: number++, type, payload, tags: [], hard: false, at }) as unknown as Event
const happens = (type: Event['type'], payload: object) => deliver(eventOf(type, { articleId: 'a', ...payload }))
/** Somebody says something that everybody can read. */
function posted(...ids: string[]) {
  for (const id of ids) shown.set(id, 0)
  happens('comment.posted', { commentIds: ids, pending: [] })
}

type Message = { id: string; event: string; data: Partial<News> & Partial<NonNullable<News['tally']>> }
async function listen({ since, page, lastId, ip = '192.0.2.1' }: { since?: string; page?: string; lastId?: string; ip?: string } = {}) {
  const heard: Message[] = []
  const stream = { heard, comments: () => heard.flatMap(({ data }) => data.comments?.map(({ id }) => id) ?? []), ended: false, close: () => {}, text: '' }
  await new Promise<void>((resolve, reject) => {
    const headers = { 'x-forwarded-for': ip, ...(lastId && { 'last-event-id': lastId }) }
    const request = http.get(
      `${state.base}/api/articles/there/live${page === undefined ? '' : `?newest=${page}`}${since ? `?since=${since}` : ''}`,
      { headers },
      (response) => {
        expect(response.statusCode).toBe(200)
        let rest = ''
        response.on('data', (chunk: Buffer) => {
          stream.text += chunk.toString()
          const blocks = (rest += chunk.toString()).split('\n\n')
          rest = blocks.pop()!
          for (const block of blocks) {
            const { id, event, data } = Object.fromEntries(
              block.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
            )
            if (event) heard.push({ id: id!, event, data: JSON.parse(data!) as Message['data'] })
          }
        })
        response.on('close', () => (stream.ended = true))
        resolve()
      },
    )
    request.on('error', reject)
    stream.close = () => request.destroy()
  })
  return stream
}
const untilGone = () => expect.poll(() => serverState.live.size, patient).toBe(0)
const json = { headers: { accept: 'application/json' } }

describe('the stream of a list', () => {
  it('tells of new comments, hearts and votes, many in one message, and of nothing that waits or is hidden', async () => {
    const ann = await listen()
    posted('c1')
    happens('comment.posted', { commentIds: ['c2', 'held'], pending: ['held'] })
    shown.set('c2', 4)
    happens('comment.posted', { commentIds: ['hidden'], pending: [] })
    happens('comment.hearted', { commentIds: ['c2', 'hidden'] })
    for (let n = 0; n < 5; n++) happens('vote.cast', {})
    deliver(eventOf('comment.posted', { articleId: 'another', commentIds: ['c9'], pending: [] }))
    await expect.poll(() => ann.heard.map(({ event }) => event), patient).toEqual(['comment', 'hearts', 'tally'])
    const row = (id: string) => ({ id, thread: id, entry: null })
    expect(ann.heard.map(({ data }) => data)).toEqual([
      { total: 2, comments: [row('c1'), row('c2')] },
      { c2: 4 },
      { counted: 3, entries: [{ slug: 'one', number: 1, votes: 3 }] },
    ])
    expect(ann.text).not.toMatch(/hidden|held|c9/)
    expect(asked.filter(({ comments }) => comments.includes('c1'))).toHaveLength(1)
    // Each browser comes back at a moment of its own.
    const other = await listen()
    const retry = ({ text }: { text: string }) => Number(/^retry: (\d+)\n\n/.exec(text)?.[1])
    await expect.poll(() => retry(other), patient).toBeGreaterThanOrEqual(2000)
    expect(retry(other)).not.toBe(retry(ann))
    // An approved comment is news as well.
    shown.set('held', 0)
    happens('comment.restored', { commentId: 'held' })
    for (const one of [ann, other]) await expect.poll(() => one.comments().at(-1), patient).toBe('held')
    ann.close()
    other.close()
    await untilGone()
  })

  it('goes on where it ended: by the id of the last message, and first by the time of the page', async () => {
    const since = idsSince(new Date())
    const ann = await listen({ since })
    posted('d1')
    await expect.poll(ann.comments, patient).toEqual(['d1'])
    ann.close()
    await untilGone()
    posted('d2', 'd3')
    happens('vote.cast', {})
    const again = await listen({ since, lastId: ann.heard[0]!.id })
    await expect.poll(() => again.heard.map(({ event }) => event), patient).toEqual(['comment', 'tally'])
    // What was told shortly before may be told again, but for what the page had already.
    expect(again.comments()).toEqual(['d1', 'd2', 'd3'])
    again.close()
    const late = await listen({ since: idsSince(new Date(Date.now() + 1000)), lastId: ann.heard[0]!.id })
    posted('d4')
    await expect.poll(late.comments, patient).toEqual(['d4'])
    late.close()
    await untilGone()
  })

  it('goes on at another process, from what the database knows; who was away for longer looks for themselves', async () => {
    const since = idsSince(new Date(Date.now() - 60_000))
    shown.set('e1', 0)
    before = { events: [eventOf('comment.posted', { articleId: 'a', commentIds: ['e1'], pending: [] }, Date.now() - 30_000)], from: Date.now() - 90_000 }
    deliverMissed()
    const ann = await listen({ since })
    await expect.poll(ann.comments, patient).toEqual(['e1'])
    const ben = await listen({ since: idsSince(new Date(Date.now() - 120_000)) })
    await expect.poll(() => ben.heard, patient).toEqual([{ id: expect.any(String), event: 'look', data: { total: 1 } }])
    // Also those who were there while nothing could be heard.
    shown.set('e2', 0)
    before.events.push(eventOf('comment.posted', { articleId: 'a', commentIds: ['e2'], pending: [] }))
    deliverMissed()
    await expect.poll(() => ann.comments().at(-1), patient).toBe('e2')
    ann.close()
    ben.close()
    await untilGone()
  })

  it('tells a page that has just come what it lacks, by the newest comment that it knows of, and nothing when that is the newest', async () => {
    before = { events: [], from: Date.now() - 90_000 }
    deliverMissed()
    newest = `${idsSince(new Date(Date.now() - 30_000))}old`
    const ann = await listen({ page: newest })
    // Of long before anything is remembered, and still the newest.
    newest = `${idsSince(new Date(Date.now() - 900_000))}older`
    const ben = await listen({ page: newest })
    newest = `${idsSince(new Date())}came`
    const cleo = await listen({ page: `${idsSince(new Date(Date.now() - 900_000))}older` })
    const dan = await listen({ page: '' })
    for (const one of [cleo, dan]) await expect.poll(() => one.heard.map(({ event }) => event), patient).toEqual(['look'])
    posted('n1')
    for (const one of [ann, ben]) await expect.poll(() => one.heard.map(({ event }) => event), patient).toEqual(['comment'])
    for (const one of [ann, ben, cleo, dan]) one.close()
    await untilGone()
  })

  it('tells later what it could not tell, as while the database is away', async () => {
    const ann = await listen()
    await expect.poll(() => asked.length, patient).toBe(1)
    const { news } = state.live
    let failed = 0
    state.live.news = async () => {
      failed++
      throw new Error('the database is away')
    }
    posted('f1')
    await expect.poll(() => failed, patient).toBe(1)
    state.live.news = news
    await expect.poll(ann.comments, patient).toEqual(['f1'])
    ann.close()
    await untilGone()
  })

  it('tells a long message to who takes it in', async () => {
    const ann = await listen()
    await expect.poll(() => asked.length, patient).toBe(1)
    const entries = Array.from({ length: 2000 }, (_, n) => ({ slug: `an-entry-with-a-long-address-${n}`, number: n, votes: n }))
    const { news } = state.live
    state.live.news = async (...about) => ({ ...(await news(...about))!, tally: { counted: 3, entries } })
    happens('vote.cast', {})
    await expect.poll(() => ann.heard.at(-1)?.data.entries?.length, patient).toBe(2000)
    expect(ann.ended).toBe(false)
    ann.close()
    await untilGone()
  })

  it('names no more than a few hundred comments', async () => {
    const ann = await listen()
    posted(...Array.from({ length: 201 }, (_, n) => `g${n}`))
    await expect.poll(() => ann.heard.map(({ event }) => event), patient).toEqual(['look'])
    ann.close()
    await untilGone()
  })

  it('ends when the list is taken from its readers', async () => {
    const ann = await listen()
    isPublished = false
    happens('article.unpublished', {})
    await expect.poll(() => ann.ended, patient).toBe(true)
    await untilGone()
  })

  it('is refused in words: no such list, too many of a network, too many in all', async () => {
    const refusal = async (path: string, ip = '192.0.2.1') => {
      const { status, headers, text } = await ask(path, { headers: { ...json.headers, 'x-forwarded-for': ip } })
      return [status, (JSON.parse(text) as { error: { code: string } }).error.code, headers['retry-after']]
    }
    expect(await refusal('/api/articles/nowhere/live')).toEqual([404, 'not_found', undefined])
    const open = await Promise.all(Array.from({ length: 100 }, () => listen()))
    expect(await refusal('/api/articles/there/live')).toEqual([429, 'too_many', '300'])
    open.push(...(await Promise.all(Array.from({ length: 20 }, (_, n) => listen({ ip: `198.51.100.${n}` })))))
    expect(await refusal('/api/articles/there/live', '203.0.113.1')).toEqual([503, 'unavailable', '300'])
    for (const one of open) one.close()
    await untilGone()
    const again = await listen()
    again.close()
    await untilGone()
  })
})

it('an address is a list’s, and events are those that readers may want to hear of', () => {
  expect(['/api/articles/a-b/live', '/api/articles/a/b/live', '/api/articles/A/live', '/articles/a/live'].map(liveSlugOf)).toEqual(['a-b', null, null, null])
  const types = ['comment.hidden', 'comment.edited', 'comment.deleted', 'comment.imported', 'article.saved'] as const
  for (const type of types) expect(happeningOf({ type, payload: { articleId: 'a', commentId: 'c', version: 1, count: 1 } }), type).toBeNull()
})

it('all streams end when the process stops', async () => {
  const ann = await listen()
  serverState.live.close()
  await expect.poll(() => ann.ended, patient).toBe(true)
  expect((await ask('/api/articles/there/live', json)).status).toBe(503)
})
