import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { FormState } from '@/platform/bridge'
import { monotonicMs } from '@/platform/clock'
import { DatabaseAway, databaseAwaySince, isDatabaseAway, noteDatabaseAway } from '@/platform/database-away'
import { networkOf } from '@/platform/http/network'
import { log } from '@/platform/log'
import { kindOf } from '../cache/cache-rules'
import { finishPage, type FinishedPage } from '../cache/finished-page'
import { PageCache, type MadePage, type PageCacheOptions } from '../cache/page-cache'
import { Recompressor } from '../cache/recompress'
import { htmlToTemplate, type HtmlOptions } from './html-to-template'
import type { NextAnswer, RenderRequest, RenderWithNext } from './render-with-next'
import { Overloaded, RenderLanes, type LaneLimits } from './render-lanes'
import { stripRscPayload } from './strip-rsc-payload'

/** The key of the page that says that nothing is at an address. */
export const notFoundKey = '/_not-found'

const laneLimits: LaneLimits = { running: 8, forKnown: 2, runningOfNetwork: 2, waitingOfNetwork: 200, waiting: 2000 }
/** Of so many pages it is remembered that they are there, also when they were purged or pushed out. */
const maxKnown = 50_000
/** How long a request may wait for its turn. */
const maxWaitMs = 15_000

/** A page could not be rendered. The reader sees `id`, and the log has it too. */
export class RenderFailed extends Error {
  override name = 'RenderFailed'
  readonly id = randomUUID().slice(0, 8)
}

export type PageRendererOptions = {
  renderWithNext: RenderWithNext
  html: HtmlOptions
  maxBytes: PageCacheOptions['maxBytes']
  keepAwayMs?: number
  /** Development: no page is kept. */
  dev: boolean
  /** The query keys that the page at a path reads. */
  queryKeysOf: (path: string) => readonly string[]
  /** Whether a path can lead to anything; where it cannot, nothing is rendered. */
  isKnown: (path: string) => boolean
}

/** Renders pages: those that are shared through its cache, and those for one reader. */
export class PageRenderer {
  readonly cache: PageCache
  private readonly lanes = new RenderLanes(laneLimits)
  /** For look-ups of whether anything is there: of their own, so that none waits for a render. */
  private readonly lookUps = new RenderLanes(laneLimits)
  /** Keys of pages that were there when they were rendered last, without those that have a query. */
  private readonly known = new LRUCache<string, true>({ max: maxKnown })
  private readonly recompressor = new Recompressor({
    isCurrent: (key, page) => this.cache.isCurrent(key, page),
    replace: (key, page, smaller) => this.cache.replace(key, page, smaller),
  })

  constructor(private readonly options: PageRendererOptions) {
    this.cache = new PageCache({
      make: (key, address) => this.make(key, address),
      onJoined: (key, address) => this.lanes.join(key, networkOf(address)),
      maxBytes: options.maxBytes,
      keepAwayMs: options.keepAwayMs,
      onKept: (key, page) => this.recompressor.add(key, page),
      onFailed: (path, error) => {
        // The database's absence is said where it is noticed.
        if (!isDatabaseAway(error)) log.error({ err: error, path, id: error instanceof RenderFailed ? error.id : undefined }, 'a page could not be rendered')
      },
    })
  }

  /** Renders a page that is not shared, for whoever asks from this address: with the reader's cookies, or with a refused form. */
  async renderForOne(request: RenderRequest, address: string | null): Promise<FinishedPage> {
    return this.finish(await this.render(request, address))
  }

  /**
   * Renders the page of a refused form with the form filled in. When that page has gone or moved while somebody wrote, their words come back on the page
   * `/refused` instead.
   */
  async renderRefused(path: string, form: FormState, cookie: string, address: string): Promise<FinishedPage> {
    const { pathname, search } = new URL(path, 'http://here')
    const isPrivate = kindOf(pathname) === 'private'
    const page = await this.renderForOne({ path: pathname + search, form, ...(isPrivate && { cookie }) }, address).catch((error: unknown) => {
      if (!isDatabaseAway(error)) log.error({ err: error, path }, 'the page of a refused form could not be rendered')
      return null
    })
    // It holds what somebody typed, and asks for nothing that could hang: it does not wait behind other pages of their network.
    return page?.status === 200 ? page : this.renderForOne({ path: '/refused', form }, null)
  }

  /** The methods that an address of the API takes, as `Allow` lists them: Next answers OPTIONS by the handlers of its route. Null where it says nothing. */
  async allowedMethods(path: string): Promise<string | null> {
    const { headers } = await this.options.renderWithNext({ path, method: 'OPTIONS' })
    return headers.allow ?? null
  }

  /** `address`: null for the site itself. `key`: of the page in the cache, when it may be kept. */
  private async render(request: RenderRequest, address: string | null, key?: string): Promise<NextAnswer> {
    const isKnown = address === null || key === notFoundKey || (key !== undefined && (this.known.has(key) || this.cache.has(key)))
    const asker = { network: address === null ? 'the site itself' : networkOf(address), isKnown }
    // The page of a refused form asks the database for nothing, and holds what somebody typed.
    const needsDatabase = request.path !== '/refused'
    const askedAt = monotonicMs()
    const turn = async () => {
      checkWait(askedAt)
      if (needsDatabase && databaseAwaySince() !== null) throw new DatabaseAway()
      return this.options.renderWithNext(request)
    }
    const answer = await this.lanes.run(turn, asker, key).catch((error: unknown) => {
      // A render that hangs while the database is away hangs for it.
      throw databaseAwaySince() !== null && needsDatabase ? new DatabaseAway(error) : error
    })
    if (answer.status < 500) return answer
    const failure = answer.context.failure
    if (!isDatabaseAway(failure) && (databaseAwaySince() === null || !needsDatabase))
      throw new RenderFailed(`${request.path} was answered with ${answer.status}`, { cause: failure })
    noteDatabaseAway(failure, 'a page could not be rendered: the database gives no answer')
    throw new DatabaseAway(failure)
  }

  private async make(key: string, address: string | null): Promise<MadePage> {
    const path = key.split('?')[0] ?? ''
    const answer = await this.render({ path: key, queryKeys: this.options.queryKeysOf(path) }, address, key)
    const isComplete = answer.status === 200 || key === notFoundKey
    const isPublicFile = /\bpublic\b/.test(answer.headers['cache-control'] ?? '') && answer.context.tags.size > 0
    const keep = !this.options.dev && kindOf(path) === 'shared' && isComplete && (isHtml(answer) || isPublicFile)
    if (keep && key === path) this.known.set(key, true)
    else if (!isComplete) this.known.delete(key)
    return { page: await this.finish(answer, key), keep }
  }

  /**
   * Settles what is really at the key of a page (cache/page-keys.ts), in a lane of the network that asks: a look-up costs less than a render, and hundreds of them
   * at once hold the thread as well. A page that was there when it was rendered last is not looked up, and waits for nobody: should it have gone, its render says so.
   */
  async settle(key: string, settle: (key: string) => Promise<string | null>, address: string): Promise<string | null> {
    if (this.known.has(key)) return key
    return this.lookUp(() => settle(key), address)
  }

  /** Asks the database something small about an address that anybody may have made up, in a lane of the network that asks. */
  async lookUp<T>(ask: () => Promise<T>, address: string): Promise<T> {
    const askedAt = monotonicMs()
    const turn = async () => {
      checkWait(askedAt)
      if (databaseAwaySince() !== null) throw new DatabaseAway()
      return ask()
    }
    return this.lookUps.run(turn, { network: networkOf(address), isKnown: false })
  }

  /** Whether a path can lead to anything. Where it cannot, `notFound` is the answer. */
  isKnown = (path: string): boolean => this.options.isKnown(path)

  /** The page that says that nothing is at an address. */
  async notFound(): Promise<FinishedPage> {
    return { ...(await this.cache.get(notFoundKey)), status: 404 }
  }

  private async finish(answer: NextAnswer, key?: string): Promise<FinishedPage> {
    const { headers, body, context } = answer
    const status = context.status ?? answer.status
    // Without Next's scripts the body of a `notFound()` is empty. Every such address gets the one not-found page.
    if (answer.status === 404 && isHtml(answer) && key !== notFoundKey) return this.notFound()
    const location = status >= 300 && status < 400 ? headers.location : undefined
    const type = headers['content-type'] ?? 'application/octet-stream'
    if (location) return finishPage(Buffer.alloc(0), { status, type: 'text/plain; charset=utf-8', tags: context.tags, headers: { Location: location } })
    if (!isHtml(answer)) return finishPage(body, { status, type, tags: context.tags, headers: fileHeadersOf(headers) })
    const html = (this.options.html.keepScripts ? body : stripRscPayload(body)).toString()
    const template = htmlToTemplate(html, this.options.html, context.drawn, context.islands)
    return finishPage(template, { status, type: 'text/html; charset=utf-8', tags: context.tags, own: context.own })
  }
}

function checkWait(askedAt: number): void {
  if (monotonicMs() - askedAt > maxWaitMs) throw new Overloaded('the page waited too long for its turn')
}

const isHtml = ({ headers }: NextAnswer) => (headers['content-type'] ?? '').startsWith('text/html')

/** The headers of a feed or an image that Next may decide. */
const fileHeaderNames = {
  'cache-control': 'Cache-Control',
  'content-disposition': 'Content-Disposition',
  'content-language': 'Content-Language',
  'last-modified': 'Last-Modified',
  link: 'Link',
}

function fileHeadersOf(headers: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [from, to] of Object.entries(fileHeaderNames)) if (headers[from]) found[to] = headers[from]
  return found
}
