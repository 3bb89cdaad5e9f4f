import type { AsyncLocalStorage } from 'node:async_hooks'
import type { ReactNode } from 'react'

/**
 * The front (server/) and the code inside Next are two module graphs in one process. They meet here, through one symbol: the
 * front puts itself there before Next starts, and Next's code registers what only it can do.
 */

/** A form that was refused: what was typed, and what to say about it. Rendered back into the page that it came from. */
export type FormState = {
  /** Which form of the page: `comment`, `sign-in`… and for repeated forms its place, as `reply:ID`. */
  form: string
  message: string
  fields?: Record<string, string>
  values: Record<string, string>
}

/** While a readers' page is rendered: what it read and whose state it has places for. */
export type RenderContext = {
  kind: 'render'
  tags: Set<string>
  own: Set<string>
  form: FormState | null
  /** The query keys that make a page of their own here; absent where the page gets its whole query (private pages). */
  queryKeys?: readonly string[]
  /** What `draw` made for it. */
  drawn: string[]
  /** What the page threw, for the log (instrumentation.ts). */
  failure?: unknown
}

/** While any other request is handled. `clientIp` has passed the trusted proxies. */
export type RequestContext = { kind: 'request'; id: string; clientIp: string; secure: boolean; lastEvent?: number }

/** Who asks, as the cookies say; null fields for what is absent or forged. */
export type OwnRequest = { cookie: string; names: string[] }
/** `on`: keys of `<Own of>` that hold; `slots`: finished safe HTML for `<OwnSlot name>`. */
export type OwnState = { on: string[]; slots: Record<string, string> }

export type Refusal = {
  /** The page to show again, as the reader knows it: `/articles/x`. */
  path: string
  form: FormState
  status?: number
}

export type Front = {
  context: AsyncLocalStorage<RenderContext | RequestContext>
  /** Marks pages with these tags stale, softly or hard, as of `at` (milliseconds), and notes that the event is applied. */
  purge: (event: { id: number; tags: string[]; hard: boolean; at: number }) => void
  /** Everything goes: after a restore, a migration, a missed message. Events up to number `upTo` then count as applied. */
  purgeAll: (upTo?: number) => void
  /** The page of a refused form as the visitor of `cookie` sees it: never kept. */
  refuse: (refusal: Refusal, cookie: string) => Promise<{ status: number; headers: Record<string, string>; body: Buffer }>
  /**
   * Draws elements to HTML at once, in development as in production, and returns the HTML to put in their place: in production only a mark,
   * for which the front puts what was drawn. Throws an error that names what needs a browser's script, or has to be waited for.
   */
  draw: (children: ReactNode) => string
  /** The code inside could not start: says why in one line and ends the process. Next itself would go on and answer 500 to everything. */
  fail: (error: unknown) => never
  /** What the code inside Next does for the front. Called once, when the application has started. */
  register: (inside: Inside) => void
}

/** The query keys that the pages of a route read; each value of them makes a page of its own. */
export type PageQuery = {
  /** As Next spells it: `/articles/[slug]`. */
  route: string
  /** In the order in which they stand in the key of a kept page. */
  keys: readonly string[]
  /** The page of a longer value is the page without it. 200 characters unless said otherwise. */
  maxValueLength?: number
}

/** A post's own handler, for one address. */
export type DirectPost = (request: Request) => Promise<Response>

export type Inside = {
  /** All routes whose pages read their query. Every other key makes no page. */
  pageQueries: readonly PageQuery[]
  /** The handler of a post that is answered without Next's router, or null when this is none of those. */
  post: (path: string) => DirectPost | null
  /** One small look-up: what is this visitor's own on a page that noted these names. */
  own: (request: OwnRequest) => Promise<OwnState>
  /** Whether the database answers. */
  ready: () => Promise<boolean>
  /** Lines for /metrics in the Prometheus text format. */
  metrics: () => string
  stop: () => Promise<void>
}

const key = Symbol.for('lightstick.front')

/** The front of this process, or null in the command line, in tests and in the build. */
export const front = (): Front | null => (globalThis as unknown as { [key]?: Front })[key] ?? null

/** The front offers itself (server/ only). */
export const offerFront = (front: Front) => void ((globalThis as unknown as { [key]?: Front })[key] = front)

export function currentRequest(): RequestContext | null {
  const store = front()?.context.getStore()
  return store?.kind === 'request' ? store : null
}

export function currentRender(): RenderContext | null {
  const store = front()?.context.getStore()
  return store?.kind === 'render' ? store : null
}
