/** Too many wait already. */
export class Overloaded extends Error {
  override name = 'Overloaded'
}

/** Lets so many pass at once; the others wait in line, and beyond `mostWaiting` they are sent away. */
export class Gate {
  private inside = 0
  private readonly line: (() => void)[] = []

  constructor(
    private readonly most: number,
    private readonly mostWaiting: number,
  ) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside >= this.most) {
      if (this.line.length >= this.mostWaiting) throw new Overloaded('too many pages are waiting to be rendered')
      await new Promise<void>((resolve) => this.line.push(resolve))
    } else this.inside++
    try {
      return await work()
    } finally {
      const next = this.line.shift()
      if (next) next()
      else this.inside--
    }
  }
}
