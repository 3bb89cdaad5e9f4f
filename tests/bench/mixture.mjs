// Readers of many kinds at once, as a site has them.
import { processorMicroseconds, wrk } from './machine.mjs'

const readers = 100

export const post = (site, slug, what, body, headers = {}) =>
  fetch(`${site.url}/api/articles/${slug}/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

export async function etagOf(url, headers) {
  const answer = await fetch(url, { headers })
  await answer.arrayBuffer()
  return answer.headers.get('etag')
}

/** The entries of two lists, and the cookies of a hundred readers who voted in the first. */
export async function readersWhoVoted(site, slug, otherSlug) {
  const entriesOf = async (of) =>
    [...(await (await fetch(`${site.url}/articles/${of}`)).text()).matchAll(/id="([a-z0-9-]+)"[^>]*data-entry=/g)].map((match) => match[1])
  const [entries, otherEntries] = [await entriesOf(slug), await entriesOf(otherSlug)]
  const cookies = []
  for (let reader = 0; reader < readers; reader++) {
    const voted = await post(site, slug, 'vote', { entry: entries[reader % entries.length] }, { 'user-agent': `reader ${reader}` })
    cookies.push(voted.headers.getSetCookie().map((line) => line.split(';')[0]).find((pair) => pair.startsWith('reader='))) // prettier-ignore
  }
  return { entries, otherEntries, cookies }
}

/**
 * 64 connections through nginx: 60 % plain requests, 25 % readers who voted, 10 % revalidations, 2.5 % votes on another list, 2.5 % addresses where nothing is.
 * The first second on new connections of nginx beside the last five. The µs
 * are of the site, and of nginx as a proxy.
 */
export async function mixture({ site, nginx, address, otherSlug, cookies, etag, otherEntries, seconds }) {
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
  const ask = (url, length) => wrk(url, { connections: 64, seconds: length, script })
  await ask(site.url, 5) // a process that has just started compiles while it answers
  const mark = async () => ({
    at: performance.now(),
    count: await nginx.requests(),
    cost: processorMicroseconds(site.pid),
    ofNginx: processorMicroseconds(...nginx.pids),
  })
  const marks = [await mark()]
  const asking = ask(nginx.siteUrl, seconds)
  for (let second = 1; second < seconds; second++) {
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
    row(`mixture through nginx, 64, after ${seconds} s (ratio: of the first second)`, last, last.rate / first.rate, result.p50, result.p99),
  ]
}
