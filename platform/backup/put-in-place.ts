import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { reachDisk } from './data-files'
import { BackupError } from './manifest'
import { leftUndecided, moveShape, planName, unpackedFor, unpacking, type Move } from './places'

/** Decides that a restore happens: from here on it is finished, by this process or by the next that uses the data. */
export function writePlan(dataDir: string, moves: Move[]): void {
  const plan = path.join(dataDir, planName)
  fs.writeFileSync(`${plan}.part`, JSON.stringify(moves), { mode: 0o600 })
  reachDisk(`${plan}.part`)
  fs.renameSync(`${plan}.part`, plan)
  reachDisk(dataDir)
}

/** Whether a restore was decided and not finished. */
export const isUnfinished = (dataDir: string) => fs.existsSync(path.join(dataDir, planName))

/** Does what is left of a plan; does nothing when there is none. The caller holds the data alone. */
export function finishRestore(dataDir: string): void {
  if (!isUnfinished(dataDir)) return
  const plan = path.join(dataDir, planName)
  const moves = z.array(moveShape).parse(JSON.parse(fs.readFileSync(plan, 'utf8')))
  for (const move of moves) {
    try {
      carryOut(move)
    } catch (error) {
      throw new BackupError(
        `A restore has begun, and ${move.to} cannot be replaced (${(error as Error).message}). Mend that, and start again: it goes on there.`,
      )
    }
  }
  fs.rmSync(plan)
  for (const folder of [path.join(dataDir, unpacking), ...unpackedFor(moves)]) fs.rmSync(folder, { recursive: true, force: true })
  reachDisk(dataDir)
}

/**
 * Deletes what a restore left that was killed before it had decided anything: it takes the room of the whole site. The caller uses the data, so no restore is
 * under way.
 */
export function removeUndecided(dataDir: string, databaseFile: string | null): void {
  if (isUnfinished(dataDir)) return
  for (const left of leftUndecided(dataDir, databaseFile)) fs.rmSync(left, { recursive: true, force: true })
}

/** Each step leaves a state from which the same steps lead on: what was moved already is not there to be moved again. */
function carryOut({ from, to, aside }: Move): void {
  const isDone = from !== null && !fs.existsSync(from)
  if (isDone) return
  if (fs.existsSync(to)) {
    fs.mkdirSync(path.dirname(aside), { recursive: true, mode: 0o700 })
    fs.renameSync(to, aside)
    reachDisk(path.dirname(aside))
  }
  if (from !== null) fs.renameSync(from, to)
  reachDisk(path.dirname(to))
}
