import { AsyncLocalStorage } from 'node:async_hooks'
import http from 'node:http'
import next from 'next'
import { config } from '@/platform/config'
import { offerBridge } from '@/platform/bridge'
import { makeBridge } from './bridge'
import { configuredCdn } from './cache/cdn'
import { PageKeys } from './cache/page-keys'
import { SeenEvents } from './cache/seen-events'
import { FastPath } from './fast-path/fast-path'
import { makeClientOf, trustedProxies } from './http/client-address'
import { relaxPoliciesForDevelopment } from './http/headers'
import { headTimeoutMs, keepAliveMs, listen, makeServer } from './http/listen'
import { StaticAssets } from './http/static-assets'
import { installCrashHandlers } from './lifecycle/crash-handlers'
import { Draining } from './lifecycle/draining'
import { startMetrics } from './lifecycle/metrics'
import { exitWithStartError } from './lifecycle/start-error'
import { stopOnSignals } from './lifecycle/stop'
import { readKnownRoutes } from './render/known-routes'
import { notFoundKey, PageRenderer } from './render/page-renderer'
import { makeRenderWithNext } from './render/render-with-next'
import { makeRouter, respondFast } from './router'
import type { ServerState } from './state'
import { Hub } from './streams/hub'
import { LiveLists } from './streams/live'
import { subscribeCaches, subscribeStreams } from './subscribe'

const dev = process.argv.includes('--dev')
const bytesPerMegabyte = 1024 * 1024
/** Of the room for pages, the share for variants by query string. */
const variantsShare = 1 / 8

async function main() {
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  if (dev) relaxPoliciesForDevelopment()
  const root = process.cwd()
  const streams: Hub = new Hub(() => state.inside?.streams)
  const live: LiveLists = new LiveLists(() => state.inside?.live, config.liveStreams)
  const state: ServerState = {
    dev,
    context: new AsyncLocalStorage(),
    seenEvents: new SeenEvents(),
    assets: new StaticAssets(root),
    clientOf: makeClientOf(trustedProxies(config.trustedProxies)),
    cdn: configuredCdn(),
    draining: new Draining(() => {
      streams.close()
      live.close()
    }),
    streams,
    live,
    inside: null,
    pageKeys: new PageKeys(),
    nextHandler: null,
    renderer: null,
  }
  const server = makeServer(makeRouter(state))
  const idleMs = { beforeFirst: headTimeoutMs, afterResponse: keepAliveMs }
  // Development renders each page anew, and its connections become web sockets.
  const fastPath = dev ? server : new FastPath(server, { respond: (request, socket) => respondFast(state, request, socket), idleMs })
  const stop = stopOnSignals({ server, fastPath, draining: state.draining, delayMs: config.stopDelayMs, stopInside: () => state.inside?.stop() })
  const { inheritedSocket } = config
  // On a port of its own the site says meanwhile that it is starting. Connections to a socket that was there before wait, or go to whoever serves it now.
  let port = inheritedSocket ? config.port : await listen(server, { port: config.port, host: config.host })
  offerBridge(makeBridge(state))
  subscribeCaches(state)
  subscribeStreams(state)
  // Next adds listeners for upgrades to the server that it is given. Only development needs them, so in production it gets one that never listens.
  const app = next({ dev, dir: root, hostname: 'localhost', port, httpServer: dev ? server : http.createServer() })
  await app.prepare()
  const nextHandler = app.getRequestHandler() as http.RequestListener
  const pageBytes = config.pageStore * bytesPerMegabyte
  const renderWithNext = makeRenderWithNext(nextHandler, state.context, new URL(config.siteUrl))
  const renderer = new PageRenderer({
    renderWithNext,
    html: { module: state.assets.module, islands: state.assets.islands, keepScripts: dev, joinSheets: state.assets.joinSheets },
    keepAwayMs: config.keepPagesHours * 3_600_000,
    maxBytes: { pages: pageBytes, variants: pageBytes * variantsShare },
    dev,
    queryKeysOf: (path) => state.pageKeys.queryKeysOf(path),
    isKnown: dev ? () => true : readKnownRoutes(root),
  })
  state.nextHandler = nextHandler
  if (!state.inside) await renderWithNext({ path: notFoundKey, isFirst: true }).catch(() => {})
  await renderer.cache.get(notFoundKey).catch(() => {})
  state.renderer = renderer
  startMetrics()
  if (inheritedSocket) port = await listen(server, inheritedSocket)
  stop.ready()
  console.log(`Lightstick is at ${config.siteUrlIsSet ? config.siteUrl : `http://localhost:${port}`}`)
}

installCrashHandlers()
await main().catch(exitWithStartError)
