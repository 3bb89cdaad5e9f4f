// The article page against nginx serving the same bytes from a file: directly and through nginx, for plain requests and for readers with cookies.
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { processorMicroseconds, startLightstick, startNginx, temporary, untilQuiet, wrk } from './machine.mjs'
import { median } from './table.mjs'

export const title = 'Article page against nginx serving the same bytes from a file (one process each)'
const slug = 'k-pop-mvs-filmed-abroad'
const otherSlug = 'classic-k-pop-mvs-with-k-drama-actors'
const rounds = Number(process.env.ROUNDS ?? 5)
const seconds = 3
const mixtureSeconds = Number(process.env.MIXTURE ?? 60)
const readers = 100

export async function run() {
  const site = await startLightstick({ env: { TRUSTED_PROXIES: '127.0.0.1' } })
  const address = `/articles/${slug}`
  const page = site.url + address
  const post = (of, what, body, headers = {}) =>
    fetch(`${site.url}/api/articles/${of}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const html = await (await fetch(page)).text()
  const folder = temporary('static')
  fs.chmodSync(folder, 0o755)
  fs.writeFileSync(path.join(folder, 'article.html'), html)
  fs.writeFileSync(path.join(folder, 'article.html.gz'), zlib.gzipSync(html, { level: 9 }))
  const nginx = await startNginx(folder, site)
  const file = `${nginx.url}/article.html`

  const entriesOf = async (of) =>
    [...(await (await fetch(`${site.url}/articles/${of}`)).text()).matchAll(/id="([a-z0-9-]+)"[^>]*data-entry=/g)].map((match) => match[1])
  const [entries, otherEntries] = [await entriesOf(slug), await entriesOf(otherSlug)]
  const cookies = []
  for (let reader = 0; reader < readers; reader++) {
    const voted = await post(slug, 'vote', { entry: entries[reader % entries.length] }, { 'user-agent': `reader ${reader}` })
    cookies.push(voted.headers.getSetCookie().map((line) => line.split(';')[0]).find((pair) => pair.startsWith('reader='))) // prettier-ignore
  }
  const etagOf = async (url, headers) => {
    const answer = await fetch(url, { headers })
    await answer.arrayBuffer()
    return answer.headers.get('etag')
  }

  await untilQuiet(site.pid)

  let n = 0
  const vote = () => post(slug, 'vote', { entry: entries[n++ % entries.length] }, { 'user-agent': `voter ${n}` })
  const comment = () => post(slug, 'comments', { body: `A thought that nobody had before, number ${n++}.`, name: 'Reader' }, { 'user-agent': `commenter ${n}` })
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
  if (isWanted({ name: 'mixture' })) rows.push(...(await mixture({ site, nginx, address, cookies, etag: await etagOf(page, gzip), otherEntries })))
  nginx.stop()
  await site.stop()
  return rows
}

/** `CASES=regexp` leaves out the cases that do not match. */
const isWanted = ({ name }) => new RegExp(process.env.CASES ?? '').test(name)

/**
 * 64 connections through nginx: 60 % plain requests, 25 % readers who voted, 10 % revalidations, 2.5 % votes on another list, 2.5 % addresses where nothing is.
 * The first second on new connections of nginx beside the last five. The µs
 * are of the site, and of nginx as a proxy.
 */
async function mixture({ site, nginx, address, cookies, etag, otherEntries }) {
  const list = (values) => `{ ${values.map((value) => `'${value}'`).join(', ')} }`
  const script = `
local cookies, entries = ${list(cookies)}, ${list(otherEntries)}
local gzip = { ['Accept-Encoding'] = 'gzip' }
local plain, known, nothing, own, votes
function init()
  plain = wrk.format('GET', '${address}', gzip)
  known = wrk.format('GET', '${address}', { ['Accept-Encoding'] = 'gzip', ['If-None-Match'] = '${etag}' })
  nothing = wrk.format('GET', '/nothing-is-here', gzip)
  own, votes = {}, {}
  for n, cookie in ipairs(cookies) do
    own[n] = wrk.format('GET', '${address}', { ['Accept-Encoding'] = 'gzip', Cookie = cookie })
    local head = { ['Content-Type'] = 'application/json', Origin = '${site.url}', Cookie = cookie }
    votes[n] = wrk.format('POST', '/api/articles/${otherSlug}/vote', head, '{"entry":"' .. entries[n % #entries + 1] .. '"}')
  end
end
function request()
  local kind = math.random(1000)
  if kind <= 600 then return plain end
  if kind <= 850 then return own[math.random(#own)] end
  if kind <= 950 then return known end
  if kind <= 975 then return votes[math.random(#votes)] end
  return nothing
end`
  const ask = (url, seconds) => wrk(url, { connections: 64, seconds, script })
  await ask(site.url, 5) // a process that has just started compiles while it answers
  const mark = async () => ({
    at: performance.now(),
    count: await nginx.requests(),
    cost: processorMicroseconds(site.pid),
    ofNginx: processorMicroseconds(...nginx.pids),
  })
  const marks = [await mark()]
  const asking = ask(nginx.siteUrl, mixtureSeconds)
  for (let second = 1; second < mixtureSeconds; second++) {
    await new Promise((resolve) => setTimeout(resolve, marks[0].at + second * 1000 - performance.now()))
    marks.push(await mark())
  }
  const result = await asking
  const share = result.failed / result.requests
  if (share < 0.02 || share > 0.03) throw new Error(`mixture: ${share} of all answers were no success; a fortieth are 404`)
  const between = (from, to) => {
    const count = to.count - from.count
    return { rate: (count * 1000) / (to.at - from.at), cost: (to.cost - from.cost) / count, ofNginx: (to.ofNginx - from.ofNginx) / count }
  }
  const [first, last] = [between(marks[0], marks[1]), between(marks.at(-6), marks.at(-1))]
  const row = (name, { rate, cost, ofNginx }, ratio, p50, p99) => ({
    case: name,
    'Lightstick /s': rate,
    'nginx /s': '',
    ratio,
    µs: cost,
    'nginx µs': ofNginx,
    'p50 ms': p50,
    'p99 ms': p99,
  })
  return [
    row('mixture through nginx, 64, first second', first, '', '', ''),
    row(`mixture through nginx, 64, after ${mixtureSeconds} s (ratio: of the first second)`, last, last.rate / first.rate, result.p50, result.p99),
  ]
}
