// Bundlers give each layer of the application its own copy of this module; the process has one clock.
const holder = globalThis as unknown as { [key: symbol]: (() => number) | undefined }
const key = Symbol.for('lightstick.clock')

/** The time in milliseconds since 1970. Code on the server asks here, never `Date` itself, so that tests and simulations can move time. */
export const nowMs = (): number => (holder[key] ?? Date.now)()

/** The time as a date. */
export const currentTime = (): Date => new Date(nowMs())

/** Milliseconds from a point long ago that never jumps: for measuring how long something takes. Never near 0, so that 0 may mean “not yet”. */
export const monotonicMs = (): number => longAgoMs + performance.now()
const longAgoMs = 1e9

/** Tests and simulations only: `read` tells the time from now on; null gives the system's clock back. */
export const setClock = (read: (() => number) | null): void => void (holder[key] = read ?? undefined)

/** Tests and simulations only: the clock goes on from now plus `byMs`. */
export const moveClock = (byMs: number): void => {
  const before = holder[key] ?? Date.now
  setClock(() => before() + byMs)
}
