import type { Copy } from './finished-page'
import { Store } from './page-store'

/** `at`: when the change was made, if it was made elsewhere and took a while to be heard of. */
export type Purge = { tags: readonly string[]; hard: boolean; at?: number }
/** What rendering a key gave; `keep` is false for what only those who wait now may get. */
export type Made = { copy: Copy; keep: boolean }
type Run = { startedAt: number; purges: (Purge & { all?: boolean; at: number })[]; promise: Promise<Done> }
type Done = { copy: Copy; startedAt: number; staleAt: number }

export type PagesOptions = {
  make: (key: string) => Promise<Made>
  /** Bytes for pages, and for their variants by query string, which a stranger can make up without end. */
  room: { pages: number; variants: number }
  now?: () => number
  failed?: (key: string, error: unknown) => void
  /** Told of each copy that was kept and is fresh. */
  kept?: (key: string, copy: Copy) => void
}

/** How long an older copy may still be given after a soft purge, in milliseconds. */
const oldest = 1000
const mostTries = 50

/**
 * The kept pages and their freshness. One render at a time per page; a purge that arrives during a render makes its result stale (soft) or
 * worthless (hard); who has acted (`strict`) never gets a copy older than the moment of asking.
 */
export class Pages {
  private readonly pages: Store
  private readonly variants: Store
  private readonly runs = new Map<string, Run>()
  private readonly make: PagesOptions['make']
  private readonly now: () => number
  private readonly failed: (key: string, error: unknown) => void
  private readonly kept: (key: string, copy: Copy) => void
  private purgeCount = 0
  readonly counts = { hits: 0, olderHits: 0, misses: 0, renders: 0, errors: 0, purges: 0 }

  constructor({ make, room, now = Date.now, failed = () => {}, kept = () => {} }: PagesOptions) {
    this.pages = new Store(room.pages)
    this.variants = new Store(room.variants)
    this.make = make
    this.now = now
    this.failed = failed
    this.kept = kept
  }

  get size() {
    return { bytes: this.pages.bytes + this.variants.bytes, pages: this.pages.size + this.variants.size, running: this.runs.size }
  }

  private storeOf = (key: string) => (key.includes('?') ? this.variants : this.pages)

  /** Whether this copy is the one that everybody gets. */
  holds(key: string, copy: Copy): boolean {
    const slot = this.storeOf(key).get(key)
    return slot?.copy === copy && slot.staleAt === 0
  }

  /** The copy that may be given at once, or null when one must wait. */
  ready(key: string, strict: boolean): Copy | null {
    const slot = this.storeOf(key).get(key)
    if (!slot) return null
    if (slot.staleAt === 0) {
      this.counts.hits++
      return slot.copy
    }
    const now = this.now()
    if (strict || (now - slot.staleAt >= oldest && now - slot.failedAt >= oldest)) return null
    this.counts.olderHits++
    // A list that changes all the time is not rendered all the time: at most an eighth of it goes into renewing one page.
    const pause = Math.min(500, Math.max(50, 8 * slot.took))
    if (!this.runs.has(key) && now - Math.max(slot.keptAt, slot.failedAt) >= pause) this.start(key).promise.catch(() => {})
    return slot.copy
  }

  /** The page, rendered if need be. Throws what rendering threw, when there is no older copy that may stand in. */
  async get(key: string, strict = false): Promise<Copy> {
    const copy = this.ready(key, strict)
    if (copy) return copy
    this.counts.misses++
    const askedAt = this.purgeCount
    for (let tries = 0; tries < mostTries; tries++) {
      const run = this.runs.get(key) ?? this.start(key)
      let done: Done
      try {
        done = await run.promise
      } catch (error) {
        const older = strict ? undefined : this.storeOf(key).get(key)
        if (older) return older.copy
        throw error
      }
      if (done.startedAt >= askedAt || done.staleAt === 0) return done.copy
      if (!strict && this.now() - done.staleAt < oldest) return done.copy
    }
    throw new Error(`${key} changed faster than it could be rendered`)
  }

  /** Someone knows of a change that we have not heard of: what is older than a second is not believed. */
  doubt(key: string): void {
    const slot = this.storeOf(key).get(key)
    const now = this.now()
    if (slot && now - slot.keptAt > oldest) slot.staleAt ||= now
  }

  purge({ tags, hard, at: madeAt }: Purge): void {
    this.purgeCount++
    this.counts.purges++
    const at = Math.min(this.now(), madeAt ?? Infinity)
    this.pages.purge(tags, hard, at)
    this.variants.purge(tags, hard, at)
    for (const run of this.runs.values()) run.purges.push({ tags, hard, at })
  }

  purgeAll(): void {
    this.purgeCount++
    this.counts.purges++
    this.pages.clear()
    this.variants.clear()
    for (const run of this.runs.values()) run.purges.push({ tags: [], hard: true, all: true, at: this.now() })
  }

  private start(key: string): Run {
    const run: Run = { startedAt: this.purgeCount, purges: [], promise: undefined as unknown as Promise<Done> }
    run.promise = this.run(key, run).finally(() => this.runs.delete(key))
    this.runs.set(key, run)
    return run
  }

  private async run(key: string, run: Run): Promise<Done> {
    await null // so that the run is known before anything of it happens
    const store = this.storeOf(key)
    try {
      for (let tries = 0; tries < mostTries; tries++) {
        run.purges = []
        run.startedAt = this.purgeCount
        const from = this.now()
        this.counts.renders++
        const { copy, keep } = await this.make(key)
        const meant = run.purges.filter((purge) => purge.all || purge.tags.some((tag) => copy.tags.has(tag)))
        if (meant.some((purge) => purge.hard)) continue
        const staleAt = meant[0]?.at ?? 0
        const now = this.now()
        if (keep) store.put({ key, copy, staleAt, keptAt: now, took: now - from, failedAt: 0 })
        else store.remove(key)
        if (keep && staleAt === 0) this.kept(key, copy)
        return { copy, startedAt: run.startedAt, staleAt }
      }
      throw new Error(`${key} was purged ${mostTries} times while it was rendered`)
    } catch (error) {
      this.counts.errors++
      const slot = store.get(key)
      if (slot) slot.failedAt = this.now()
      this.failed(key, error)
      throw error
    }
  }
}
