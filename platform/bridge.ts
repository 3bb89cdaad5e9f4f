import type { AsyncLocalStorage } from 'node:async_hooks'
import type { Readable } from 'node:stream'
import type { ReactNode } from 'react'
import type { Event } from './events/catalogue'

/**
 * The server (server/) and the code inside Next are two module graphs in one process. They share one object through a global symbol: the
 * server stores it before Next starts, and the code inside Next registers its part.
 */

/** A form that was refused: what was typed, and what to say about it. Rendered back into the page that it came from. */
export type FormState = {
  /** Which form of the page: `comment`, `sign-in`… and for repeated forms its place, as `reply:ID`. */
  form: string
  message: string
  fields?: Record<string, string>
  values: Record<string, string>
}

/** The context of a render of a readers' page: the tags that it read and the own states that it has slots for. */
export type RenderContext = {
  kind: 'render'
  /** The address of the page, as its key has it: path and the query that it reads. */
  path: string
  tags: Set<string>
  own: Set<string>
  /** Names of the scripts that this page loads beside the one of all pages (`*.island.ts`). */
  islands: Set<string>
  form: FormState | null
  /** The time zone of the site, once its settings are read (features/settings/queries/site.ts); absent: UTC. */
  zone?: string
  /** The query keys that make a page of their own here; absent where the page gets its whole query (private pages). */
  queryKeys?: readonly string[]
  /** What `draw` made for it. */
  drawn: string[]
  /** What the page threw, for the log (instrumentation.ts). */
  failure?: unknown
  /** What the page answers with, where it could be put together and is not 200. */
  status?: number
  /**
   * Of a secret page, what stands below its address, who asks, and whether to look at it (GET) or only whether it is there. It is in no address that Next
   * sees, so it gets into no log.
   */
  secret?: { token: string; clientIp: string; isLook: boolean }
}

/**
 * The context of any other request. `clientIp` is the address after the trusted proxies. `status` is what a page that could be put together answers with all the
 * same: a page of Next alone can only be 200.
 */
export type RequestContext = { kind: 'request'; id: string; clientIp: string; secure: boolean; lastEvent?: number; status?: number }

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

export type Bridge = {
  context: AsyncLocalStorage<RenderContext | RequestContext>
  /** Renders the page of a refused form for the viewer with this `cookie`. It is never kept. */
  refuse: (refusal: Refusal, cookie: string) => Promise<{ status: number; headers: Record<string, string>; body: Buffer }>
  /**
   * Draws elements to HTML at once, in development as in production, and returns the HTML to put in their place: in production only a mark,
   * which the server replaces by what was drawn. Throws an error that names what needs a browser's script, or has to be waited for.
   */
  draw: (children: ReactNode) => string
  /** Called when the code inside Next cannot start: prints why in one line and ends the process. Next alone would answer 500 for ever. */
  fail: (error: unknown) => never
  /** Registers what the code inside Next does for the server. Called once, when the application has started. */
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
  /**
   * Says before anything is rendered what of a query the page at `path` is made from, in one spelling: values that name nothing are left out. Null when
   * nothing can be at that address. Absent where every value makes a page.
   */
  read?: (path: string, asked: Record<string, string>) => Promise<Record<string, string> | null>
}

/** The handler of a post, for one address. */
export type DirectPost = (request: Request) => Promise<Response>

/** What the open streams (server/streams) have to ask. A topic is `article:ID`. */
export type StreamSource = {
  /** Whose cookie it is (the account's id; null for nobody's), and of these topics those that they may hear of now. */
  mayHear: (cookie: string, topics: string[]) => Promise<{ who: string | null; topics: string[] }>
  /** What changes without an event, by topic: who is there. Sent to those who hear when it is another one than before. */
  states: (topics: string[]) => Promise<ReadonlyMap<string, unknown>>
}

/** What everybody may know of a list's comments and votes. */
export type News = {
  /** Comments that everybody can read. */
  total: number
  /** Those of the asked ones that everybody can read now, with the first comment of their thread and the address of the entry that they are about. */
  comments: { id: string; thread: string; entry: string | null }[]
  hearts: Record<string, number>
  /** Null where it was not asked for. Entries in the readers' order. */
  tally: { counted: number; entries: { slug: string; number: number; votes: number }[] } | null
}

/** What the streams of readers (server/streams/live.ts) have to ask. */
export type LiveSource = {
  /** The list that is for readers at this address, with the id of its newest comment (empty: it never had one); null where there is none. */
  find: (slug: string) => Promise<{ id: string; newest: string } | null>
  /** News of a list, of these comments and those that got hearts; null when it is not for readers any more. */
  news: (articleId: string, about: { comments: string[]; hearts: string[]; votes: boolean }) => Promise<News | null>
  /** What happened of late, on whichever process, for those who were at another one before; and from when on nothing is missing in it. */
  recent: () => Promise<{ events: Event[]; from: number }>
}

/** A file that is sent as it is: its type, its ETag, and how to open it. `open` resolves to null when it has gone. */
export type SentFile = { type: string; etag: string; open: () => Promise<{ bytes: number; stream: Readable } | null> }

/** An address that leads to a page of this site, or to nothing any more (410). */
export type FormerAddress = { status: 301 | 302; location: string } | { status: 410; location: null }

export type Inside = {
  /** All routes whose pages read their query. Every other key makes no page. */
  pageQueries: readonly PageQuery[]
  /** Whether anything can be at the path of a shared page. Asked before a page is rendered that is not kept; its answer is not kept either. */
  isThere: (path: string) => Promise<boolean>
  /** Addresses of the site that was here before: whether there are any, and what one is answered with where there is no page; null when it was none. */
  formerAddresses: { areAny: () => boolean; find: (path: string, query: string) => Promise<FormerAddress | null> }
  /** The file of a medium at a path below /media, or the address where the picture is that texts name with this path; null where there is none. */
  mediaFile: (path: string) => Promise<SentFile | { moved: string } | null>
  /** The handler of a post that is answered without Next's router, or null when this is none of those. */
  post: (path: string) => DirectPost | null
  /** Looks up the viewer's own state for a page that noted these names. */
  own: (request: OwnRequest) => Promise<OwnState>
  /** Why this process should not be relied on, in a line; null when nothing is known to be wrong. */
  trouble: () => Promise<string | null>
  streams: StreamSource
  live: LiveSource
  /** Lines for /metrics in the Prometheus text format. */
  metrics: () => string
  stop: () => Promise<void>
}

const key = Symbol.for('lightstick.bridge')

/** The server's side of the bridge, or null in the command line, in tests and in the build. */
export const bridge = (): Bridge | null => (globalThis as unknown as { [key]?: Bridge })[key] ?? null

/** Called by server/ once, before Next starts. */
export const offerBridge = (bridge: Bridge) => void ((globalThis as unknown as { [key]?: Bridge })[key] = bridge)

export function currentRequest(): RequestContext | null {
  const store = bridge()?.context.getStore()
  return store?.kind === 'request' ? store : null
}

export function currentRender(): RenderContext | null {
  const store = bridge()?.context.getStore()
  return store?.kind === 'render' ? store : null
}
