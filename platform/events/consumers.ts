import type { JobRequest } from '../jobs/queue'
import type { EventPayloads, EventType } from './catalogue'

/** Makes the job that follows from an event, or null when nothing follows from this one. */
export type Consumer<T extends EventType> = (payload: EventPayloads[T]) => JobRequest | null

type AnyConsumer = (payload: never) => JobRequest | null

const holder = globalThis as unknown as { [key: symbol]: Map<EventType, Map<string, AnyConsumer>> | undefined }
const consumers = (holder[Symbol.for('lightstick.consumers')] ??= new Map())

/** Registers a consumer: the job that it makes follows from each event of this type (called by app/composition.ts only). Idempotent by `name`. */
export function consume<T extends EventType>(type: T, name: string, consumer: Consumer<T>): void {
  const ofType = consumers.get(type) ?? new Map<string, AnyConsumer>()
  consumers.set(type, ofType.set(name, consumer))
}

/** The jobs that follow from an event: one for each consumer, with a key that makes it the only one. */
export function jobsAfter(type: string, payload: unknown, id: number): JobRequest[] {
  const ofType = consumers.get(type as EventType) ?? new Map<string, AnyConsumer>()
  return [...ofType].flatMap(([name, consumer]) => {
    const job = consumer(payload as never)
    return job ? [{ key: `${name}:${id}`, ...job }] : []
  })
}
