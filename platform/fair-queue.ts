type Task = { start: () => void; refuse: () => void }

/** Thrown by `FairQueue.run` when there is no place left for whoever asks. */
export class QueueFullError extends Error {
  override name = 'QueueFullError'
}

/**
 * Runs work, so much at once, and takes turns among those who wait: whoever has one thing waiting waits for one of each other, however many these have. Nobody has
 * more than `maxWaitingOf` waiting; when `maxWaiting` are, a place is made by refusing the last of whoever has most.
 */
export class FairQueue {
  private running = 0
  private total = 0
  /** By who asked; the first is next. */
  private readonly waiting = new Map<string, Task[]>()

  constructor(private readonly limits: { maxRunning: number; maxWaiting: number; maxWaitingOf: number }) {}

  /** Throws QueueFullError, at once or when somebody else gets the place. */
  async run<T>(who: string, work: () => Promise<T>): Promise<T> {
    if (this.running >= this.limits.maxRunning) await this.turn(who)
    else this.running++
    try {
      return await work()
    } finally {
      this.running--
      this.next()
    }
  }

  private turn(who: string): Promise<void> {
    const own = this.waiting.get(who) ?? []
    if (own.length >= this.limits.maxWaitingOf || (this.total >= this.limits.maxWaiting && !this.makeRoom(own.length)))
      throw new QueueFullError('too many wait')
    return new Promise((resolve, reject) => {
      own.push({ start: resolve, refuse: () => reject(new QueueFullError('the place went to somebody who has fewer waiting')) })
      this.waiting.set(who, own)
      this.total++
    })
  }

  /** Refuses the last of whoever has most waiting, when that is more than one who has `have` would have with one more. */
  private makeRoom(have: number): boolean {
    const most = [...this.waiting.values()].reduce((longest, tasks) => (tasks.length > longest.length ? tasks : longest))
    if (most.length <= have + 1) return false
    most.pop()!.refuse()
    this.total--
    return true
  }

  private next(): void {
    const first = this.waiting.entries().next().value
    if (!first || this.running >= this.limits.maxRunning) return
    const [who, tasks] = first
    const task = tasks.shift()!
    this.total--
    // Behind all others.
    this.waiting.delete(who)
    if (tasks.length > 0) this.waiting.set(who, tasks)
    this.running++
    task.start()
  }
}
