import type { Tx } from '../db/types'
import type { EventPayloads, EventType } from './catalogue'

/** Writes what can be read quickly from what has just changed, in the transaction of the change: it is there with it, or neither is. */
export type Projection<T extends EventType> = (tx: Tx, payload: EventPayloads[T]) => Promise<void>

type AnyProjection = (tx: Tx, payload: never) => Promise<void>

const holder = globalThis as unknown as { [key: symbol]: Map<EventType, Map<string, AnyProjection>> | undefined }
const projections = (holder[Symbol.for('lightstick.projections')] ??= new Map())

/**
 * Registers a projection of events of this type (called by app/composition.ts only). It must be quick and change only what belongs to the thing that the
 * event is about: what takes longer is a job (`consume`). Idempotent by `name`.
 */
export function project<T extends EventType>(type: T, name: string, projection: Projection<T>): void {
  const ofType = projections.get(type) ?? new Map<string, AnyProjection>()
  projections.set(type, ofType.set(name, projection))
}

/** `announce` only. */
export async function runProjections<T extends EventType>(tx: Tx, type: T, payload: EventPayloads[T]): Promise<void> {
  for (const projection of projections.get(type)?.values() ?? []) await projection(tx, payload as never)
}
