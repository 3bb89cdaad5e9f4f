import { randomUUID } from 'node:crypto'
import pLimit from 'p-limit'
import type { FormState } from '@/platform/bridge'
import { monotonicMs } from '@/platform/clock'
import { DatabaseAway, databaseAwaySince, isDatabaseAway, noteDatabaseAway } from '@/platform/database-away'
import { log } from '@/platform/log'
import { kindOf } from '../cache/cache-rules'
import { finishPage, type FinishedPage } from '../cache/finished-page'
import { PageCache, type MadePage, type PageCacheOptions } from '../cache/page-cache'
import { Recompressor } from '../cache/recompress'
import { htmlToTemplate, type HtmlOptions } from './html-to-template'
import type { NextAnswer, RenderRequest, RenderWithNext } from './render-with-next'
import { stripRscPayload } from './strip-rsc-payload'

/** The key of the page that says that nothing is at an address. */
export const notFoundKey = '/_not-found'

/** Renders at once, and requests that may wait for their turn. */
const maxRunning = 8
const maxWaiting = 2000
/** How long a request may wait for its turn. */
const maxWaitMs = 15_000

/** Too many renders wait already. */
export class Overloaded extends Error {
  override name = 'Overloaded'
}

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
  private readonly limit = pLimit(maxRunning)
  private readonly recompressor = new Recompressor({
    isCurrent: (key, page) => this.cache.isCurrent(key, page),
    replace: (key, page, smaller) => this.cache.replace(key, page, smaller),
  })

  constructor(private readonly options: PageRendererOptions) {
    this.cache = new PageCache({
      make: (key) => this.make(key),
      maxBytes: options.maxBytes,
      keepAwayMs: options.keepAwayMs,
      onKept: (key, page) => this.recompressor.add(key, page),
      onFailed: (path, error) => {
        // The database's absence is said where it is noticed.
        if (!isDatabaseAway(error)) log.error({ err: error, path, id: error instanceof RenderFailed ? error.id : undefined }, 'a page could not be rendered')
      },
    })
  }

  /** Renders a page that is not shared: with the reader's cookies, or with a refused form. */
  async renderForOne(request: RenderRequest): Promise<FinishedPage> {
    return this.finish(await this.render(request))
  }

  /**
   * Renders the page of a refused form with the form filled in. When that page has gone or moved while somebody wrote, their words come back on the page
   * `/refused` instead.
   */
  async renderRefused(path: string, form: FormState, cookie: string): Promise<FinishedPage> {
    const { pathname, search } = new URL(path, 'http://here')
    const isPrivate = kindOf(pathname) === 'private'
    const page = await this.renderForOne({ path: pathname + search, form, ...(isPrivate && { cookie }) }).catch((error: unknown) => {
      if (!isDatabaseAway(error)) log.error({ err: error, path }, 'the page of a refused form could not be rendered')
      return null
    })
    return page?.status === 200 ? page : this.renderForOne({ path: '/refused', form })
  }

  private async render(request: RenderRequest): Promise<NextAnswer> {
    if (this.limit.pendingCount >= maxWaiting) throw new Overloaded('too many pages are waiting to be rendered')
    // The page of a refused form asks the database for nothing, and holds what somebody typed.
    const needsDatabase = request.path !== '/refused'
    const askedAt = monotonicMs()
    const answer = await this.limit(() => {
      if (monotonicMs() - askedAt > maxWaitMs) throw new Overloaded('the page waited too long for its turn')
      if (needsDatabase && databaseAwaySince() !== null) throw new DatabaseAway()
      return this.options.renderWithNext(request)
    }).catch((error: unknown) => {
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

  private async make(key: string): Promise<MadePage> {
    const path = key.split('?')[0] ?? ''
    if (key !== notFoundKey && !this.options.isKnown(path)) return { page: await this.notFound(), keep: false }
    const answer = await this.render({ path: key, queryKeys: this.options.queryKeysOf(path) })
    const isComplete = answer.status === 200 || key === notFoundKey
    const isPublicFile = /\bpublic\b/.test(answer.headers['cache-control'] ?? '') && answer.context.tags.size > 0
    const keep = !this.options.dev && kindOf(path) === 'shared' && isComplete && (isHtml(answer) || isPublicFile)
    return { page: await this.finish(answer, key), keep }
  }

  private async notFound(): Promise<FinishedPage> {
    return { ...(await this.cache.get(notFoundKey)), status: 404 }
  }

  private async finish(answer: NextAnswer, key?: string): Promise<FinishedPage> {
    const { status, headers, body, context } = answer
    // Without Next's scripts the body of a `notFound()` is empty. Every such address gets the one not-found page.
    if (status === 404 && isHtml(answer) && key !== notFoundKey) return this.notFound()
    const location = status >= 300 && status < 400 ? headers.location : undefined
    const type = headers['content-type'] ?? 'application/octet-stream'
    if (location) return finishPage(Buffer.alloc(0), { status, type: 'text/plain; charset=utf-8', tags: context.tags, headers: { Location: location } })
    if (!isHtml(answer)) return finishPage(body, { status, type, tags: context.tags, headers: fileHeadersOf(headers) })
    const html = (this.options.html.keepScripts ? body : stripRscPayload(body)).toString()
    const template = htmlToTemplate(html, this.options.html, context.drawn)
    return finishPage(template, { status, type: 'text/html; charset=utf-8', tags: context.tags, own: context.own })
  }
}

const isHtml = ({ headers }: NextAnswer) => (headers['content-type'] ?? '').startsWith('text/html')

/** The headers of a feed or an image that Next may decide. */
const fileHeaderNames = {
  'cache-control': 'Cache-Control',
  'content-disposition': 'Content-Disposition',
  'content-language': 'Content-Language',
  link: 'Link',
}

function fileHeadersOf(headers: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [from, to] of Object.entries(fileHeaderNames)) if (headers[from]) found[to] = headers[from]
  return found
}
