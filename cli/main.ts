import { commands } from './commands'
import { leaveDatabase } from './database'
import { runCommand } from './run-command'

// Standard output is the command's: what a server would log of it is left out, unless it is asked for.
process.env.LOG_LEVEL ??= 'warn'
process.exitCode = await runCommand(process.argv.slice(2), commands, { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) })
await leaveDatabase()
