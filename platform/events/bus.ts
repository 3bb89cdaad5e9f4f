import type { Event } from './catalogue'

/**
 * What happened, told once to everyone in this process who wants to know. Local commits and the listener of the database both feed it, so an event
 * of our own comes by twice: the bus passes on the first.
 */
export type Subscriber = {
  /** Must not throw: whatever it does later is its own affair. */
  event: (event: Event) => void
  /** Events may have been missed (a restore, a broken connection): nothing that is kept can be trusted. Those up to number `upTo` count as heard. */
  missed: (upTo: number) => void
  /** Nothing is heard at the moment: what is kept may be old, and is the best that there is. What was missed follows when something is heard again. */
  deaf: () => void
}

type State = { subscribers: Map<string, Subscriber>; heard: Set<number> }

// The server, Next and the command line each have a copy of this module; the process has one bus.
const holder = globalThis as unknown as { [key: symbol]: State | undefined }
const state = (holder[Symbol.for('lightstick.bus')] ??= { subscribers: new Map(), heard: new Set() })
// Numbers in the order in which they came, the oldest forgotten: an LRU would keep one because it was asked for again. An event forgotten early drops a page twice.
const maxHeard = 10_000

/** Adds a subscriber, or replaces the one of this name. Returns what takes it away. */
export function subscribe(name: string, subscriber: Subscriber): () => void {
  state.subscribers.set(name, subscriber)
  return () => void (state.subscribers.get(name) === subscriber && state.subscribers.delete(name))
}

/** Passes an event on, unless it was heard before. */
export function deliver(event: Event): void {
  if (state.heard.has(event.id)) return
  state.heard.add(event.id)
  if (state.heard.size > maxHeard) state.heard.delete(state.heard.values().next().value!)
  for (const subscriber of state.subscribers.values()) subscriber.event(event)
}

/** Says that events may have been missed. */
export function deliverMissed(upTo = 0): void {
  state.heard.clear() // another database may stand in the place of this one, with the same numbers
  for (const subscriber of state.subscribers.values()) subscriber.missed(upTo)
}

/** Says that nothing is heard at the moment. */
export function deliverDeaf(): void {
  for (const subscriber of state.subscribers.values()) subscriber.deaf()
}
