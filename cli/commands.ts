import { backupCommand } from './backup'
import type { Command } from './command'
import { exportCommand } from './export'
import { exportCommentsCommand } from './export-comments'
import { importCommand } from './import'
import { importCommentsCommand } from './import-comments'
import { jobsCommand } from './jobs'
import { migrateCommand } from './migrate'
import { restoreCommand } from './restore'
import { splitCommand } from './split'
import { userCommand } from './user'

/** Every command by its name, in the order in which help shows them. */
export const commands: Record<string, Command> = {
  user: userCommand,
  import: importCommand,
  export: exportCommand,
  split: splitCommand,
  'import-comments': importCommentsCommand,
  'export-comments': exportCommentsCommand,
  backup: backupCommand,
  restore: restoreCommand,
  jobs: jobsCommand,
  migrate: migrateCommand,
}
