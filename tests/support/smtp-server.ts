import net, { type AddressInfo } from 'node:net'

const trickleEveryMs = 20

/**
 * A mail server on loopback that takes every mail, or does as told: `refuse` says 451 to every mail, `hang` accepts connections and says nothing,
 * `unknown` is an address that it has no mailbox for, `trickle` answers the first words with lines of an answer that never ends. `connections()` counts those that are open, `hangUp()` cuts them.
 */
export async function startSmtpServer() {
  const received: { from: string; to: string[]; data: string }[] = []
  const state = { refuse: false, hang: false, trickle: false, unknown: '' }
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    const say = (line: string) => socket.write(`${line}\r\n`)
    if (state.hang) return void socket.resume()
    let mail = { from: '', to: [] as string[], data: '' }
    let inData = false
    let rest = ''
    say('220 mail.test ESMTP')
    socket.on('data', (chunk) => {
      rest += String(chunk)
      for (let at = rest.indexOf('\r\n'); at >= 0; at = rest.indexOf('\r\n')) {
        const line = rest.slice(0, at)
        rest = rest.slice(at + 2)
        if (inData) {
          if (line !== '.') mail.data += `${line.replace(/^\.\./, '.')}\n`
          else {
            inData = false
            received.push(mail)
            mail = { from: '', to: [], data: '' }
            say('250 taken')
          }
        } else if (/^(EHLO|HELO)/i.test(line) && state.trickle) {
          const timer = setInterval(() => say('250-mail.test'), trickleEveryMs)
          socket.on('close', () => clearInterval(timer))
        } else if (/^(EHLO|HELO)/i.test(line)) say('250 mail.test')
        else if (/^MAIL FROM:/i.test(line)) {
          mail.from = line.slice(10)
          say(state.refuse ? '451 not now' : '250 ok')
        } else if (/^RCPT TO:/i.test(line)) {
          const to = /<(.*)>/.exec(line)?.[1] ?? ''
          if (to !== state.unknown) mail.to.push(to)
          say(to === state.unknown ? '550 5.1.1 no such mailbox' : '250 ok')
        } else if (/^DATA/i.test(line)) {
          inData = true
          say('354 go on')
        } else if (/^QUIT/i.test(line)) {
          say('221 bye')
          socket.end()
        } else say('250 ok')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const hangUp = () => sockets.forEach((socket) => socket.destroy())
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    state,
    connections: () => sockets.size,
    hangUp,
    stop: () => {
      hangUp()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
