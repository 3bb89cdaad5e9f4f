import { monotonicMs } from '@/platform/clock'
import { DatabaseAway, databaseAwaySince, isDatabaseAway } from '@/platform/database-away'
import { forNowOnly, type FinishedPage } from './finished-page'
import { PageStore } from './page-store'

/**
 * A change of what pages are made from. Soft: the older page may be sent for up to a second while the new one is rendered. Hard: the older page is
 * dropped at once. `at` (milliseconds since 1970): when the change was made, if another process made it and we heard of it later.
 */
export type Purge = { tags: readonly string[]; hard: boolean; at?: number }

/** What rendering a key gave. `keep: false`: only those who wait now get it. */
export type MadePage = { page: FinishedPage; keep: boolean }

/** A render under way. `startedAt` counts purges, not time: purges with a lower number happened before it began. */
type Render = { startedAt: number; purges: (Purge & { all?: boolean; at: number })[]; promise: Promise<Done> }
type Done = { page: FinishedPage; startedAt: number; staleSince: number }

export type PageCacheOptions = {
  /** `address`: of whoever asks first; null when the site itself renews a page. */
  make: (key: string, address: string | null) => Promise<MadePage>
  /** Called when somebody else asks for what is being rendered already. */
  onJoined?: (key: string, address: string) => void
  /** Room for pages, and for their variants by query string: a stranger can make up many of those, and they push out only each other. */
  maxBytes: { pages: number; variants: number }
  /** While the database is away, for how long pages that were kept before go on. Milliseconds; for ever unless said otherwise. */
  keepAwayMs?: number
  /** Milliseconds since 1970. */
  now?: () => number
  /** Called for each render that failed. */
  onFailed?: (key: string, error: unknown) => void
  /** Called for each page that is kept and not stale. */
  onKept?: (key: string, page: FinishedPage) => void
}

const maxStaleMs = 1000
const maxAttempts = 50

/**
 * The kept pages, and how fresh they are. A page is rendered once at a time, for all who wait for it. A change during a render makes its result
 * stale (soft) or useless (hard). A request that is `strict`, because its reader has just acted, never gets a page older than the request.
 */
export class PageCache {
  private readonly pages: PageStore
  private readonly variants: PageStore
  private readonly renders = new Map<string, Render>()
  private readonly make: PageCacheOptions['make']
  private readonly now: () => number
  private readonly keepAwayMs: number
  private readonly onFailed: (key: string, error: unknown) => void
  private readonly onJoined: (key: string, address: string) => void
  private readonly onKept: (key: string, page: FinishedPage) => void
  private purgeCount = 0
  readonly counts = { hits: 0, staleHits: 0, misses: 0, renders: 0, errors: 0, purges: 0 }

  constructor({ make, maxBytes, keepAwayMs = Infinity, now = monotonicMs, onFailed = () => {}, onKept = () => {}, onJoined = () => {} }: PageCacheOptions) {
    this.pages = new PageStore(maxBytes.pages)
    this.variants = new PageStore(maxBytes.variants)
    this.make = make
    this.keepAwayMs = keepAwayMs
    this.now = now
    this.onFailed = onFailed
    this.onKept = onKept
    this.onJoined = onJoined
  }

  get size() {
    return { bytes: this.pages.bytes + this.variants.bytes, pages: this.pages.size + this.variants.size, rendering: this.renders.size }
  }

  private storeOf = (key: string) => (key.includes('?') ? this.variants : this.pages)

  /** Whether a page is kept under the key, old or new. */
  has = (key: string): boolean => this.storeOf(key).get(key) !== undefined

  /** Whether this is the page that is kept under the key now, and it is not stale. */
  isCurrent(key: string, page: FinishedPage): boolean {
    const stored = this.storeOf(key).get(key)
    return stored?.page === page && stored.staleSince === 0
  }

  /** Puts a page with the same content, better compressed, in the place of `page`, if that is still the kept one. */
  replace(key: string, page: FinishedPage, smaller: FinishedPage): void {
    const stored = this.storeOf(key).get(key)
    if (stored?.page === page) stored.page = smaller
  }

  /** The page that can be sent at once, or null when the request must wait for a render. May start a render in the background. */
  ready(key: string, strict: boolean): FinishedPage | null {
    const stored = this.storeOf(key).get(key)
    if (!stored) return null
    if (stored.staleSince === 0) {
      this.counts.hits++
      return stored.page
    }
    const now = this.now()
    if (strict || (now - stored.staleSince >= maxStaleMs && now - stored.failedAt >= maxStaleMs)) return null
    this.counts.staleHits++
    // A list that changes all the time is not rendered all the time: its renders take at most an eighth of the time.
    const pauseMs = Math.min(500, Math.max(50, 8 * stored.renderMs))
    if (!this.renders.has(key) && now - Math.max(stored.keptAt, stored.failedAt) >= pauseMs) this.start(key, null).promise.catch(() => {})
    return forNowOnly(stored.page)
  }

  /**
   * The page, rendered when need be, for whoever asks from this address. Throws what the render threw, unless an older page may be sent instead. While the
   * database is away an older page is the best that there is: everybody gets it then, also who has just acted.
   */
  async get(key: string, strict = false, address: string | null = null): Promise<FinishedPage> {
    const page = this.ready(key, strict)
    if (page) return page
    this.counts.misses++
    const askedAt = this.purgeCount
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const under = this.renders.get(key)
      if (under && address !== null) this.onJoined(key, address)
      const render = under ?? this.start(key, address)
      let done: Done
      try {
        done = await this.untilDone(key, render.promise)
      } catch (error) {
        const older = this.storeOf(key).get(key)
        const isAway = isDatabaseAway(error)
        if (older && (isAway ? this.now() - older.staleSince < this.keepAwayMs || older.staleSince === 0 : !strict)) return forNowOnly(older.page)
        throw error
      }
      if (done.startedAt >= askedAt || done.staleSince === 0) return done.page
      if (!strict && this.now() - done.staleSince < maxStaleMs) return done.page
    }
    throw new Error(`${key} changed faster than it could be rendered`)
  }

  /** Waits for a render. Where there is an older page, and the database is away, not for long: a render may hang until a time limit ends it. */
  private async untilDone(key: string, render: Promise<Done>): Promise<Done> {
    const older = this.storeOf(key).get(key)
    if (!older || databaseAwaySince() === null) return render
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        older.failedAt = this.now()
        reject(new DatabaseAway())
      }, maxStaleMs)
    })
    return Promise.race([render, late]).finally(() => clearTimeout(timer))
  }

  /** A reader's cookie names a change that this process has not heard of: the kept page counts as stale, unless it is younger than a second. */
  distrust(key: string): void {
    const stored = this.storeOf(key).get(key)
    const now = this.now()
    if (stored && now - stored.keptAt > maxStaleMs) stored.staleSince ||= now
  }

  purge({ tags, hard, at: madeAt }: Purge): void {
    this.purgeCount++
    this.counts.purges++
    const at = Math.min(this.now(), madeAt ?? Infinity)
    this.pages.purge(tags, hard, at)
    this.variants.purge(tags, hard, at)
    for (const render of this.renders.values()) render.purges.push({ tags, hard, at })
  }

  /** Changes may be missed from now on: every page counts as older, until it was rendered again. */
  doubtAll(): void {
    this.purgeCount++
    const at = this.now()
    this.pages.doubt(at)
    this.variants.doubt(at)
    for (const render of this.renders.values()) render.purges.push({ tags: [], hard: false, all: true, at })
  }

  purgeAll(): void {
    this.purgeCount++
    this.counts.purges++
    this.pages.clear()
    this.variants.clear()
    for (const render of this.renders.values()) render.purges.push({ tags: [], hard: true, all: true, at: this.now() })
  }

  private start(key: string, address: string | null): Render {
    const render: Render = { startedAt: this.purgeCount, purges: [], promise: undefined as unknown as Promise<Done> }
    render.promise = this.run(key, render, address).finally(() => this.renders.delete(key))
    this.renders.set(key, render)
    return render
  }

  private async run(key: string, render: Render, address: string | null): Promise<Done> {
    await null // start() notes the render first
    const store = this.storeOf(key)
    try {
      for (let attempt = 0; attempt < maxAttempts; attempt++) {
        render.purges = []
        render.startedAt = this.purgeCount
        const from = this.now()
        this.counts.renders++
        const { page, keep } = await this.make(key, address)
        const purges = render.purges.filter((purge) => purge.all || purge.tags.some((tag) => page.tags.has(tag)))
        if (purges.some((purge) => purge.hard)) continue
        const staleSince = purges[0]?.at ?? 0
        const now = this.now()
        if (keep) store.put({ key, page, staleSince, keptAt: now, renderMs: now - from, failedAt: 0 })
        else store.remove(key)
        if (keep && staleSince === 0) this.onKept(key, page)
        return { page: keep && staleSince === 0 ? page : forNowOnly(page), startedAt: render.startedAt, staleSince }
      }
      throw new Error(`${key} was purged ${maxAttempts} times while it was rendered`)
    } catch (error) {
      this.counts.errors++
      const stored = store.get(key)
      if (stored) stored.failedAt = this.now()
      this.onFailed(key, error)
      throw error
    }
  }
}
