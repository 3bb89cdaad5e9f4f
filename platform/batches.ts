/** What became of one item of a batch. */
export type Outcome<T> = { value: T } | { error: unknown }

type Waiting<I, O> = { item: I; resolve: (value: O) => void; reject: (error: unknown) => void }

/**
 * Small acts on one thing, done together: those that arrive while a batch is under way become the next one. `run` answers for each item in
 * order; when it throws, all of them failed.
 */
export function inBatches<I, O>(run: (key: string, items: I[]) => Promise<Outcome<O>[]>, most = 100) {
  const queues = new Map<string, Waiting<I, O>[]>()
  const drain = async (key: string, queue: Waiting<I, O>[]) => {
    await new Promise(setImmediate)
    while (queue.length > 0) {
      const batch = queue.splice(0, most)
      try {
        const outcomes = await run(
          key,
          batch.map(({ item }) => item),
        )
        batch.forEach(({ resolve, reject }, index) => {
          const outcome = outcomes[index] ?? { error: new Error('A batch answered for fewer items than it was given') }
          if ('value' in outcome) resolve(outcome.value)
          else reject(outcome.error)
        })
      } catch (error) {
        batch.forEach(({ reject }) => reject(error))
      }
    }
    queues.delete(key)
  }
  return (key: string, item: I): Promise<O> =>
    new Promise((resolve, reject) => {
      const queue = queues.get(key)
      if (queue) return void queue.push({ item, resolve, reject })
      const started = [{ item, resolve, reject }]
      queues.set(key, started)
      void drain(key, started)
    })
}
