import fs from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { StaticAssets } from './static-assets'

vi.hoisted(() => void (process.env.SECRET = 'a secret of this test, 40 characters long'))

let root = ''
let assets: StaticAssets

beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-assets-'))
  const chunks = path.join(root, '.next/static/chunks')
  fs.mkdirSync(chunks, { recursive: true })
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) fs.writeFileSync(path.join(chunks, `${name}.css`), `.${name}{color:red}`)
  fs.writeFileSync(path.join(chunks, 'a.js'), '1')
  fs.writeFileSync(path.join(root, 'secret.css'), 'secret')
  assets = new StaticAssets(root)
})
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

async function send(pathname: string): Promise<string | null> {
  let body = ''
  const res = { writeHead: () => res, end: (data?: Buffer) => void (body = String(data ?? '')) }
  const found = await assets.send({ headers: {}, method: 'GET' } as unknown as IncomingMessage, res as unknown as ServerResponse, pathname, false)
  return found ? body : null
}

test('style sheets that a page names together come together, and nothing else does', async () => {
  const address = assets.joinSheets(['/_next/static/chunks/b.css', '/_next/static/chunks/a.css?x=1'])
  expect(await send(address)).toBe('.b{color:red}.a{color:red}')
  expect(assets.joinSheets(['/_next/static/chunks/a.css'])).toBe('')
  expect(assets.joinSheets(['/_next/static/chunks/a.css', 'https://elsewhere.example/b.css'])).toBe('')
  // More than can be asked for together would leave the page without any style.
  expect(assets.joinSheets(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `/_next/static/chunks/${name}.css`))).toBe('')
  for (const name of ['a~a', 'a~nothing', 'a~b~c~d~e~f~g', 'a~', '~', 'a~../../../secret', 'a~b', 'b~a', 'b~a~AAAAAAAA'])
    expect(await send(`/_next/static/chunks/${name}.css`), name).toBeNull()
  expect(await send('/_next/static/chunks/a~b.js')).toBeNull()
  expect(await send('/_next/static/chunks/a.js')).toBe('1')
})

test('the same sheets in another order, or others, make nothing new', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const signature = assets.joinSheets(['/_next/static/chunks/a.css', '/_next/static/chunks/b.css']).slice(-12, -4)
  const { joins } = assets as unknown as { joins: { size: number } }
  const before = joins.size
  for (const first of names)
    for (const second of names) for (const third of names) expect(await send(`/_next/static/chunks/${first}~${second}~${third}~${signature}.css`)).toBeNull()
  expect(await send(`/_next/static/chunks/b~a~${signature}.css`)).toBeNull()
  expect(joins.size).toBe(before)
  expect(await send(`/_next/static/chunks/a~b~${signature}.css`)).toBe('.a{color:red}.b{color:red}')
})

test.each([
  ['"HASH"', 304],
  ['W/"HASH"', 304],
  ['"other", W/"HASH"', 304],
  ['*', 304],
  ['"other"', 200],
  ['HASH', 200],
])('If-None-Match: %s is answered with %d', async (header, expected) => {
  const ask = async (ifNoneMatch?: string) => {
    const answer = { status: 0, etag: '' }
    const res = {
      writeHead: (status: number, headers: { ETag: string }) => {
        Object.assign(answer, { status, etag: headers.ETag })
        return res
      },
      end: () => {},
    }
    const req = { headers: { 'if-none-match': ifNoneMatch }, method: 'GET' }
    await assets.send(req as unknown as IncomingMessage, res as unknown as ServerResponse, '/_next/static/chunks/a.js', false)
    return answer
  }
  const { etag } = await ask()
  expect((await ask(header.replace('"HASH"', etag))).status).toBe(expected)
})
