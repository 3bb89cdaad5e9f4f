// Readers who listen to one list: what each takes of the memory after a forced collection, and how soon after its answer a comment has come to them.
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { startLightstick, temporary } from './machine.mjs'

export const title = 'Readers who listen to one list'
const list = 'k-pop-mvs-filmed-abroad'
/** As many as the open files of this machine's processes allow: `ulimit -n` must be higher. */
const steps = (process.env.LISTENERS ?? '2000,10000').split(',').map(Number)
const ofAddress = 90
const comments = 20

/** Loaded into the server: collects what is not needed and says what is left, when it is asked to. */
const collector = (file) => `
  import { writeFileSync } from 'node:fs'
  import { setFlagsFromString } from 'node:v8'
  import { runInNewContext } from 'node:vm'
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  process.on('SIGUSR2', () => {
    for (let n = 0; n < 4; n++) collect()
    const { heapUsed, external, rss } = process.memoryUsage()
    writeFileSync(${JSON.stringify(file)}, JSON.stringify({ heapUsed, external, rss }))
  })`

async function memoryOf(site, file) {
  fs.rmSync(file, { force: true })
  process.kill(site.pid, 'SIGUSR2')
  while (!fs.existsSync(file) || fs.statSync(file).size === 0) await setTimeout(20)
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

/** One reader: a connection that notes when something new was said. */
function listen(port, number, arrivals) {
  return new Promise((resolve, reject) => {
    const localAddress = `127.0.${1 + Math.floor(number / ofAddress / 250)}.${1 + (Math.floor(number / ofAddress) % 250)}`
    const socket = net.connect({ port, host: '127.0.0.1', localAddress }, () => {
      socket.write(`GET /api/articles/${list}/live HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\nUser-Agent: a browser of today\r\n\r\n`)
    })
    let isOpen = false
    socket.on('data', (chunk) => {
      const at = performance.now()
      const text = chunk.latin1Slice()
      if (!isOpen) {
        if (!text.startsWith('HTTP/1.1 200')) return reject(new Error(text.split('\r\n')[0]))
        isOpen = true
        resolve(socket)
      }
      if (text.includes('event: comment')) arrivals.push(at)
    })
    socket.on('error', reject)
  })
}

const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]

export async function run() {
  const folder = temporary('live')
  const file = path.join(folder, 'memory.json')
  fs.writeFileSync(path.join(folder, 'collector.mjs'), collector(file))
  const site = await startLightstick({ env: { NODE_OPTIONS: `--import ${path.join(folder, 'collector.mjs')}`, LIVE_STREAMS: String(Math.max(...steps)) } })
  const rows = []
  const sockets = []
  const arrivals = []
  const post = async (number) => {
    const body = JSON.stringify({ name: 'The bench', body: `Something new to hear of, number ${number}.` })
    const answer = await fetch(`${site.url}/api/articles/${list}/comments`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    if (answer.status !== 201) throw new Error(`The comment was answered with ${answer.status}`)
    return performance.now()
  }
  // What every process loads for its first stream and its first comment is not counted.
  sockets.push(await listen(site.port, 0, arrivals))
  await post('0')
  await setTimeout(2000)
  const before = await memoryOf(site, file)
  for (const step of steps) {
    while (sockets.length < step) {
      const some = Math.min(100, step - sockets.length)
      sockets.push(...(await Promise.all(Array.from({ length: some }, (_, n) => listen(site.port, sockets.length + n, arrivals)))))
    }
    await setTimeout(3000)
    const opened = await memoryOf(site, file)
    const late = []
    let lost = 0
    for (let n = 0; n < comments; n++) {
      arrivals.length = 0
      const answered = await post(`${step} ${n}`)
      for (const deadline = performance.now() + 10_000; arrivals.length < step && performance.now() < deadline;) await setTimeout(10)
      lost += step - arrivals.length
      late.push(...arrivals.map((at) => at - answered))
    }
    const after = await memoryOf(site, file)
    late.sort((a, b) => a - b)
    const each = (memory) => ((memory.heapUsed + memory.external - before.heapUsed - before.external) / step / 1024).toFixed(2)
    rows.push({
      listeners: step,
      'heap and external each, kB': each(opened),
      [`the same after ${comments} comments`]: each(after),
      'arrival p50 ms': quantile(late, 0.5).toFixed(0),
      'p95 ms': quantile(late, 0.95).toFixed(0),
      'latest ms': late.at(-1).toFixed(0),
      lost,
    })
  }
  for (const socket of sockets) socket.destroy()
  await site.stop()
  return rows
}
