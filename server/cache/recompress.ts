import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { Copy } from './finished-page'

const brotli = promisify(zlib.brotliCompress)
const most = 500

type Options = {
  /** Whether this is still the copy that is given. */
  isKept: (key: string, copy: Copy) => boolean
  /** How long a page must have stayed, and how long to rest between two, in milliseconds. */
  after?: number
  rest?: number
}

/**
 * Packs pages that stay again, as small as can be. Brotli at its best makes a list 14 % smaller than at first and takes 100 ms, ten times a render:
 * so one page at a time, with rests, on the thread pool, and none that changes every few seconds.
 */
export class Packer {
  private readonly waiting = new Map<string, { copy: Copy; from: number }>()
  private running = false

  constructor(private readonly options: Options) {}

  add(key: string, copy: Copy): void {
    if (!copy.bodies.br) return
    this.waiting.delete(key)
    this.waiting.set(key, { copy, from: Date.now() })
    if (this.waiting.size > most) this.waiting.delete(this.waiting.keys().next().value ?? '')
    if (!this.running) void this.run()
  }

  private async run(): Promise<void> {
    this.running = true
    const { isKept, after = 2000, rest = 500 } = this.options
    for (let first = this.first(); first; first = this.first()) {
      const [key, { copy, from }] = first
      await pause(Math.max(rest, from + after - Date.now()))
      if (this.waiting.get(key)?.copy !== copy) continue // another came in its place, or there were too many
      this.waiting.delete(key)
      if (!isKept(key, copy)) continue
      const br = await brotli(copy.bodies.identity, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }).catch(() => null)
      if (!br || br.length >= (copy.bodies.br?.length ?? 0)) continue
      // At once: a head that is prepared tells the length of its body.
      copy.bodies = { ...copy.bodies, br }
      copy.prepared = {}
      copy.whole = {}
    }
    this.running = false
  }

  private first = () => this.waiting.entries().next().value
}

const pause = (time: number) => new Promise<void>((resolve) => void setTimeout(resolve, time).unref())
