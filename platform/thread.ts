import path from 'node:path'

/** What a thread answers: the value, or why there is none, in words for whoever asked. */
export type ThreadAnswer<T> = { value: T } | { refused: string }

type Limits = {
  /** Of its heap, in megabytes. */
  memoryMb: number
  /** How long it may take, in milliseconds. */
  ms: number
}

/** Thrown by `inThread` when the work needs more memory or time than it may have. */
export class TooMuchForThread extends Error {
  override name = 'TooMuchForThread'
}

/**
 * Does work that would hold this process's one thread, in a thread of its own that ends with it. `name`: of a bundle in `build/` (scripts/steps/build.mjs), which posts one
 * `ThreadAnswer` for what it was given as `workerData`. Throws `TooMuchForThread`, and whatever the thread throws.
 */
export function inThread<T>(name: string, given: unknown, { memoryMb, ms }: Limits): Promise<ThreadAnswer<T>> {
  // An import would have Next follow the path below, and take all of `build/` into its pages.
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  // Nothing of the bundle that asks stands at its own place, so the file is found from where the program was started, as all others are.
  const worker = new Worker(path.join(process.cwd(), 'build', `${name}.mjs`), { workerData: given, resourceLimits: { maxOldGenerationSizeMb: memoryMb } })
  let timer: ReturnType<typeof setTimeout> | undefined
  return new Promise<ThreadAnswer<T>>((resolve, reject) => {
    timer = setTimeout(() => reject(new TooMuchForThread(`${name} took longer than ${ms} ms`)), ms)
    worker.once('message', resolve)
    worker.once('error', (error: Error & { code?: string }) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TooMuchForThread(`${name} needs more than ${memoryMb} MB`) : error),
    )
    worker.once('exit', (code) => reject(new Error(`${name} ended with ${code} and without an answer`)))
  }).finally(() => {
    clearTimeout(timer)
    void worker.terminate()
  })
}
