import S3rver from '@20minutes/s3rver'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileName, newFile } from '../file-names'
import { makeFolderStore } from './folder'
import { makeS3Store } from './s3'
import type { MediaStore } from './media-store'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-store-'))
const root = path.join(folder, 'media')
const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', region: 'us-east-1' }
let server: S3rver
let endpoint = ''
beforeAll(async () => {
  fs.mkdirSync(path.join(folder, 'buckets'))
  server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: path.join(folder, 'buckets'), configureBuckets: [{ name: 'pictures' }] })
  endpoint = `http://127.0.0.1:${(await server.run()).port}`
})
afterAll(async () => {
  await server.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

const stores: Record<string, () => MediaStore> = {
  'a folder': () => makeFolderStore(root),
  'a bucket': () => makeS3Store({ endpoint, bucket: 'pictures', ...keys }),
}
async function contentOf(store: MediaStore, name: string): Promise<Buffer | null> {
  const file = await store.get(name)
  if (!file) return null
  const chunks: Buffer[] = []
  for await (const chunk of file.stream) chunks.push(chunk as Buffer)
  const content = Buffer.concat(chunks)
  expect(file.bytes).toBe(content.length)
  return content
}

describe.each(Object.entries(stores))('%s', (_, make) => {
  test('keeps files as they are, lists those of one medium, and removes them', async () => {
    const store = make()
    const [file, other] = [newFile('one'), newFile('two')]
    const contents = new Map([320, 640].map((width) => [fileName(file, width, 'avif'), Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * width) & 255))]))
    for (const [name, content] of contents) await store.put(name, content)
    await store.put(fileName(other, 320, 'jpg'), Buffer.from('another'))
    for (const [name, content] of contents) expect((await contentOf(store, name))?.equals(content)).toBe(true)
    expect((await store.list(file)).sort()).toEqual([...contents.keys()].sort())
    for (const name of contents.keys()) await store.remove(name)
    expect(await store.list(file)).toEqual([])
    expect(await contentOf(store, [...contents.keys()][0]!)).toBe(null)
    expect((await contentOf(store, fileName(other, 320, 'jpg')))?.toString()).toBe('another')
  })

  test('what is not there is null, and may be removed', async () => {
    const store = make()
    const name = fileName(newFile('three'), 320, 'webp')
    expect(await store.get(name)).toBe(null)
    await expect(store.remove(name)).resolves.toBeUndefined()
    expect(await store.list(newFile('four'))).toEqual([])
  })
})

test('a folder lists what was left half written, under a name that no backup takes', async () => {
  const store = makeFolderStore(root)
  const file = newFile('five')
  const left = path.join(root, file.slice(0, 2), `.${fileName(file, 320, 'avif')}.0011`)
  fs.mkdirSync(path.dirname(left), { recursive: true })
  fs.writeFileSync(left, 'half')
  expect(await store.list(file)).toEqual([path.basename(left)])
  for (const name of await store.list(file)) await store.remove(name)
  expect(fs.existsSync(left)).toBe(false)
})

test('a bucket that refuses, is not there or gives no answer is told as such', async () => {
  const name = fileName(newFile('six'), 320, 'avif')
  const wrongKey = makeS3Store({ endpoint, bucket: 'pictures', ...keys, secretAccessKey: 'another' })
  await expect(wrongKey.put(name, Buffer.from('x'))).rejects.toMatchObject({
    name: 'StoreAway',
    message: 'the bucket pictures answered 403 SignatureDoesNotMatch',
  })
  await expect(makeS3Store({ endpoint, bucket: 'nowhere', ...keys }).put(name, Buffer.from('x'))).rejects.toMatchObject({
    name: 'StoreAway',
    message: /404 NoSuchBucket/,
  })
  await expect(makeS3Store({ endpoint: 'http://127.0.0.1:9', bucket: 'pictures', ...keys }).get(name)).rejects.toMatchObject({ name: 'StoreAway' })
})
