import { monotonicMs } from './clock'

/** `beganAt`: when the first who asked `giveWay` in this turn did; 0 while nobody has. */
type Turns = { waiting: (() => void)[]; beganAt: number }

// Bundlers give each layer of the application its own copy of this module; the process has one event loop.
const holder = globalThis as unknown as { [key: symbol]: Turns | undefined }
const turns = (holder[Symbol.for('lightstick.turns')] ??= { waiting: [], beganAt: 0 })

// Node's own, also while a test stops its clock.
const soon = setImmediate

/** How long work that gives way may hold a turn. */
const maxTurnMs = 10

/**
 * Waits for a turn of the event loop that no other caller has: first come, first served. For work that holds the processor, asked for from outside. In each turn
 * Node takes one new connection in (libuv 1.45 and later) and reads all that are open: without this, posts on open connections were all worked on in one turn,
 * and somebody who came new waited for seconds behind everybody's next post and the one after it.
 */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    turns.waiting.push(resolve)
    if (turns.waiting.length === 1) soon(giveTurn)
  })

function giveTurn() {
  // What runs after this one, as promises that are settled, is part of its turn: so whoever waits next is called in the turn after.
  if (turns.waiting.length > 1) soon(giveTurn)
  turns.waiting.shift()?.()
}

/**
 * For steps that follow each other without ever waiting for anything outside, as statements on SQLite do: null, or what to wait for because this turn of the
 * event loop has lasted long enough. Without it a loop over thousands of rows keeps everybody out until its end.
 */
export function giveWay(): Promise<void> | null {
  const now = monotonicMs()
  if (turns.beganAt === 0) {
    turns.beganAt = now
    soon(() => (turns.beganAt = 0))
    return null
  }
  return now - turns.beganAt < maxTurnMs ? null : nextTurn()
}
