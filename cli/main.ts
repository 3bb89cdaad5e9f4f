import { commands } from './commands'
import { leaveDatabase } from './database'
import { runCommand } from './run-command'

process.exitCode = await runCommand(process.argv.slice(2), commands, { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) })
await leaveDatabase()
