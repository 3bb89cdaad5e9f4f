import type { Command } from './command'
import { exportCommand } from './export'
import { importCommand } from './import'

/** Every command by its name, in the order in which help shows them. */
export const commands: Record<string, Command> = {
  import: importCommand,
  export: exportCommand,
}
