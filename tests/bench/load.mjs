// A cold visit in Chromium: requests and bytes by type, LCP, CLS, blocking time at 4x CPU slowdown and a slow 4G.
import { chromium } from 'playwright'
import { startLightstick } from './machine.mjs'
import { median } from './table.mjs'
import { needChromium } from '../../scripts/steps/machine.mjs'

export const title = 'A cold visit to an article with 50 comments (4x slower CPU; 1.6 Mbit/s, 150 ms)'
const slug = 'k-pop-mvs-filmed-abroad'
const rounds = 5

export async function run() {
  const site = await startLightstick()
  for (let n = 0; n < 50; n++) {
    const response = await fetch(`${site.url}/api/articles/${slug}/comments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': `reader ${n}` },
      body: JSON.stringify({
        name: `Reader ${n}`,
        body: `Number ${n} says that the rooftop in London wins, and the beach in Hawaii comes second by a very small margin indeed.`,
      }),
    })
    if (!response.ok) throw new Error(`A comment was refused: ${response.status} ${await response.text()}`)
  }
  const browser = await chromium.launch({
    executablePath: await needChromium(),
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  const visits = []
  for (let round = 0; round < rounds; round++) visits.push(await visit(browser, `${site.url}/articles/${slug}`))
  await browser.close()
  await site.stop()
  const first = visits[0]
  return [
    ...Object.entries(first.bytes).map(([type, bytes]) => ({ what: `bytes, ${type}`, value: bytes })),
    { what: 'bytes, all', value: Object.values(first.bytes).reduce((sum, bytes) => sum + bytes, 0) },
    { what: 'requests', value: first.requests },
    { what: 'LCP ms', value: median(visits.map(({ lcp }) => lcp)) },
    { what: 'CLS', value: Math.max(...visits.map(({ cls }) => cls)) },
    { what: 'blocking ms', value: median(visits.map(({ blocking }) => blocking)) },
  ]
}

async function visit(browser, url) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const types = new Map()
  const bytes = {}
  cdp.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId) ?? 'Other'
    bytes[type] = (bytes[type] ?? 0) + encodedDataLength
  })
  await page.addInitScript(() => {
    window.seen = { lcp: 0, cls: 0, blocking: 0 }
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.seen.lcp = entry.startTime))).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    })
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.seen.cls += entry.hadRecentInput ? 0 : entry.value))).observe({
      type: 'layout-shift',
      buffered: true,
    })
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.seen.blocking += Math.max(0, entry.duration - 50)))).observe({
      type: 'longtask',
      buffered: true,
    })
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const seen = await page.evaluate(() => window.seen)
  await context.close()
  return { ...seen, bytes, requests: types.size }
}
