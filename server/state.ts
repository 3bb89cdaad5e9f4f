import type { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { Inside, RenderContext, RequestContext } from '@/platform/bridge'
import type { Cdn } from './cache/cdn'
import type { PageKeys } from './cache/page-keys'
import type { SeenEvents } from './cache/seen-events'
import type { Client } from './http/client-address'
import type { StaticAssets } from './http/static-assets'
import type { Draining } from './lifecycle/draining'
import type { PageRenderer } from './render/page-renderer'
import type { Hub } from './streams/hub'
import type { LiveLists } from './streams/live'

/** What the router and the bridge share. Fields that are null are filled in while the server starts (main.ts). */
export type ServerState = {
  dev: boolean
  context: AsyncLocalStorage<RenderContext | RequestContext>
  seenEvents: SeenEvents
  assets: StaticAssets
  clientOf: (req: Pick<IncomingMessage, 'headers' | 'socket'>) => Client
  cdn: Cdn | null
  draining: Draining
  streams: Hub
  live: LiveLists
  /** What the application inside Next does for us. Null until it has started. */
  inside: Inside | null
  /** Knows no query key until the application inside has started; no page is served before. */
  pageKeys: PageKeys
  /** Null until Next is ready. */
  nextHandler: RequestListener | null
  renderer: PageRenderer | null
}
