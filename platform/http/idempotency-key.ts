import { nowMs } from '../clock'
import { createHmac } from 'node:crypto'
import { config } from '../config'
import { newId } from '../id'

/**
 * Three ids for a visitor without a cookie who does `act`: for the current second, the one before and the one before that. Each is derived from the
 * second, the fingerprint (address and agent) and the act, so every process computes the same ids. A second press within two seconds therefore finds
 * the guest that the first press made under one of the earlier ids, and does not count twice. `now` is in milliseconds.
 */
export function pressIds(fingerprint: string, act: string, now = nowMs()): [now: string, ...earlier: string[]] {
  const key = config.secret('double-press')
  const idAt = (second: number) => {
    const chance = createHmac('sha256', key).update(`${second}\n${fingerprint}\n${act}`).digest('hex').slice(0, 11)
    return newId(second * 1000).slice(0, 9) + chance
  }
  const second = Math.floor(now / 1000)
  return [idAt(second), idAt(second - 1), idAt(second - 2)]
}
