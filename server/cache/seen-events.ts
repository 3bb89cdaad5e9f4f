const mostRemembered = 10_000

/** Which events this process has applied. Their numbers may arrive out of order, because transactions end out of order. */
export class Applied {
  private readonly known = new Set<number>()
  /** Everything up to here counts as applied: it happened before anything that is kept was rendered. */
  private floor = 0
  private waiting = new Set<() => void>()

  add(id: number): void {
    this.known.add(id)
    if (this.known.size > mostRemembered) {
      const oldest = this.known.values().next().value ?? 0
      this.known.delete(oldest)
      this.floor = Math.max(this.floor, oldest)
    }
    for (const check of this.waiting) check()
  }

  raise(upTo: number): void {
    this.floor = Math.max(this.floor, upTo)
    for (const check of this.waiting) check()
  }

  /** Whether this very event was applied here. */
  knows = (id: number) => this.known.has(id)
  has = (id: number) => id <= this.floor || this.known.has(id)

  /** Resolves when the event is applied, or after `patience` milliseconds; says whether it is. */
  wait(id: number, patience: number): Promise<boolean> {
    if (this.has(id)) return Promise.resolve(true)
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        this.waiting.delete(check)
        resolve(this.has(id))
      }
      const check = () => this.has(id) && end()
      const timer = setTimeout(end, patience)
      this.waiting.add(check)
    })
  }
}
