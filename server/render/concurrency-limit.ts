/** Too many requests wait already. */
export class Overloaded extends Error {
  override name = 'Overloaded'
}

/** Runs at most `maxRunning` tasks at once. Others wait in line; when `maxWaiting` wait, further ones are refused. */
export class ConcurrencyLimit {
  private running = 0
  private readonly line: (() => void)[] = []

  constructor(
    private readonly maxRunning: number,
    private readonly maxWaiting: number,
  ) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running >= this.maxRunning) {
      if (this.line.length >= this.maxWaiting) throw new Overloaded('too many pages are waiting to be rendered')
      await new Promise<void>((resolve) => this.line.push(resolve))
    } else this.running++
    try {
      return await task()
    } finally {
      const next = this.line.shift()
      if (next) next()
      else this.running--
    }
  }
}
