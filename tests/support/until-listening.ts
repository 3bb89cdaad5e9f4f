import net from 'node:net'

/** Resolves when somebody takes connections on this port of loopback. Rejects when `isAlive` says that nobody will. */
export async function untilListening(port: number, isAlive: () => boolean): Promise<void> {
  while (!(await takesConnections(port))) if (!isAlive()) throw new Error(`nothing listens on ${port}`)
}

const takesConnections = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
