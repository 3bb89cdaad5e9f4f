import { Readable } from 'node:stream'
import { afterEach, expect, test, vi } from 'vitest'
import { ask, say, state, useFront } from '@/tests/support/front'

vi.mock('@/platform/log', () => ({ log: { error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn(), fatal: vi.fn() } }))

useFront()
afterEach(() => state.mediaFiles.clear())

const content = Buffer.from('the bytes of a picture')
let opened = 0
const name = `${'ab'.repeat(16)}-320.avif`
const path = `/media/${name}`
const put = (stream = () => Readable.from([content.subarray(0, 9), content.subarray(9)])) => {
  opened = 0
  state.mediaFiles.set(path, { type: 'image/avif', etag: `"${name}"`, open: async () => (opened++, { bytes: content.length, stream: stream() }) })
}

test('a file of a medium is sent with its type, for ever, and without anything that it could run', async () => {
  put()
  const { status, headers, raw } = await ask(path)
  expect({ status, raw: raw.toString() }).toEqual({ status: 200, raw: content.toString() })
  expect(headers).toMatchObject({
    'content-type': 'image/avif',
    'content-length': String(content.length),
    'cache-control': 'public, max-age=31536000, immutable',
    etag: `"${name}"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
  })
  expect(headers['set-cookie']).toBeUndefined()
  expect(await ask(path, { method: 'HEAD' })).toMatchObject({ status: 200, text: '', headers: { 'content-length': String(content.length) } })
})

test('who has it gets 304, and the store is not asked', async () => {
  put()
  expect(await ask(path, { headers: { 'if-none-match': `"${name}"` } })).toMatchObject({ status: 304, text: '' })
  expect(opened).toBe(0)
})

test('what texts name leads to the picture, for a minute: it may be replaced', async () => {
  state.mediaFiles.set('/media/0k3mnpqrst0123456789', { moved: path })
  const { status, headers, text } = await ask('/media/0k3mnpqrst0123456789')
  expect({ status, text }).toEqual({ status: 302, text: '' })
  expect(headers).toMatchObject({ location: path, 'cache-control': 'public, max-age=60', 'x-content-type-options': 'nosniff' })
})

test.each(['/media/x', '/media/../../secrets/root', '/media/%2e%2e%2fsecrets', `/media/${name}/more`, '/media/', '/media/a%00b'])(
  'what is made up (%s) is not there, and nobody keeps that',
  async (made) => {
    const { status, headers } = await ask(made)
    expect([400, 404, 308]).toContain(status)
    expect(headers['cache-control'] ?? 'no-store').toMatch(/^no-(store|cache)$/)
    expect(String(headers.location ?? '/media')).toMatch(/^\/media$/)
  },
)

test('other methods are refused', async () => expect(await ask(path, { method: 'POST' })).toMatchObject({ status: 405 }))

test('a store that is away is said with 503; one that has lost the file with 404', async () => {
  state.mediaFiles.set(path, { type: 'image/avif', etag: '"x"', open: () => Promise.reject(new Error('no answer')) })
  expect(await ask(path)).toMatchObject({ status: 503, headers: { 'retry-after': '10', 'cache-control': 'no-store' } })
  state.mediaFiles.set(path, { type: 'image/avif', etag: '"x"', open: async () => null })
  expect(await ask(path)).toMatchObject({ status: 404, headers: { 'cache-control': 'no-store' } })
})

test('a file that ends too early is cut, so that nobody keeps a part as the whole', async () => {
  put(() =>
    Readable.from(
      (async function* () {
        yield content.subarray(0, 5)
        throw new Error('the bucket hung up')
      })(),
    ),
  )
  const text = await say(`GET ${path} HTTP/1.1\r\nHost: lists.example\r\n\r\n`)
  expect(text).toContain('the b')
  expect(text).not.toContain('bytes of')
  await expect(ask(path)).rejects.toThrow()
})
