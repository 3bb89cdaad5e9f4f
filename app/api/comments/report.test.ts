import { describe, expect, it } from 'vitest'
import { POST as post } from '@/app/api/articles/[slug]/comments/route'
import { POST as report } from '@/app/api/comments/[id]/report/route'
import { GET as queue, POST as decide } from '@/app/api/studio/comments/route'
import { signed } from '@/platform/http/cookies'
import { makeList } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'

const asked = (values: object, reader: string) =>
  new Request('http://lists.example/', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `reader=${signed(reader)}`, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(values),
  })
const as = (params: Record<string, string>) => ({ params: Promise.resolve(params) })

describe('a report over HTTP', () => {
  useDatabase()

  it('is answered with a receipt, and with what is missing', async () => {
    const { slug } = await makeList()
    const { comment } = await (await post(asked({ name: 'Jisoo', body: 'The rooftop' }, 'guest0123456789ab'), as({ slug }))).json()
    const send = (values: object, reader = 'guest0123456789cd') => report(asked(values, reader), as({ id: comment.id }))
    const first = await send({ reason: 'unkind', text: 'It is' })
    expect(first.status).toBe(201)
    const { id, receipt } = await first.json()
    expect(receipt).toBe(`/report/receipt/${id}`)
    expect((await (await send({ reason: 'spam' })).json()).id).toBe(id)

    const wrong = await send({ reason: 'mood', text: 'x'.repeat(2001), email: 'nobody' })
    expect(wrong.status).toBe(422)
    expect(Object.keys((await wrong.json()).error.fields).sort()).toEqual(['email', 'reason', 'text'])
    expect((await send({ reason: 'unkind' }, 'guest0123456789ab')).status).toBe(403)
    expect((await report(asked({ reason: 'unkind' }, 'guest0123456789cd'), as({ id: 'nothere0' }))).status).toBe(404)
  })

  it('is not for its reporter to decide, nor to look at', async () => {
    const given = { comments: [{ id: 'comment01', from: 'visible' }], choice: 'hide', reason: 'spam' }
    expect((await decide(asked(given, 'guest0123456789cd'), as({}))).status).toBe(403)
    expect((await decide(asked({ ...given, comments: [] }, 'guest0123456789cd'), as({}))).status).toBe(422)
    expect((await queue(new Request('http://lists.example/?view=all'), as({}))).status).toBe(403)
  })
})
