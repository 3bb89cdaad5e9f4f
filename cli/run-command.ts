import { explain } from '../scripts/steps/user-error.mjs'
import { UsageError, type Command } from './command'
import { logToStandardError } from '@/platform/log'

type Streams = { out: (text: string) => void; err: (text: string) => void }

// Errors that are written for the person at the keyboard. Bundles have classes of their own, so they are known by name.
const expected = [
  'AppError',
  'FormatError',
  'ConfigError',
  'NewerDatabaseError',
  'MigrationError',
  'MissingDatabaseError',
  'DataInUseError',
  'BackupError',
  'ExpectedError',
]
const systemErrors: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user may not read or write it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk cannot be written to',
}

/** Runs the command that the arguments name and returns the exit code: 0 done, 1 failed, 2 called wrongly. */
export async function runCommand(args: string[], commands: Record<string, Command>, { out, err }: Streams): Promise<number> {
  logToStandardError()
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    out(overview(commands))
    return name === undefined ? 2 : 0
  }
  const asked = name === 'help' ? rest[0]! : name
  const command = Object.hasOwn(commands, asked) ? commands[asked] : undefined
  if (!command) {
    err(`lightstick: there is no command “${asked}”.\n\n${overview(commands)}`)
    return 2
  }
  const end = rest.indexOf('--')
  const wantsHelp = rest.slice(0, end < 0 ? undefined : end).some((arg) => arg === '--help' || arg === '-h')
  if (name === 'help' || wantsHelp) {
    out(`${command.summary}\n\n${command.help.trim()}\n`)
    return 0
  }
  try {
    await command.run(rest)
    return 0
  } catch (error) {
    return report(asked, error, err)
  }
}

function overview(commands: Record<string, Command>): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return `Usage: lightstick <command> [options]\n\n${lines.join('\n')}\n\nlightstick <command> --help says more.\n`
}

function report(name: string, error: unknown, err: (text: string) => void): number {
  const { name: kind = '', code = '', path = '', message = String(error), stack } = error as NodeJS.ErrnoException
  if (kind === 'UsageError' || String(code).startsWith('ERR_PARSE_ARGS')) {
    err(`lightstick ${name}: ${message}\nlightstick ${name} --help shows how it is used.\n`)
    return 2
  }
  if (expected.includes(kind)) err(`${message}\n`)
  else if (code in systemErrors && path) err(`${path}: ${systemErrors[code]}.\n`)
  else if (explain(error)) err(`${explain(error)}\n`)
  else err(`lightstick ${name} failed unexpectedly. Nothing says that it is your fault.\n${stack ?? message}\n`)
  return 1
}

/** For `expected`: stops a command with one line of its own. */
export class ExpectedError extends Error {
  override name = 'ExpectedError'
}

export { UsageError }
