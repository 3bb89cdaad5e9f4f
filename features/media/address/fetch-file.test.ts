import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchFile, readAddress, type Network } from './fetch-file'
import { isPublicAddress } from './public-address'

let server: http.Server
let port = 0
const asked: string[] = []
beforeAll(async () => {
  server = http.createServer((req, res) => {
    const { url = '', headers } = req
    asked.push(`${headers.host}${url}`)
    const [, way = '', rest = ''] = /^\/([a-z]+)\/?(.*)$/.exec(url) ?? []
    if (way === 'to') return res.writeHead(302, { location: decodeURIComponent(rest) }).end()
    if (way === 'round') return res.writeHead(302, { location: '/round' }).end()
    if (way === 'large') return res.writeHead(200, { 'content-length': 20_000_001 }).end()
    if (way === 'packed') return res.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
    if (way === 'long') {
      const chunk = Buffer.alloc(1_000_000)
      const write = (): void => void (res.destroyed || res.write(chunk, write))
      return write()
    }
    if (way === 'slow') return res.writeHead(200).write('half')
    if (way === 'missing') return res.writeHead(404).end()
    res.end('the file')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** What the names of these tests mean. The server of the test stands where 203.0.113.7 would be. */
const names: Record<string, string[]> = {
  'pictures.example': ['127.0.0.1'],
  'inside.example': ['10.0.0.5'],
  'both.example': ['127.0.0.1', '169.254.169.254'],
}
const network: Network = {
  resolve: (host) => (names[host] ? Promise.resolve(names[host]) : Promise.reject(new Error('ENOTFOUND'))),
  request: ({ pathname, host }, options) => http.request({ ...options, host, port, path: pathname }),
  isPublic: (address) => address === '127.0.0.1' || isPublicAddress(address),
  timeoutMs: 60_000,
}
async function fetched(address: string, over: Partial<Network> = {}): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of fetchFile(readAddress(address), { ...network, ...over })) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
const told = (words: string) => ({ code: 'invalid', fields: { address: expect.stringContaining(words) } })

test('addresses of the public internet are told from all others', () => {
  for (const address of ['8.8.8.8', '203.0.112.1', '2606:4700::1', '::ffff:8.8.8.8']) expect([address, isPublicAddress(address)]).toEqual([address, true])
  for (const address of [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '240.0.0.1'],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fc00::1',
      'fd00:ec2::254',
      'fec0::1',
      'ff02::1',
      '::ffff:127.0.0.1',
      '::ffff:a9fe:a9fe',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001::1',
    ],
    ...['', 'localhost', '8.8.8.8 ', 'fe80::1%eth0'],
  ])
    expect([address, isPublicAddress(address)]).toEqual([address, false])
})

test('a file is read from where its address leads, over redirects', async () => {
  expect(await fetched('https://pictures.example/a.jpg')).toBe('the file')
  expect(await fetched(`https://pictures.example/to/${encodeURIComponent('https://pictures.example/b')}`)).toBe('the file')
  expect(asked.at(-1)).toMatch(/^pictures\.example(:\d+)?\/b$/)
})

test('no way leads inside: neither a name, nor a number, nor a redirect, nor one of several', async () => {
  const before = asked.length
  const inside = told('not on the public internet')
  for (const address of [
    'https://inside.example/',
    'https://both.example/',
    'https://10.0.0.1/',
    'https://[::1]/',
    'https://0x7f.1.1.1/',
    'https://2130706434/',
  ])
    await expect(fetched(address), address).rejects.toMatchObject(inside)
  expect(asked.length).toBe(before)
  for (const to of ['https://inside.example/', 'https://169.254.169.254/latest', 'https://[fd00:ec2::254]/'])
    await expect(fetched(`https://pictures.example/to/${encodeURIComponent(to)}`), to).rejects.toMatchObject(inside)
  for (const to of ['http://pictures.example/', 'file:///etc/passwd', 'https://pictures.example:8443/', 'https://a:b@pictures.example/'])
    await expect(fetched(`https://pictures.example/to/${encodeURIComponent(to)}`), to).rejects.toMatchObject({ code: 'invalid' })
  for (const address of [
    'http://pictures.example/',
    'ftp://pictures.example/',
    'pictures.example',
    'https://pictures.example:22/',
    'https://me:x@pictures.example/',
  ])
    expect(() => readAddress(address), address).toThrow('cannot be fetched')
  // What was looked at is what is connected to: the second look-up is never made.
  let looks = 0
  const turning = () => Promise.resolve(looks++ === 0 ? ['127.0.0.1'] : ['10.0.0.1'])
  expect(await fetched('https://turning.example/', { resolve: turning })).toBe('the file')
  expect(looks).toBe(1)
})

test('what is too large, too slow, packed, endless or not there is refused with words', async () => {
  await expect(fetched('https://pictures.example/large')).rejects.toMatchObject({ code: 'too_large', message: expect.stringContaining('20 MB') })
  await expect(fetched('https://pictures.example/long')).rejects.toMatchObject({ code: 'too_large' })
  await expect(fetched('https://pictures.example/slow', { timeoutMs: 300 })).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('too slow'),
  })
  await expect(fetched('https://pictures.example/', { timeoutMs: 50, resolve: () => new Promise(() => {}) })).rejects.toMatchObject({ code: 'unavailable' })
  await expect(fetched('https://pictures.example/packed')).rejects.toMatchObject(told('packed'))
  await expect(fetched('https://pictures.example/round')).rejects.toMatchObject(told('without end'))
  await expect(fetched('https://pictures.example/missing')).rejects.toMatchObject(told('answers 404'))
  await expect(fetched('https://nowhere.example/')).rejects.toMatchObject(told('gives no answer'))
})
