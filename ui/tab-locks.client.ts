'use client'

/**
 * Whether a page is still there is told by locks: browsers let go of one when its page is gone, however that went. They need https, or this machine's own address; without them nothing is
 * held.
 */

/** Holds a lock until the page ends, or what it returns is called. */
export function holdLock(name: string): () => void {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  void navigator.locks?.request(name, () => held).catch(() => {})
  return release
}

/** Whether some page holds the lock; null where there are no locks. */
export const isLockHeld = async (name: string): Promise<boolean | null> =>
  navigator.locks ? ((await navigator.locks.query()).held?.some((lock) => lock.name === name) ?? false) : null

/** Does it as soon as no page holds the lock, while no other page does the same; at once where there are no locks. `signal` ends the wait. */
export async function whenLetGo(name: string, signal: AbortSignal, act: () => void): Promise<void> {
  if (navigator.locks) await navigator.locks.request(name, { signal }, act).catch(() => {})
  else act()
}
