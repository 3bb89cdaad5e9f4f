const maxRemembered = 10_000

/**
 * The events (numbered changes) that this process has seen, that is, whose pages it has purged. Numbers can arrive out of order, because
 * transactions end out of order.
 */
export class SeenEvents {
  private readonly numbers = new Set<number>()
  /** All events up to this number count as seen: they happened before any page was kept. */
  private floor = 0
  private waiting = new Set<() => void>()

  add(id: number): void {
    this.numbers.add(id)
    if (this.numbers.size > maxRemembered) {
      const oldest = this.numbers.values().next().value ?? 0
      this.numbers.delete(oldest)
      this.floor = Math.max(this.floor, oldest)
    }
    for (const check of this.waiting) check()
  }

  /** All events up to this number count as seen. */
  addUpTo(id: number): void {
    this.floor = Math.max(this.floor, id)
    for (const check of this.waiting) check()
  }

  has = (id: number) => id <= this.floor || this.numbers.has(id)

  /** Waits until the event is seen, for `timeoutMs` at the most. Resolves to whether it is. */
  wait(id: number, timeoutMs: number): Promise<boolean> {
    if (this.has(id)) return Promise.resolve(true)
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        this.waiting.delete(check)
        resolve(this.has(id))
      }
      const check = () => this.has(id) && end()
      const timer = setTimeout(end, timeoutMs)
      this.waiting.add(check)
    })
  }
}
