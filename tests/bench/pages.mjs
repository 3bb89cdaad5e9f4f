// The article page against nginx serving the same bytes; the same while readers comment and vote; for readers with the cookie.
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { startLightstick, startNginx, temporary, wrk } from './machine.mjs'
import { median } from './table.mjs'

export const title = 'Article page against nginx serving the same bytes (one process each)'
const slug = 'k-pop-mvs-filmed-abroad'
const rounds = 5

export async function run() {
  const site = await startLightstick()
  const page = `${site.url}/articles/${slug}`
  const post = (what, body, headers = {}) =>
    fetch(`${page.replace('/articles', '/api/articles')}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const html = await (await fetch(page)).text()
  const entries = [...html.matchAll(/id="([a-z0-9-]+)"[^>]*data-entry=/g)].map((match) => match[1])
  const folder = temporary('static')
  fs.chmodSync(folder, 0o755)
  fs.writeFileSync(path.join(folder, 'index.html'), html)
  fs.writeFileSync(path.join(folder, 'index.html.gz'), zlib.gzipSync(html, { level: 9 }))
  const nginx = await startNginx(folder)
  const voted = await post('vote', { entry: entries[0] })
  const cookie = voted.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .find((pair) => pair.startsWith('reader='))

  let n = 0
  const vote = () => post('vote', { entry: entries[n++ % entries.length] }, { 'user-agent': `voter ${n}` })
  const comment = () => post('comments', { body: `A thought that nobody had before, number ${n++}.`, name: 'Reader' }, { 'user-agent': `commenter ${n}` })
  const while_ = async (act, everyMs, work) => {
    const timer = setInterval(() => void act().then((response) => response.arrayBuffer()), everyMs)
    try {
      return await work()
    } finally {
      clearInterval(timer)
    }
  }

  const gzip = { 'accept-encoding': 'gzip' }
  const cases = [
    ['gzip, 32 connections', 32, gzip, (work) => work()],
    ['gzip, 1 connection', 1, gzip, (work) => work()],
    ['identity, 32 connections', 32, {}, (work) => work()],
    ['identity, 1 connection', 1, {}, (work) => work()],
    ['gzip, 32, a comment a second', 32, gzip, (work) => while_(comment, 1000, work)],
    ['gzip, 32, 100 votes a second', 32, gzip, (work) => while_(vote, 10, work)],
    ['gzip, 32, reader with the cookie', 32, { ...gzip, cookie }, (work) => work()],
  ]
  const rows = []
  for (const [name, connections, headers, around] of cases) {
    const { cookie: _, ...plain } = headers
    const pairs = []
    // Each round measures both, one after the other, and which goes first alternates: the machine's mood falls on both alike.
    for (let round = 0; round < rounds; round++) {
      const ours = () => around(() => wrk(page, { connections, headers, seconds: 3 }))
      const theirs = () => wrk(nginx.url, { connections, headers: plain, seconds: 3 })
      const [mine, other] = round % 2 ? [await ours(), await theirs()] : await theirs().then(async (other) => [await ours(), other])
      if (mine.failed > 0) throw new Error(`${name}: ${mine.failed} requests failed`)
      pairs.push({ mine, other })
    }
    rows.push({
      case: name,
      'Lightstick /s': median(pairs.map(({ mine }) => mine.rate)),
      'nginx /s': median(pairs.map(({ other }) => other.rate)),
      ratio: median(pairs.map(({ mine, other }) => mine.rate / other.rate)),
      'p50 ms': median(pairs.map(({ mine }) => mine.p50)),
      'p99 ms': median(pairs.map(({ mine }) => mine.p99)),
    })
  }

  // Half of the top rate: each connection rests between two requests, and there are as many as it takes.
  const wanted = rows[0]['Lightstick /s'] / 2
  const rest = 5
  const paced = (connections) => wrk(page, { connections, headers: gzip, seconds: 3, script: `function delay() return ${rest} end` })
  let connections = Math.round((wanted * rest) / 1000)
  for (let tries = 0; tries < 2; tries++) connections = Math.round((connections * wanted) / (await paced(connections)).rate)
  const half = []
  for (let round = 0; round < rounds; round++) half.push(await paced(connections))
  rows.push({
    case: `gzip, half of the top rate, ${connections} connections`,
    'Lightstick /s': median(half.map(({ rate }) => rate)),
    'nginx /s': '',
    ratio: '',
    'p50 ms': median(half.map(({ p50 }) => p50)),
    'p99 ms': median(half.map(({ p99 }) => p99)),
  })

  nginx.stop()
  await site.stop()
  return rows
}
