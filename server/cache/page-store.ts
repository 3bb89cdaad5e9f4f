import type { Copy } from './finished-page'

/** A kept copy. `staleAt`: when the first purge that it does not know of happened (milliseconds), 0 while it is fresh. */
export type Slot = { key: string; copy: Copy; staleAt: number; keptAt: number; took: number; failedAt: number }

/** Finished pages by key, the least recently asked for dropped first when they hold more than `most` bytes together. */
export class Store {
  private readonly slots = new Map<string, Slot>()
  private readonly byTag = new Map<string, Set<Slot>>()
  bytes = 0

  constructor(private readonly most: number) {}

  get size() {
    return this.slots.size
  }

  /** The slot, which now counts as the one used last. */
  get(key: string): Slot | undefined {
    const slot = this.slots.get(key)
    // Moving it to the end at every hit would cost more than it brings: only pages that are not among the newest move.
    if (slot && this.bytes * 2 > this.most) {
      this.slots.delete(key)
      this.slots.set(key, slot)
    }
    return slot
  }

  put(slot: Slot): void {
    this.remove(slot.key)
    if (slot.copy.bytes > this.most / 4) return // one page must not push out all others
    this.slots.set(slot.key, slot)
    this.bytes += slot.copy.bytes
    for (const tag of slot.copy.tags) {
      const tagged = this.byTag.get(tag)
      if (tagged) tagged.add(slot)
      else this.byTag.set(tag, new Set([slot]))
    }
    for (const oldest of this.slots.keys()) {
      if (this.bytes <= this.most) break
      this.remove(oldest)
    }
  }

  remove(key: string): void {
    const slot = this.slots.get(key)
    if (!slot) return
    this.slots.delete(key)
    this.bytes -= slot.copy.bytes
    for (const tag of slot.copy.tags) {
      const tagged = this.byTag.get(tag)
      tagged?.delete(slot)
      if (tagged?.size === 0) this.byTag.delete(tag)
    }
  }

  /** Marks what carries one of the tags stale, or drops it. */
  purge(tags: readonly string[], hard: boolean, at: number): void {
    for (const tag of tags) {
      for (const slot of this.byTag.get(tag) ?? []) {
        if (hard) this.remove(slot.key)
        else slot.staleAt ||= at
      }
    }
  }

  clear(): void {
    this.slots.clear()
    this.byTag.clear()
    this.bytes = 0
  }
}
