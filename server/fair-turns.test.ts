import net from 'node:net'
import { expect, it } from 'vitest'
import { pages, server, useFront } from '@/tests/support/front'

useFront()

const holdProcessor = (ms: number) => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

it('lets somebody who comes new in between the posts of those who are connected', async () => {
  const connections = 60
  const answered = new Map<number, number>()
  pages['/api/work'] = (_req, res) => {
    holdProcessor(2)
    res.end('done')
  }
  const port = (server.address() as net.AddressInfo).port
  let everybody = () => {}
  const all = new Promise<void>((resolve) => (everybody = resolve))
  const clients = Array.from({ length: connections }, (_, index) => {
    const socket = net.connect(port, '127.0.0.1')
    const post = () => socket.write('POST /api/work HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n')
    socket.on('connect', post)
    socket.on('data', () => {
      answered.set(index, (answered.get(index) ?? 0) + 1)
      if (answered.size === connections) everybody()
      post()
    })
    socket.on('error', () => {})
    return socket
  })
  await all
  for (const client of clients) client.destroy()
  delete pages['/api/work']
  const answers = [...answered.values()].reduce((sum, n) => sum + n, 0)
  // One new connection a turn, and in each turn a post of everybody who is in: that would be half of the square.
  expect(answers).toBeLessThan(connections * 5)
})
