import type { Tx } from './types'

const waiting = new WeakMap<object, (() => void)[]>()

/** Runs `act` once the transaction is durable, in the order of the calls; never when it is rolled back. `act` must not throw. */
export function afterCommit(tx: Tx, act: () => void): void {
  const acts = waiting.get(tx)
  if (acts) acts.push(act)
  else waiting.set(tx, [act])
}

/** `write` only: forgets what an earlier try, or an earlier act on this connection, wanted to run. */
export const forgetAfterCommit = (tx: Tx): void => void waiting.delete(tx)

/** `write` only: what is to run after the commit. */
export const takeAfterCommit = (tx: Tx): (() => void)[] => waiting.get(tx) ?? []
