/** Who asks for a render. `isKnown`: the page was there before, so nobody has made it up. */
export type Asker = { network: string; isKnown: boolean }

/** Too many renders wait already, in all or for this network. */
export class Overloaded extends Error {
  override name = 'Overloaded'
}

export type LaneLimits = {
  /** Renders at once. */
  running: number
  /** Of these, so many are kept free for known pages. */
  forKnown: number
  /** Renders at once of one network. */
  runningOfNetwork: number
  /** Requests of one network that may wait for their turn. */
  waitingOfNetwork: number
  /** Requests that may wait in all. */
  waiting: number
}

/** A render that waits or runs. It can wait in the lanes of several networks, and begins once. */
type Task = { begin: () => Promise<void>; hasBegun: boolean }

/**
 * Decides whose page is rendered next. Known pages come first, and have lanes that nothing else uses. All other pages wait by network: each network has a
 * share of what runs at once, and takes turns with the others. So nobody's made-up addresses keep another's page waiting for longer than a render or two.
 */
export class RenderLanes {
  private readonly known: Task[] = []
  /** By network, in the order of their turns. */
  private readonly byNetwork = new Map<string, Task[]>()
  private readonly runningOf = new Map<string, number>()
  private readonly waitingByKey = new Map<string, Task>()
  private running = 0
  private runningUnknown = 0
  private waiting = 0

  constructor(private readonly limits: LaneLimits) {}

  /** Calls `render` when its turn comes. `join` finds it by `key` as long as it waits. Rejects with Overloaded at once when too many wait. */
  run<T>(render: () => Promise<T>, { network, isKnown }: Asker, key?: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.waiting >= this.limits.waiting || (!isKnown && this.isFull(network))) return reject(new Overloaded(`too many pages are waiting: ${network}`))
      const begin = () => {
        if (key !== undefined) this.waitingByKey.delete(key)
        return render().then(resolve, reject)
      }
      const task: Task = { begin, hasBegun: false }
      if (key !== undefined) this.waitingByKey.set(key, task)
      this.waiting++
      if (isKnown) this.known.push(task)
      else this.enqueue(network, task)
      this.next()
    })
  }

  /** Another network wants what waits already: it is rendered when the turn of either comes. */
  join(key: string, network: string): void {
    const task = this.waitingByKey.get(key)
    if (!task || this.isFull(network) || this.byNetwork.get(network)?.includes(task)) return
    this.enqueue(network, task)
    this.next()
  }

  private isFull = (network: string) => (this.byNetwork.get(network)?.length ?? 0) >= this.limits.waitingOfNetwork

  private enqueue(network: string, task: Task): void {
    const tasks = this.byNetwork.get(network)
    if (tasks) tasks.push(task)
    else this.byNetwork.set(network, [task])
  }

  private next(): void {
    while (this.running < this.limits.running) {
      const task = takeFirst(this.known)
      if (task) this.begin(task, null)
      else if (!this.beginInTurn()) return
    }
  }

  private beginInTurn(): boolean {
    const { running, forKnown, runningOfNetwork } = this.limits
    if (this.runningUnknown >= running - forKnown) return false
    for (const [network, tasks] of this.byNetwork) {
      if ((this.runningOf.get(network) ?? 0) >= runningOfNetwork) continue
      const task = takeFirst(tasks)
      // To the end: its next turn comes after those of the others.
      this.byNetwork.delete(network)
      if (tasks.length > 0) this.byNetwork.set(network, tasks)
      if (!task) continue
      this.begin(task, network)
      return true
    }
    return false
  }

  private begin(task: Task, network: string | null): void {
    task.hasBegun = true
    this.waiting--
    this.count(network, 1)
    void task.begin().finally(() => {
      this.count(network, -1)
      this.next()
    })
  }

  private count(network: string | null, by: 1 | -1): void {
    this.running += by
    if (network === null) return
    this.runningUnknown += by
    const running = (this.runningOf.get(network) ?? 0) + by
    if (running > 0) this.runningOf.set(network, running)
    else this.runningOf.delete(network)
  }
}

/** Takes the first task that has not begun, and forgets those before it. */
function takeFirst(tasks: Task[]): Task | undefined {
  let task = tasks.shift()
  while (task?.hasBegun) task = tasks.shift()
  return task
}
