import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { reachDisk } from './data-files'

/** `to` goes to `aside`, if it is there; then `from` takes its place, if there is one. */
const moveShape = z.object({ from: z.string().nullable(), to: z.string(), aside: z.string() })
export type Move = z.output<typeof moveShape>

const planName = '.restore.json'

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
  for (const { from, to, aside } of moves) {
    // Each step leaves a state from which the same steps lead on: what was moved already is not there to be moved again.
    const isDone = from !== null && !fs.existsSync(from)
    if (isDone) continue
    if (fs.existsSync(to)) {
      fs.mkdirSync(path.dirname(aside), { recursive: true, mode: 0o700 })
      fs.renameSync(to, aside)
      reachDisk(path.dirname(aside))
    }
    if (from !== null) fs.renameSync(from, to)
    reachDisk(path.dirname(to))
  }
  fs.rmSync(plan)
  fs.rmSync(path.join(dataDir, '.restoring'), { recursive: true, force: true })
  reachDisk(dataDir)
}
