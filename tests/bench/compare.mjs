// This checkout beside another built one (OTHER=folder), by turns on one machine: is a row slower than it was?
import path from 'node:path'
import { startLightstick, wrk } from './machine.mjs'
import { median } from './table.mjs'

export const title = 'This checkout beside another (OTHER), by turns'
const slug = 'k-pop-mvs-filmed-abroad'
const rounds = Number(process.env.ROUNDS ?? 9)

const posts = (path, body, round) => `
local n = 0
request = function()
  n = n + 1
  return wrk.format("POST", "${path}", { ["content-type"] = "application/json", ["user-agent"] = "bench ${round} " .. n }, ${body})
end`

export async function run() {
  if (!process.env.OTHER) throw new Error('OTHER is the folder of the built checkout to compare with')
  const roots = { before: path.resolve(process.env.OTHER), now: process.cwd() }
  const sites = {}
  for (const [name, root] of Object.entries(roots)) sites[name] = await startLightstick({ root })
  // With nothing kept each request renders.
  const bare = {}
  for (const [name, root] of Object.entries(roots)) bare[name] = await startLightstick({ root, env: { PAGE_STORE: '0' } })

  const html = await (await fetch(`${sites.now.url}/articles/${slug}`)).text()
  const entry = html.match(/id="([a-z0-9-]+)"[^>]*data-entry=/)[1]
  const cookies = {}
  for (const [name, { url }] of Object.entries(sites)) {
    const voted = await fetch(`${url}/api/articles/${slug}/vote`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ entry }),
    })
    cookies[name] = voted.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .find((pair) => pair.startsWith('reader='))
  }

  const gzip = { 'accept-encoding': 'gzip' }
  const read = (connections, headers) => (name) => wrk(`${sites[name].url}/articles/${slug}`, { connections, seconds: 3, headers })
  const render = (page) => (name) => wrk(`${bare[name].url}${page}`, { connections: 1, seconds: 3, headers: gzip })
  const write = (what, body) => (name, round) =>
    wrk(sites[name].url, { connections: 8, seconds: 3, script: posts(`/api/articles/${slug}/${what}`, body, `${what} ${round}`) })
  const cases = [
    ['article, gzip, 32 connections', read(32, gzip)],
    ['article, gzip, 1 connection', read(1, gzip)],
    ['article, identity, 32 connections', read(32, {})],
    ['article, identity, 1 connection', read(1, {})],
    ['article, reader with the cookie, 32', (name) => read(32, { ...gzip, cookie: cookies[name] })(name)],
    ['article, rendered, 1', render(`/articles/${slug}`)],
    ['home, rendered, 1', render('/')],
    ['search, rendered, 1', render('/search?q=london')],
    ['votes of new readers, 8', write('vote', `'{"entry":"${entry}"}'`)],
    ['comments of new readers, 8', write('comments', `'{"name":"Reader","body":"A thought that nobody had before, number ' .. n .. '."}'`)],
  ]
  const rows = []
  for (const [name, measure] of cases) {
    const pairs = []
    for (const site of ['before', 'now']) await measure(site, 'warm') // the first run of each warms the compiler
    for (let round = 0; round < rounds; round++) {
      const order = round % 2 ? ['before', 'now'] : ['now', 'before']
      const pair = {}
      for (const site of order) {
        pair[site] = await measure(site, round)
        if (pair[site].failed > 0) throw new Error(`${name}, ${site}: ${pair[site].failed} requests failed`)
      }
      pairs.push(pair)
    }
    const ratios = pairs.map(({ before, now }) => now.rate / before.rate).sort((a, b) => a - b)
    rows.push({
      case: name,
      'before /s': median(pairs.map(({ before }) => before.rate)),
      'now /s': median(pairs.map(({ now }) => now.rate)),
      'now / before': median(ratios),
      'lowest and highest': `${ratios[0].toFixed(2)}–${ratios.at(-1).toFixed(2)}`,
      'p99 before': median(pairs.map(({ before }) => before.p99)),
      'p99 now': median(pairs.map(({ now }) => now.p99)),
    })
  }
  for (const site of [...Object.values(sites), ...Object.values(bare)]) await site.stop()
  return rows
}
