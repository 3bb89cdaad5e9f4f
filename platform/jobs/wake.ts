// Bundlers give each layer of the application its own copy of this module; the process has one set of workers.
const holder = globalThis as unknown as { [key: symbol]: Set<() => void> | undefined }
const wakers = (holder[Symbol.for('lightstick.wake')] ??= new Set())

/** Calls `wake` whenever a job was put into the queue by this process. Returns what ends that. */
export function onEnqueued(wake: () => void): () => void {
  wakers.add(wake)
  return () => void wakers.delete(wake)
}

export const wakeWorkers = (): void => wakers.forEach((wake) => wake())
