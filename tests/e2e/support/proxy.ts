import net from 'node:net'

/** A TCP proxy before a database, to take the database away as networks do. */
export type Proxy = {
  port: number
  /** Ends every connection and refuses new ones, as when the server is stopped. */
  refuse(): Promise<void>
  /** Keeps all connections, takes new ones, and passes nothing on: as when the other machine has gone, or a router forgot. */
  swallow(): void
  /** New connections work again. Those that were swallowed stay lost. */
  restore(): Promise<void>
  close(): Promise<void>
}

export async function startProxy(targetPort: number): Promise<Proxy> {
  const pairs = new Set<[net.Socket, net.Socket]>()
  const lost = new WeakSet<[net.Socket, net.Socket]>()
  let swallowing = false
  let port = 0
  let server: net.Server
  const open = () =>
    new Promise<void>((resolve) => {
      server = net.createServer((near) => {
        const far = net.connect(targetPort, '127.0.0.1')
        const pair: [net.Socket, net.Socket] = [near, far]
        pairs.add(pair)
        if (swallowing) lost.add(pair)
        for (const [from, to] of [pair, [far, near]] as const) {
          from.on('data', (bytes) => void (lost.has(pair) || to.write(bytes)))
          from.on('error', () => {})
          from.on('close', () => {
            if (lost.has(pair) && from === far) return // nobody hears of it
            to.destroy()
            pairs.delete(pair)
          })
        }
      })
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as net.AddressInfo).port
        resolve()
      })
    })
  const shut = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const pair of pairs) for (const socket of pair) socket.destroy()
    await closed
  }
  await open()
  return {
    port,
    refuse: shut,
    swallow: () => {
      swallowing = true
      for (const pair of pairs) lost.add(pair)
    },
    restore: async () => {
      swallowing = false
      if (!server.listening) await open()
    },
    close: async () => {
      if (server.listening) await shut()
    },
  }
}
