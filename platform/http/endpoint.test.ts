import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { useDatabase } from '@/tests/support/database'
import { invalid } from '../errors'
import { endpoint, fileEndpoint } from './endpoint'

const post = (answer: ReturnType<typeof endpoint>, say: string) =>
  answer(new Request('http://here/api/x', { method: 'POST', headers: { 'content-type': 'application/json', host: 'here' }, body: JSON.stringify({ say }) }), {
    params: Promise.resolve({}),
  })
const make = (limitsItself: boolean) =>
  endpoint({
    input: z.object({ say: z.string() }),
    limitsItself,
    act: async ({ say }) => {
      if (say === 'no') throw invalid('No')
      return { json: { say }, location: '/' }
    },
  })
const statusesOf = async (answer: ReturnType<typeof endpoint>, say: string) => {
  const statuses = new Set<number>()
  for (let n = 0; n < 330; n++) statuses.add((await post(answer, say)).status)
  return [...statuses]
}

describe('posts of one network', () => {
  useDatabase()

  it('are limited; what an act accepts that limits whoever does it is not counted, what it refuses is', async () => {
    vi.stubEnv('LIMITS_OFF', 'false')
    expect(await statusesOf(make(true), 'yes')).toEqual([200])
    expect(await statusesOf(make(true), 'no')).toEqual([422, 429])
    expect(await statusesOf(make(false), 'yes')).toContain(429)
  })
})

it('gives a file at an address with nothing in brackets, and at one with', async () => {
  const request = new Request('http://lists.example/api/file')
  const whole = fileEndpoint(z.object({}), async () => new Response('all'))
  expect(await (await whole(request, { params: Promise.resolve(undefined) } as never)).text()).toBe('all')
  const one = fileEndpoint(z.object({ id: z.string() }), async ({ id }) => new Response(id))
  expect(await (await one(request, { params: Promise.resolve({ id: 'a' }) })).text()).toBe('a')
  expect((await one(request, { params: Promise.resolve(undefined) } as never)).status).toBe(422)
})
