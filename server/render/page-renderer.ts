import { randomUUID } from 'node:crypto'
import { log } from '@/platform/log'
import type { FormState } from '@/platform/front'
import { makeCopy, type Copy } from '@/server/cache/finished-page'
import { toPieces, type DocumentOptions } from './html-to-template'
import { withoutFlight } from './strip-rsc-payload'
import { Packer } from '@/server/cache/recompress'
import { Pages, type Made } from '@/server/cache/page-cache'
import type { makeRender, Rendered, RenderRequest } from './render-with-next'
import { routeOf } from '@/server/cache/cache-rules'
import { Gate } from './concurrency-limit'

export const notFoundKey = '/_not-found'

/** A page could not be made; `id` is what the visitor and the log both see. */
export class RenderFailed extends Error {
  override name = 'RenderFailed'
  readonly id = randomUUID().slice(0, 8)
}

export type SiteOptions = {
  render: ReturnType<typeof makeRender>
  document: DocumentOptions
  room: { pages: number; variants: number }
  dev: boolean
  /** Whether a path can lead anywhere; where it cannot nothing is rendered. */
  isKnown: (path: string) => boolean
}

/** Makes copies of pages from what Next renders. */
export class Site {
  readonly pages: Pages
  private readonly gate = new Gate(8, 2000)
  private readonly packer = new Packer({ isKept: (key, copy) => this.pages.holds(key, copy) })

  constructor(private readonly options: SiteOptions) {
    this.pages = new Pages({
      make: (key) => this.make(key),
      room: options.room,
      kept: (key, copy) => this.packer.add(key, copy),
      failed: (path, error) => log.error({ err: error, path, id: error instanceof RenderFailed ? error.id : undefined }, 'a page could not be rendered'),
    })
  }

  /** A page that is not shared: with the visitor's cookies, or with a refused form. */
  async one(request: RenderRequest): Promise<Copy> {
    return this.finish(await this.render(request))
  }

  /** The page of a refused form; where that page cannot show it, the one that says only the message. */
  async refused(path: string, form: FormState, cookie: string): Promise<Copy> {
    const { pathname, search } = new URL(path, 'http://here')
    const isPrivate = routeOf(pathname).kind === 'private'
    const copy = await this.one({ path: pathname + search, form, ...(isPrivate && { cookie }) }).catch((error: unknown) => {
      log.error({ err: error, path }, 'the page of a refused form could not be rendered')
      return null
    })
    // The page may be gone or have moved while somebody wrote: their words are not to go with it.
    return copy?.status === 200 ? copy : this.one({ path: '/refused', form })
  }

  private async render(request: RenderRequest): Promise<Rendered> {
    const rendered = await this.gate.pass(() => this.options.render(request))
    if (rendered.status >= 500) throw new RenderFailed(`${request.path} was answered with ${rendered.status}`, { cause: rendered.context.failure })
    return rendered
  }

  private async make(key: string): Promise<Made> {
    if (key !== notFoundKey && !this.options.isKnown(key.split('?')[0] ?? '')) return { copy: await this.notFound(), keep: false }
    const rendered = await this.render({ path: key })
    const isPage = isHtml(rendered)
    const kept = routeOf(key.split('?')[0] ?? '').kind === 'page'
    const whole = rendered.status === 200 || key === notFoundKey
    const isPublicFile = /\bpublic\b/.test(rendered.headers['cache-control'] ?? '') && rendered.context.tags.size > 0
    return { copy: await this.finish(rendered, key), keep: !this.options.dev && kept && whole && (isPage || isPublicFile) }
  }

  private async notFound(): Promise<Copy> {
    return { ...(await this.pages.get(notFoundKey)), status: 404, prepared: {}, whole: {}, guests: new Map() }
  }

  private async finish(rendered: Rendered, key?: string): Promise<Copy> {
    const { status, headers, body, context } = rendered
    // Without Next's scripts a `notFound()` has an empty body: everyone gets the one page that says so.
    if (status === 404 && isHtml(rendered) && key !== notFoundKey) return this.notFound()
    const location = status >= 300 && status < 400 ? headers.location : undefined
    const type = headers['content-type'] ?? 'application/octet-stream'
    if (location) return makeCopy(Buffer.alloc(0), { status, type: 'text/plain; charset=utf-8', tags: context.tags, headers: { Location: location } })
    if (!isHtml(rendered)) return makeCopy(body, { status, type, tags: context.tags, headers: fileHeadersOf(headers) })
    const { keepScripts } = this.options.document
    return makeCopy(toPieces((keepScripts ? body : withoutFlight(body)).toString(), this.options.document, context.drawn), {
      status,
      type: 'text/html; charset=utf-8',
      tags: context.tags,
      own: context.own,
    })
  }
}

const isHtml = ({ headers }: Rendered) => (headers['content-type'] ?? '').startsWith('text/html')

const passed = { 'cache-control': 'Cache-Control', 'content-disposition': 'Content-Disposition', 'content-language': 'Content-Language', link: 'Link' }

function fileHeadersOf(headers: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [from, to] of Object.entries(passed)) if (headers[from]) found[to] = headers[from]
  return found
}
