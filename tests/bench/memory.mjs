// Start time, and memory after the start and after 100,000 requests of many pages.
import { memoryOf, startLightstick, temporary, wrk } from './machine.mjs'

export const title = 'Start and memory'

export async function run() {
  const dataDir = temporary('data')
  const first = await startLightstick({ dataDir })
  await first.stop()
  const site = await startLightstick({ dataDir })
  const rows = [{ when: 'first start of a new data folder', 'start ms': first.startMs, 'resident MB': '' }]
  rows.push({ when: 'after the next start', 'start ms': site.startMs, 'resident MB': memoryOf(site.pid) })
  const paths = [
    '/',
    '/articles',
    '/articles/k-pop-mvs-filmed-abroad',
    '/articles/classic-k-pop-mvs-with-k-drama-actors',
    '/people',
    '/feed.xml',
    '/groups/bigbang',
    '/no-such-page',
  ]
  let done = 0
  for (const mark of [25_000, 50_000, 100_000, 200_000]) {
    while (done < mark) {
      for (const path of paths) done += (await wrk(site.url + path, { connections: 16, seconds: 1, headers: { 'accept-encoding': 'gzip' } })).requests
    }
    await new Promise((resolve) => setTimeout(resolve, 1000))
    rows.push({ when: `after ${done.toLocaleString('en')} requests`, 'start ms': '', 'resident MB': memoryOf(site.pid) })
  }
  await site.stop()
  return rows
}
