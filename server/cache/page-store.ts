import { LRUCache } from 'lru-cache'
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
  private readonly stored: LRUCache<string, StoredPage>
  private readonly byTag = new Map<string, Set<StoredPage>>()

  constructor(maxBytes: number) {
    this.stored = new LRUCache({
      maxSize: Math.max(1, Math.floor(maxBytes)),
      maxEntrySize: Math.max(1, Math.floor(maxBytes / 4)), // one page must not push out all others
      sizeCalculation: ({ page }) => page.bytes,
      dispose: (stored) => this.forgetTags(stored),
    })
  }

  get size() {
    return this.stored.size
  }

  get bytes() {
    return this.stored.calculatedSize
  }

  get = (key: string): StoredPage | undefined => this.stored.get(key)

  put(stored: StoredPage): void {
    this.stored.set(stored.key, stored)
    if (this.stored.peek(stored.key) !== stored) return // it was too large
    for (const tag of stored.page.tags) {
      const tagged = this.byTag.get(tag)
      if (tagged) tagged.add(stored)
      else this.byTag.set(tag, new Set([stored]))
    }
  }

  remove = (key: string): void => void this.stored.delete(key)

  /** Marks the pages with one of these tags stale since `at`; a hard purge drops them. */
  purge(tags: readonly string[], hard: boolean, at: number): void {
    for (const tag of tags) {
      for (const stored of this.byTag.get(tag) ?? []) {
        if (hard) this.remove(stored.key)
        else stored.staleSince ||= at
      }
    }
  }

  /** Marks every page stale since `at`. */
  doubt(at: number): void {
    for (const stored of this.stored.values()) stored.staleSince ||= at
  }

  clear = (): void => this.stored.clear()

  private forgetTags(stored: StoredPage): void {
    for (const tag of stored.page.tags) {
      const tagged = this.byTag.get(tag)
      tagged?.delete(stored)
      if (tagged?.size === 0) this.byTag.delete(tag)
    }
  }
}
