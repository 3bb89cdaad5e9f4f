// The packages of package-lock.json, and the database clients made from the schema.
import fs from 'node:fs'
import path from 'node:path'
import { interfaceLanguage } from '../words/language.mjs'
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs'
import { root, run } from './run.mjs'
import { UserError } from './user-error.mjs'

const stampFile = 'node_modules/.lightstick.json'

const readLock = (file) => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')).packages

/**
 * Whether node_modules holds what the lock file names, by npm's own list of what it installed: so `npm install` by hand is not done again. `tools`: also what is for tests
 * and checks alone.
 */
function matchesLock(tools) {
  try {
    const installed = readLock('node_modules/.package-lock.json')
    return Object.entries(readLock('package-lock.json')).every(([name, wanted]) => {
      if (name === '' || (wanted.dev && !tools)) return true
      const found = installed[name]
      return found ? found.version === wanted.version : Boolean(wanted.optional || wanted.devOptional || wanted.peer)
    })
  } catch {
    return false
  }
}

/** Where the tools are, they stay: whoever has them runs tests. */
const toolsAreThere = () => fs.existsSync(path.join(root, 'node_modules/vitest'))

/**
 * Installs the packages of the lock file if they are not there; `tools`: also those for tests and checks, a fifth of all, which a start needs not. `npm ci` would refuse a lock file that was made where the registry lacks the
 * optional packages of other platforms: so this installs, and then holds the result against the lock file. No package is compiled: the native ones
 * carry their binaries.
 */
export async function installDependencies({ tools = true } = {}) {
  const lock = fingerprint(['package-lock.json'])
  // What reads our sources to put other words in is one of the tools.
  const withTools = tools || toolsAreThere() || interfaceLanguage() !== null
  if (readStamp(stampFile).lock === lock && (!withTools || toolsAreThere())) return 'unchanged'
  const there = matchesLock(withTools)
  if (!there) {
    const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', withTools ? '--include=dev' : '--omit=dev']
    await run('Installing the dependencies', 'npm', args, { env: { NODE_ENV: '' } })
    if (!matchesLock(withTools)) throw new UserError('npm installed other versions than package-lock.json names: remove node_modules and start again.')
  }
  writeStamp(stampFile, { ...readStamp(stampFile), lock })
  return there ? 'already there' : ''
}

/** Generates the database clients of both engines when a schema changed. */
export async function generateClients() {
  const now = fingerprint([
    'prisma/schema.prisma',
    'prisma/postgresql/schema.prisma',
    'scripts/schema.mjs',
    'node_modules/@prisma/client-generator-ts/package.json',
  ])
  const made = ['prisma/generated/sqlite', 'prisma/generated/postgresql'].every((dir) => fs.existsSync(path.join(root, dir)))
  if (made && readStamp('prisma/generated/.stamp.json').schema === now) return 'unchanged'
  await run('Generating the database clients', process.execPath, ['scripts/schema.mjs'])
  const schema = fingerprint([
    'prisma/schema.prisma',
    'prisma/postgresql/schema.prisma',
    'scripts/schema.mjs',
    'node_modules/@prisma/client-generator-ts/package.json',
  ])
  writeStamp('prisma/generated/.stamp.json', { schema })
}
