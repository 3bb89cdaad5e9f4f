// Serves what is built, in this process: what `npm start` ends with, and what the container runs.
import fs from 'node:fs'
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
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(file).href)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve().catch(fail)
