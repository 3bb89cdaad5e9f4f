// The packages of package-lock.json, the one native module among them, and the database clients made from the schema.
import fs from 'node:fs'
import path from 'node:path'
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs'
import { root, run } from './run.mjs'
import { UserError } from './user-error.mjs'

const stampFile = 'node_modules/.lightstick.json'
const native = path.join(root, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node')
const platform = `${process.platform} ${process.arch} ${process.versions.modules}`

const readLock = (file) => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')).packages

/** Whether node_modules holds what the lock file names, by npm's own list of what it installed: so `npm install` by hand is not done again. */
function matchesLock() {
  try {
    const installed = readLock('node_modules/.package-lock.json')
    return Object.entries(readLock('package-lock.json')).every(([name, wanted]) => {
      if (name === '') return true
      const found = installed[name]
      return found ? found.version === wanted.version : Boolean(wanted.optional || wanted.devOptional || wanted.peer)
    })
  } catch {
    return false
  }
}

/**
 * Installs the packages of the lock file if they are not there. `npm ci` would refuse a lock file that was made where the registry lacks the
 * optional packages of other platforms: so this installs, and then holds the result against the lock file. The native module is built by
 * `buildNative`, beside other work.
 */
export async function installDependencies() {
  const lock = fingerprint(['package-lock.json'])
  if (readStamp(stampFile).lock === lock) return 'unchanged'
  const there = matchesLock()
  if (!there) {
    const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev']
    await run('Installing the dependencies', 'npm', args, { env: { NODE_ENV: '' } })
    if (!matchesLock()) throw new UserError('npm installed other versions than package-lock.json names: remove node_modules and start again.')
  }
  writeStamp(stampFile, { ...readStamp(stampFile), lock })
  return there ? 'already there' : ''
}

/** Builds better-sqlite3 for this Node if it was not: with npm's prebuilt file where that can be fetched, else with the compiler (about a minute). */
export async function buildNative() {
  const there = loads()
  if (!there) {
    await run('Building better-sqlite3 (it needs python3, make and g++)', 'npm', ['rebuild', 'better-sqlite3', '--no-audit', '--no-fund'], {
      env: { JOBS: 'max', ...ownHeaders() },
    })
    if (!loads()) throw new UserError('better-sqlite3 was built, and this Node cannot load it: remove node_modules and start again.')
  }
  writeStamp(stampFile, { ...readStamp(stampFile), platform })
  return there ? 'already there' : ''
}

/** Node's headers lie beside it in most installations: building against those spares the compiler's set-up a download. */
function ownHeaders() {
  const prefix = path.resolve(fs.realpathSync(process.execPath), '../..')
  const header = path.join(prefix, 'include/node/node_version.h')
  const text = fs.existsSync(header) ? fs.readFileSync(header, 'utf8') : ''
  const version = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1]).join('.')
  return version === process.versions.node ? { npm_config_nodedir: prefix } : {}
}

function loads() {
  try {
    process.dlopen({ exports: {} }, native)
    return true
  } catch {
    return false
  }
}

/** Whether better-sqlite3 is built for this Node: then there is no step to show. */
export const nativeIsBuilt = () => fs.existsSync(native) && readStamp(stampFile).platform === platform

/** Generates the database clients of both engines when a schema changed. */
export async function generateClients() {
  const now = fingerprint(['prisma/schema.prisma', 'prisma/postgresql/schema.prisma', 'scripts/schema.mjs', 'node_modules/prisma/package.json'])
  const made = ['prisma/generated/sqlite', 'prisma/generated/postgresql'].every((dir) => fs.existsSync(path.join(root, dir)))
  if (made && readStamp('prisma/generated/.stamp.json').schema === now) return 'unchanged'
  await run('Generating the database clients', process.execPath, ['scripts/schema.mjs'])
  const schema = fingerprint(['prisma/schema.prisma', 'prisma/postgresql/schema.prisma', 'scripts/schema.mjs', 'node_modules/prisma/package.json'])
  writeStamp('prisma/generated/.stamp.json', { schema })
}
