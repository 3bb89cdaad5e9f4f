import { spawnSync } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** Applies the migrations in a process of its own, bundled as the command line is: no connection stays open to keep the copy waiting. */
export async function migrateTemplate(databaseUrl: string) {
  const run = (...args: string[]) => {
    const done = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, DATABASE_URL: databaseUrl } })
    if (done.status !== 0) throw new Error(`Could not migrate the tests' template database:\n${done.stdout}${done.stderr}`)
  }
  run('scripts/steps/bundle.mjs', 'platform/db/migrate.ts')
  run('--input-type=module', '-e', `const { migrate } = await import('./build/migrate.mjs'); await migrate(process.env.DATABASE_URL); process.exit(0)`)
}
