// Serves what is built, in this process: what `npm start` ends with, and what the container runs.
import fs from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { root } from './steps/run.mjs'
import { UserError, fail } from './steps/user-error.mjs'

/** Starts the server: it applies migrations, loads content the first time, listens, and says its address. */
export async function serve() {
  const file = path.join(root, 'build/server.mjs')
  if (!fs.existsSync(file)) throw new UserError('There is no build yet: run npm start.')
  process.chdir(root)
  process.env.NODE_ENV ??= 'production'
  // Next's own maps in development. In production the log reads a map when an error names its file (platform/source-positions.ts).
  if (process.env.NODE_ENV === 'development') process.setSourceMapsEnabled(true)
  // What is compiled once is kept for the next start, beside what it was compiled from.
  module.enableCompileCache(path.join(root, 'build/compiled'))
  await import(pathToFileURL(file).href)
  module.flushCompileCache()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve().catch(fail)
