// What the tests must not inherit from the person who runs them, and where they leave nothing behind.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { root } from './run.mjs'

/** The names of all settings: `.env.example` lists every one of them (a test holds it against platform/config.ts). */
function settingNames() {
  const text = fs.readFileSync(path.join(root, '.env.example'), 'utf8')
  return [...text.matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1])
}

/** Forgets every setting of the site: a developer's own database is never the one under test. */
export function withoutSettings() {
  for (const name of settingNames()) delete process.env[name]
  delete process.env.NODE_ENV
}

/** Gives this run, and everything it starts, a temporary folder that is removed at the end. */
export function ownTemporaryFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-test-'))
  fs.chmodSync(folder, 0o711) // the user that PostgreSQL runs as must get through
  process.env.TMPDIR = folder
  process.on('exit', () => {
    try {
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    } catch {
      // a database that is still stopping removes its own folder
    }
  })
}
