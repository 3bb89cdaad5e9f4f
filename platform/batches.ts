import { setTimeout as sleep } from 'node:timers/promises'

/** What became of one item of a batch. */
export type Outcome<T> = { value: T } | { error: unknown }

type Waiting<I, O> = { item: I; resolve: (value: O) => void; reject: (error: unknown) => void }
type Queue<I, O> = { waiting: Waiting<I, O>[]; enough: () => void }

type Options = {
  /** The most items of one batch. */
  most?: number
  /** Milliseconds from the beginning of one batch to that of the next, for more to come; not waited for once there are `enough`. */
  gather?: number
  enough?: number
}

/**
 * Small acts on one thing, done together: those that arrive while a batch is under way become the next one. `run` answers for each item in
 * order; when it throws, all of them failed. The first act on a quiet thing never waits.
 */
export function inBatches<I, O>(run: (key: string, items: I[]) => Promise<Outcome<O>[]>, { most = 100, gather = 0, enough = 4 }: Options = {}) {
  const queues = new Map<string, Queue<I, O>>()

  const runBatch = async (key: string, batch: Waiting<I, O>[]) => {
    const items = batch.map(({ item }) => item)
    try {
      const outcomes = await run(key, items)
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index] ?? { error: new Error('A batch answered for fewer items than it was given') }
        if ('value' in outcome) resolve(outcome.value)
        else reject(outcome.error)
      })
    } catch (error) {
      batch.forEach(({ reject }) => reject(error))
    }
  }

  const drain = async (key: string, queue: Queue<I, O>) => {
    await new Promise(setImmediate)
    while (queue.waiting.length > 0) {
      const began = Date.now()
      await runBatch(key, queue.waiting.splice(0, most))
      const pause = gather - (Date.now() - began)
      if (pause > 0 && queue.waiting.length < enough) {
        const come = new AbortController()
        queue.enough = () => come.abort()
        await sleep(pause, undefined, { signal: come.signal }).catch(() => {})
        queue.enough = () => {}
      }
    }
    queues.delete(key)
  }

  return (key: string, item: I): Promise<O> =>
    new Promise((resolve, reject) => {
      let queue = queues.get(key)
      if (!queue) {
        queue = { waiting: [], enough: () => {} }
        queues.set(key, queue)
        void drain(key, queue)
      }
      queue.waiting.push({ item, resolve, reject })
      if (queue.waiting.length >= enough) queue.enough()
    })
}
