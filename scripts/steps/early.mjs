// What can be known to be wrong before a long install or build. Everything else is validated by platform/config.ts.
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { root } from './run.mjs'
import { UserError } from './user-error.mjs'

/** Settings from a file `.env`, if there is one; what is already set in the environment wins. */
export function loadEnv() {
  const file = path.join(root, '.env')
  if (fs.existsSync(file)) process.loadEnvFile(file)
}

/** The port to serve on, and that nobody else has it. Zero means any free one. A socket that this process was given is its own. */
export async function checkPort(env = process.env) {
  if (Number(env.LISTEN_FDS) > 0 && Number(env.LISTEN_PID) === process.pid) return
  const text = env.PORT?.trim() || '3000'
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65535) throw new UserError(`PORT must be a whole number from 0 to 65535, not "${env.PORT}".`)
  await new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen({ port, host: env.HOST?.trim() || undefined, exclusive: true }, () => probe.close(resolve))
  })
}

/** Where this site keeps its database, media and secrets. */
const dataDir = (env = process.env) => path.resolve(root, env.DATA_DIR?.trim() || 'data')

/** A folder that was there before may be open to others. One that is shared by design (/tmp has the sticky bit) or somebody else's stays as it is. */
function keepPrivate(dir) {
  const { mode, uid } = fs.statSync(dir)
  if ((mode & 0o077) === 0 || mode & 0o1000 || uid !== process.getuid?.()) return
  fs.chmodSync(dir, 0o700)
}

/** Makes the data folder for this user alone, and proves that it can be written and that the disk has room. */
export function makeDataDir(env = process.env) {
  const dir = dataDir(env)
  if (fs.existsSync(dir) && !fs.statSync(dir).isDirectory()) throw new UserError(`DATA_DIR must be a folder; ${dir} is a file.`)
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 })
  keepPrivate(dir)
  const probe = path.join(dir, `.write-${process.pid}`)
  try {
    fs.writeFileSync(probe, Buffer.alloc(256 * 1024))
  } finally {
    fs.rmSync(probe, { force: true })
  }
  return path.relative(root, dir).startsWith('..') ? dir : path.relative(root, dir)
}
