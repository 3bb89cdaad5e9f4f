import { spawn } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const script = `
const { migrate } = await import('./build/migrate.mjs')
const [url, folder] = process.argv.slice(1)
process.stdout.write('begins\\n')
const applied = await migrate(url, { folder: folder || undefined, say: (line) => process.stderr.write(line + '\\n') }).catch((error) => {
  process.stderr.write(error.name + ': ' + error.message + '\\n')
  process.exit(1)
})
process.stdout.write(JSON.stringify(applied))
`

/** What a process left behind: `code` is null when it was killed; `applied` are the migrations that it says to have applied. */
export type Ended = { code: number | null; applied: string[]; errors: string }

/**
 * A process that migrates a database, with the bundle that the set-up of the tests made (tests/support/migrate-template.ts). `begun` resolves when
 * it is about to migrate, `ended` when it is gone.
 */
export function startMigration(url: string, folder = '') {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, url, folder], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stderr.on('data', (chunk) => (errors += String(chunk)))
  const begun = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      output += String(chunk)
      if (output.startsWith('begins\n')) resolve()
    })
    child.once('close', () => resolve())
  })
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => resolve({ code, applied: code === 0 ? (JSON.parse(output.slice('begins\n'.length)) as string[]) : [], errors })),
  )
  return { begun, ended, kill: () => child.kill('SIGKILL') }
}
