import { monotonicMs } from './clock'

/** `beganAt`: since when steps that give way have held this turn; 0 while none has. */
type Turns = { work: (() => void)[]; steps: (() => void)[]; beganAt: number }

// Bundlers give each layer of the application its own copy of this module; the process has one event loop.
const holder = globalThis as unknown as { [key: symbol]: Turns | undefined }
const turns = (holder[Symbol.for('lightstick.turns')] ??= { work: [], steps: [], beganAt: 0 })

// Node's own, also while a test stops its clock.
const soon = setImmediate

/** How long steps that give way may hold a turn. */
const maxTurnMs = 10

/**
 * Waits for a turn of the event loop that no other caller has: first come, first served. For work that holds the processor, asked for from outside. In each turn
 * Node takes one new connection in (libuv 1.45 and later) and reads all that are open: without this, posts on open connections were all worked on in one turn,
 * and somebody who came new waited for seconds behind everybody's next post and the one after it.
 */
export const nextTurn = (): Promise<void> => wait(turns.work, 'last')

/**
 * For steps that follow each other without ever waiting for anything outside, as statements on SQLite do: null, or what to wait for because this turn of the
 * event loop has lasted long enough. Without it a loop over thousands of rows keeps everybody out until its end. They have a line of their own, so that they
 * wait behind no post. `first` is for who holds what others wait for.
 */
export function giveWay(place: 'first' | 'last' = 'last'): Promise<void> | null {
  const now = monotonicMs()
  if (turns.beganAt > 0) return now - turns.beganAt < maxTurnMs ? null : wait(turns.steps, place).then(begin)
  begin()
  return null
}

// Whoever is called has the whole of a turn, whatever came before in it.
function begin() {
  turns.beganAt = monotonicMs()
  soon(() => (turns.beganAt = 0))
}

const wait = (line: (() => void)[], place: 'first' | 'last') =>
  new Promise<void>((resolve) => {
    if (place === 'first') line.unshift(resolve)
    else line.push(resolve)
    if (line.length === 1) soon(() => call(line))
  })

function call(line: (() => void)[]) {
  // What runs after this one, as promises that are settled, is part of its turn: so whoever waits next is called in the turn after.
  if (line.length > 1) soon(() => call(line))
  line.shift()?.()
}
