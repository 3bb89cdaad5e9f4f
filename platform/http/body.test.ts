import { describe, expect, it } from 'vitest'
import { maxBodyBytes, readBody } from './body'

const post = (body: BodyInit, type: string | null) => {
  const request = new Request('http://x/', { method: 'POST', body })
  request.headers.delete('content-type')
  if (type) request.headers.set('content-type', type)
  return request
}
const form = 'application/x-www-form-urlencoded'
const failure = async (request: Request) =>
  readBody(request).then(
    () => 0,
    (error: { status: number }) => error.status,
  )

describe('the reader of posted bodies', () => {
  it('reads a form: plus signs, percent signs, Hangul, line ends, the first of two values', async () => {
    const { kind, values } = await readBody(post('name=%EB%B9%85%EB%B1%85+fan&body=one%0D%0Atwo&name=other&empty=', form))
    expect({ kind, values }).toEqual({ kind: 'form', values: { name: '빅뱅 fan', body: 'one\ntwo', empty: '' } })
  })

  it('reads JSON objects only', async () => {
    expect((await readBody(post('{"body":"hi"}', 'application/json; charset=utf-8'))).values).toEqual({ body: 'hi' })
    for (const bad of ['[]', 'null', '"x"', '{', '']) expect(await failure(post(bad, 'application/json'))).toBe(422)
  })

  it('takes 20,000 letters of Hangul, which a browser percent-encodes', async () => {
    expect((await readBody(post(`body=${encodeURIComponent('가'.repeat(20_000))}`, form))).values.body).toHaveLength(20_000)
  })

  it('reads multipart forms', async () => {
    const data = new FormData()
    data.set('body', 'héllo')
    expect((await readBody(new Request('http://x/', { method: 'POST', body: data }))).values).toEqual({ body: 'héllo' })
  })

  it('refuses UTF-8 that is not valid, wherever it hides', async () => {
    expect(await failure(post(new Uint8Array([0x61, 0x3d, 0xff, 0xfe]), form))).toBe(422)
    expect(await failure(post('body=%FF%FE', form))).toBe(422)
    expect(await failure(post('body=%C3%28', form))).toBe(422)
    expect(await failure(post('body=%', form))).toBe(422)
    expect(await failure(post(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'application/json'))).toBe(422)
  })

  it('refuses what is too large (413) and what is of another type (415)', async () => {
    expect(await failure(post('a='.padEnd(maxBodyBytes + 1, 'x'), form))).toBe(413)
    expect(await failure(post('hello', 'text/plain'))).toBe(415)
    expect(await failure(post('hello', null))).toBe(415)
  })

  it('is not fooled by names that mean something to JavaScript', async () => {
    const { values } = await readBody(post('__proto__=x&constructor=y&body=z', form))
    expect(values.body).toBe('z')
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})
