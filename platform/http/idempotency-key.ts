import { nowMs } from '../clock'
import { createHmac } from 'node:crypto'
import { config } from '../config'
import { newId } from '../id'

/**
 * Ids for a visitor without a cookie who does `act`: for this second and the two before it. The same act from the same address and agent
 * within two seconds finds the id of the first press, whichever process took it; so it is the same reader's, and is one act.
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
