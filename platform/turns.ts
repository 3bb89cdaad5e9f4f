// Bundlers give each layer of the application its own copy of this module; the process has one event loop.
const holder = globalThis as unknown as { [key: symbol]: (() => void)[] | undefined }
const waiting = (holder[Symbol.for('lightstick.turns')] ??= [])

/**
 * Waits for a turn of the event loop that no other caller has: first come, first served. For work that holds the processor, asked for from outside. In each turn
 * Node takes one new connection in (libuv 1.45 and later) and reads all that are open: without this, posts on open connections were all worked on in one turn,
 * and somebody who came new waited for seconds behind everybody's next post and the one after it.
 */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve)
    if (waiting.length === 1) setImmediate(giveTurn)
  })

function giveTurn() {
  // What runs after this one, as promises that are settled, is part of its turn: so whoever waits next is called in the turn after.
  if (waiting.length > 1) setImmediate(giveTurn)
  waiting.shift()?.()
}
