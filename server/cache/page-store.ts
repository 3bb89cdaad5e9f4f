import type { FinishedPage } from './finished-page'

/** A kept page. Times are in milliseconds since 1970. */
export type StoredPage = {
  key: string
  page: FinishedPage
  /** When the first change happened that the page does not show; 0 while it shows all. */
  staleSince: number
  keptAt: number
  /** How long its render took. */
  renderMs: number
  /** When a render to replace it failed last; 0 when none did. */
  failedAt: number
}

/** Finished pages by key. When they take more than `maxBytes`, those that were asked for longest ago are dropped. */
export class PageStore {
  private readonly stored = new Map<string, StoredPage>()
  private readonly byTag = new Map<string, Set<StoredPage>>()
  bytes = 0

  constructor(private readonly maxBytes: number) {}

  get size() {
    return this.stored.size
  }

  get(key: string): StoredPage | undefined {
    const stored = this.stored.get(key)
    // Moving it to the end at every hit would cost more than it brings: only pages that are not among the newest move.
    if (stored && this.bytes * 2 > this.maxBytes) {
      this.stored.delete(key)
      this.stored.set(key, stored)
    }
    return stored
  }

  put(stored: StoredPage): void {
    this.remove(stored.key)
    if (stored.page.bytes > this.maxBytes / 4) return // one page must not push out all others
    this.stored.set(stored.key, stored)
    this.bytes += stored.page.bytes
    for (const tag of stored.page.tags) {
      const tagged = this.byTag.get(tag)
      if (tagged) tagged.add(stored)
      else this.byTag.set(tag, new Set([stored]))
    }
    for (const oldest of this.stored.keys()) {
      if (this.bytes <= this.maxBytes) break
      this.remove(oldest)
    }
  }

  remove(key: string): void {
    const stored = this.stored.get(key)
    if (!stored) return
    this.stored.delete(key)
    this.bytes -= stored.page.bytes
    for (const tag of stored.page.tags) {
      const tagged = this.byTag.get(tag)
      tagged?.delete(stored)
      if (tagged?.size === 0) this.byTag.delete(tag)
    }
  }

  /** Marks the pages with one of these tags stale since `at`; a hard purge drops them. */
  purge(tags: readonly string[], hard: boolean, at: number): void {
    for (const tag of tags) {
      for (const stored of this.byTag.get(tag) ?? []) {
        if (hard) this.remove(stored.key)
        else stored.staleSince ||= at
      }
    }
  }

  clear(): void {
    this.stored.clear()
    this.byTag.clear()
    this.bytes = 0
  }
}
