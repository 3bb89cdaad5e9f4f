import { describe, expect, it } from 'vitest'
import { POST as post } from '@/app/api/articles/[slug]/comments/route'
import { POST as edit } from '@/app/api/comments/[id]/edit/route'
import { signed } from '@/platform/http/cookies'
import { useDatabase } from '@/tests/support/database'
import { makeList } from '@/tests/support/comments'

const links = 'https://a.example https://b.example https://c.example'
const cookie = () => `reader=${signed('guest0123456789ab')}`
const asked = (values: object) =>
  new Request('http://lists.example/', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookie(), 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(values),
  })

describe('the JSON answers about what waits', () => {
  useDatabase()

  it('say held, and why in words', async () => {
    const { slug } = await makeList()
    const posted = await post(asked({ name: 'Jisoo', body: links, website: 'filled' }), { params: Promise.resolve({ slug }) })
    expect(posted.status).toBe(201)
    const { comment, ...rest } = await posted.json()
    expect(comment).toMatchObject({ state: 'held', name: 'Jisoo', source: links })
    expect(rest).toEqual({
      held: true,
      message: 'Your comment waits for a moderator, because a field that people do not see was filled in and it has many links.',
    })

    const edited = await edit(asked({ body: `${links} Other words` }), { params: Promise.resolve({ id: comment.id }) })
    expect(await edited.json()).toEqual({
      id: comment.id,
      slug,
      state: 'held',
      reasons: ['a field that people do not see was filled in', 'it has many links'],
    })
  })

  it('say visible of the rest', async () => {
    const { slug } = await makeList()
    const posted = await post(asked({ name: 'Jisoo', body: 'The rooftop' }), { params: Promise.resolve({ slug }) })
    const { comment, ...rest } = await posted.json()
    expect(comment).toMatchObject({ state: 'visible' })
    expect(rest).toEqual({ held: false })
    const edited = await edit(asked({ body: 'The beach' }), { params: Promise.resolve({ id: comment.id }) })
    expect(await edited.json()).toEqual({ id: comment.id, slug, state: 'visible', reasons: [] })
  })
})
