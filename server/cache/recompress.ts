import { monotonicMs } from '@/platform/clock'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { FinishedPage } from './finished-page'

const brotli = promisify(zlib.brotliCompress)
const maxWaiting = 500 // a queue, oldest first
const bestQuality = 11

type Options = {
  /** Whether this page is still the kept one. */
  isCurrent: (key: string, page: FinishedPage) => boolean
  /** Puts the smaller page in the place of `page`. */
  replace: (key: string, page: FinishedPage, smaller: FinishedPage) => void
  /** How long a page must have stayed unchanged. */
  afterMs?: number
  /** Pause between two pages. */
  pauseMs?: number
}

/**
 * Compresses pages that stay unchanged once more, as small as can be. Brotli at its best quality makes a list 14 % smaller and takes 100 ms, ten times a
 * render. So it runs for one page at a time, with pauses, on Node's thread pool, and not for pages that change every few seconds.
 */
export class Recompressor {
  // Pages are held by the cache alone: one that was pushed out leaves nothing behind, however long the queue is.
  private readonly waiting = new Map<string, { page: WeakRef<FinishedPage>; since: number }>()
  private running = false

  constructor(private readonly options: Options) {}

  /** Queues a page. When too many wait, the one that waits longest is forgotten and stays as it is. */
  add(key: string, page: FinishedPage): void {
    if (!page.bodies.br) return
    this.waiting.delete(key)
    this.waiting.set(key, { page: new WeakRef(page), since: monotonicMs() })
    if (this.waiting.size > maxWaiting) this.waiting.delete(this.waiting.keys().next().value ?? '')
    if (!this.running) void this.run()
  }

  private async run(): Promise<void> {
    this.running = true
    const { isCurrent, replace, afterMs = 2000, pauseMs = 500 } = this.options
    for (let first = this.first(); first; first = this.first()) {
      const [key, asked] = first
      await sleep(Math.max(pauseMs, asked.since + afterMs - monotonicMs()))
      if (this.waiting.get(key) !== asked) continue // a newer page came, or too many waited
      this.waiting.delete(key)
      const page = asked.page.deref()
      if (!page || !isCurrent(key, page)) continue
      const br = await brotli(page.bodies.identity, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: bestQuality } }).catch(() => null)
      if (br && br.length < (page.bodies.br?.length ?? 0)) replace(key, page, { ...page, bodies: { ...page.bodies, br } })
    }
    this.running = false
  }

  private first = () => this.waiting.entries().next().value
}

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref())
