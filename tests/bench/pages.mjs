// The article page against nginx serving the same bytes from a file: directly and through nginx, for plain requests and for readers with cookies.
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { processorMicroseconds, startLightstick, startNginx, temporary, untilQuiet, wrk } from './machine.mjs'
import { etagOf, mixture, post, readersWhoVoted } from './mixture.mjs'
import { median } from './table.mjs'

export const title = 'Article page against nginx serving the same bytes from a file (one process each)'
const slug = 'k-pop-mvs-filmed-abroad'
const otherSlug = 'classic-k-pop-mvs-with-k-drama-actors'
const rounds = Number(process.env.ROUNDS ?? 5)
const seconds = 3
const mixtureSeconds = Number(process.env.MIXTURE ?? 60)

export async function run() {
  const site = await startLightstick({ env: { TRUSTED_PROXIES: '127.0.0.1' } })
  const address = `/articles/${slug}`
  const page = site.url + address
  const html = await (await fetch(page)).text()
  const folder = temporary('static')
  fs.chmodSync(folder, 0o755)
  fs.writeFileSync(path.join(folder, 'article.html'), html)
  fs.writeFileSync(path.join(folder, 'article.html.gz'), zlib.gzipSync(html, { level: 9 }))
  const nginx = await startNginx(folder, site)
  const file = `${nginx.url}/article.html`

  const { entries, otherEntries, cookies } = await readersWhoVoted(site, slug, otherSlug)
  await untilQuiet(site.pid)

  let n = 0
  const vote = () => post(site, slug, 'vote', { entry: entries[n++ % entries.length] }, { 'user-agent': `voter ${n}` })
  const comment = () =>
    post(site, slug, 'comments', { body: `A thought that nobody had before, number ${n++}.`, name: 'Reader' }, { 'user-agent': `commenter ${n}` })
  const while_ = (act, everyMs) => async (work) => {
    const timer = setInterval(() => void act().then((response) => response.arrayBuffer()), everyMs)
    try {
      return await work()
    } finally {
      clearInterval(timer)
    }
  }

  const gzip = { 'accept-encoding': 'gzip' }
  const foreign = '_ga=GA1.1.1234567890.1700000000; consent=all'
  const known = { ...gzip, 'if-none-match': await etagOf(page, gzip) }
  const knownByNginx = { ...gzip, 'if-none-match': await etagOf(file, gzip) }
  const through = nginx.siteUrl + address
  const cases = [
    { name: 'gzip, 32 connections' },
    { name: 'gzip, 1 connection', connections: 1 },
    { name: 'identity, 32 connections', headers: {}, theirs: {} },
    { name: 'identity, 1 connection', connections: 1, headers: {}, theirs: {} },
    { name: 'a cookie that is not ours', headers: { ...gzip, cookie: foreign } },
    { name: 'If-None-Match, changed', headers: { ...gzip, 'if-none-match': '"other"' } },
    { name: 'If-None-Match, known (304 of both)', headers: known, theirs: knownByNginx },
    { name: 'reader who voted', headers: { ...gzip, cookie: cookies[0] } },
    { name: 'through nginx', url: through },
    { name: 'through nginx, reader who voted', url: through, headers: { ...gzip, cookie: cookies[0] } },
    { name: 'a comment a second', around: while_(comment, 1000) },
    { name: '100 votes a second', around: while_(vote, 10) },
  ]
  const measure = async (pids, work) => {
    const before = processorMicroseconds(...pids)
    const result = await work()
    return { ...result, cost: (processorMicroseconds(...pids) - before) / result.requests }
  }
  const rows = []
  for (const { name, connections = 32, url = page, headers = gzip, theirs = gzip, around = (work) => work() } of cases.filter(isWanted)) {
    const pairs = []
    // Each round measures both, one after the other, and which goes first alternates: the machine's mood falls on both alike.
    for (let round = 0; round < rounds; round++) {
      const ours = () => measure(url === page ? [site.pid] : [site.pid, ...nginx.pids], () => around(() => wrk(url, { connections, headers, seconds })))
      const others = () => measure(nginx.pids, () => wrk(file, { connections, headers: theirs, seconds }))
      const [mine, other] = round % 2 ? [await ours(), await others()] : await others().then(async (other) => [await ours(), other])
      if (mine.failed > 0) throw new Error(`${name}: ${mine.failed} requests failed`)
      pairs.push({ mine, other })
    }
    rows.push({
      case: name,
      'Lightstick /s': median(pairs.map(({ mine }) => mine.rate)),
      'nginx /s': median(pairs.map(({ other }) => other.rate)),
      ratio: median(pairs.map(({ mine, other }) => mine.rate / other.rate)),
      µs: median(pairs.map(({ mine }) => mine.cost)),
      'nginx µs': median(pairs.map(({ other }) => other.cost)),
      'p50 ms': median(pairs.map(({ mine }) => mine.p50)),
      'p99 ms': median(pairs.map(({ mine }) => mine.p99)),
    })
  }
  if (isWanted({ name: 'mixture' }))
    rows.push(...(await mixture({ site, nginx, address, otherSlug, cookies, etag: await etagOf(page, gzip), otherEntries, seconds: mixtureSeconds })))
  nginx.stop()
  await site.stop()
  return rows
}

/** `CASES=regexp` leaves out the cases that do not match. */
const isWanted = ({ name }) => new RegExp(process.env.CASES ?? '').test(name)
