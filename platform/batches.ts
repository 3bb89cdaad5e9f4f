import { monotonicMs } from './clock'
import { nextTurn } from './turns'

/** The result of one item of a batch. */
export type Outcome<T> = { value: T } | { error: unknown }

type Waiting<I, O> = { item: I; resolve: (value: O) => void; reject: (error: unknown) => void }
type Queue<I, O> = { waiting: Waiting<I, O>[]; enough: () => void }

type Options = {
  /** The largest number of items in one batch: those after it wait until it is done. */
  maxItems?: number
  /** Milliseconds from the beginning of one batch to that of the next, for more to come; not waited for once there are `enoughItems`. */
  gatherMs?: number
  enoughItems?: number
}

/**
 * Runs small acts with the same key in batches: acts that arrive while a batch runs become the next batch. `run` answers for each item in
 * order; when it throws, all items of the batch fail. An act that finds no batch running waits for nothing but a turn (platform/turns.ts).
 */
export function inBatches<I, O>(run: (key: string, items: I[]) => Promise<Outcome<O>[]>, { maxItems = 32, gatherMs = 0, enoughItems = 4 }: Options = {}) {
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
    while (queue.waiting.length > 0) {
      // After everybody who waits for a turn now: their acts come with this batch.
      await nextTurn()
      const began = monotonicMs()
      await runBatch(key, queue.waiting.splice(0, maxItems))
      const pauseMs = gatherMs - (monotonicMs() - began)
      if (pauseMs > 0 && queue.waiting.length < enoughItems) {
        await new Promise<void>((resolve) => {
          const pause = setTimeout(resolve, pauseMs)
          queue.enough = () => {
            clearTimeout(pause)
            resolve()
          }
        })
        queue.enough = () => {}
      }
    }
    queues.delete(key)
  }

  return (key: string, item: I): Promise<O> =>
    new Promise((resolve, reject) => {
      const waiting: Waiting<I, O> = { item, resolve, reject }
      const queue = queues.get(key)
      if (queue) {
        queue.waiting.push(waiting)
        if (queue.waiting.length >= enoughItems) queue.enough()
        return
      }
      const first = { waiting: [waiting], enough: () => {} }
      queues.set(key, first)
      void drain(key, first)
    })
}
