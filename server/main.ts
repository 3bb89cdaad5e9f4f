import { AsyncLocalStorage } from 'node:async_hooks'
import http from 'node:http'
import next from 'next'
import { config } from '@/platform/config'
import { offerFront, type RenderContext, type RequestContext } from '@/platform/front'
import { Applied } from './cache/seen-events'
import { Assets } from './http/static-assets'
import { configuredCdn } from './cache/cdn'
import { explainStart } from './lifecycle/start-error'
import { makeVisitorOf, trustedProxies } from './http/client-address'
import { relaxForDevelopment } from './http/headers'
import { makeFront } from './bridge'
import { FastLane } from './fast-path/fast-path'
import { readKnownPaths } from './render/known-routes'
import { headersTimeout, keepAliveSeconds, listen, makeServer } from './http/listen'
import { watch } from './lifecycle/metrics'
import { makeRender } from './render/render-with-next'
import { answerPlainly, makeListener, type Serving } from './router'
import { Site } from './render/page-renderer'
import { stopOnSignals } from './lifecycle/stop'
import { surviveMistakes } from './lifecycle/crash-handlers'

const dev = process.argv.includes('--dev')
const megabyte = 1024 * 1024

async function main() {
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  if (dev) relaxForDevelopment()
  const root = process.cwd()
  const context = new AsyncLocalStorage<RenderContext | RequestContext>()
  const visitorOf = makeVisitorOf(trustedProxies(config.trustedProxies))
  const serving: Serving = {
    dev,
    context,
    applied: new Applied(),
    assets: new Assets(root),
    visitorOf,
    site: null,
    handle: null,
    inside: null,
    cdn: configuredCdn(),
  }
  const server = makeServer(makeListener(serving))
  const lane = new FastLane(server, {
    answer: (asked, socket) => answerPlainly(serving, asked, socket),
    patience: { first: headersTimeout, next: keepAliveSeconds * 1000 },
  })
  const stop = stopOnSignals(server, lane, serving)
  const port = await listen(server, config.port, config.host)
  offerFront(makeFront(serving))
  // Outside development Next gets a server that never listens: it would add its own upgrades to ours.
  const app = next({ dev, dir: root, hostname: 'localhost', port, httpServer: dev ? server : http.createServer() })
  await app.prepare()
  const handle = app.getRequestHandler() as http.RequestListener
  const render = makeRender(handle, context, new URL(config.siteUrl))
  const document = { module: serving.assets.module, keepScripts: dev, together: serving.assets.together }
  const site = new Site({
    render,
    document,
    room: { pages: config.pageStore * megabyte, variants: (config.pageStore * megabyte) / 8 },
    dev,
    isKnown: dev ? () => true : readKnownPaths(root),
  })
  serving.handle = handle
  if (!serving.inside) await site.pages.get('/_not-found').catch(() => {})
  serving.site = site
  watch()
  stop.ready()
  console.log(`Lightstick is at ${config.siteUrlIsSet ? config.siteUrl : `http://localhost:${port}`}`)
}

surviveMistakes()
await main().catch(explainStart)
