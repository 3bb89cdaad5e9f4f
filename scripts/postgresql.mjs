// A private PostgreSQL for tests and benchmarks: its own folder and port, removed when whoever started it ends, however that happens.
// `node scripts/postgresql.mjs` starts one, prints its address, and keeps it until Ctrl-C.
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findPostgresql } from './steps/machine.mjs'
import { UserError } from './steps/user-error.mjs'

// PostgreSQL runs under a shell that waits for its standard input to end. When the process that started it dies, even by SIGKILL, the pipe
// closes, and the shell stops the server and removes the folder.
const keeper = `
"$1/postgres" -D "$2/data" -k "$2" -h 127.0.0.1 -p "$3" $4 >"$2/log" 2>&1 &
server=$!
(while kill -0 $server 2>/dev/null; do sleep 1; done; kill $$ 2>/dev/null) &
trap 'rm -rf "$2"; exit 0' TERM
read -r _
kill -INT $server 2>/dev/null
while kill -0 $server 2>/dev/null; do sleep 0.05; done
rm -rf "$2"
`

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

const idOf = (flag, user) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout)

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
const asUser = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : []

/**
 * Starts a cluster and resolves to `{ urlOf(database), stop() }`. Without `durable` it does not wait for the disk, which is right for tests
 * and wrong for measuring.
 */
export async function startPostgresql({ durable = false } = {}) {
  const bin = findPostgresql()
  if (!bin) throw new UserError('PostgreSQL is not installed (on Debian: apt-get install postgresql).')
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-pg-'))
  if (asUser.length > 0) fs.chownSync(dir, idOf('-u', 'postgres'), idOf('-g', 'postgres'))
  const [command, ...args] = [...asUser, path.join(bin, 'initdb'), '-D', path.join(dir, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync']
  const made = spawnSync(command, [...args, '--locale=C.UTF-8'], { encoding: 'utf8', cwd: os.tmpdir() })
  if (made.status !== 0) {
    fs.rmSync(dir, { recursive: true, force: true })
    throw new UserError('PostgreSQL could not make a cluster.', `${made.stdout}${made.stderr}${made.error ?? ''}`)
  }
  const port = await freePort()
  const settings = durable ? '' : '-c fsync=off -c synchronous_commit=off -c full_page_writes=off'
  const all = [...asUser, 'sh', '-c', keeper, 'sh', bin, dir, String(port), `-c max_connections=200 ${settings}`]
  const child = spawn(all[0], all.slice(1), { stdio: ['pipe', 'ignore', 'ignore'], cwd: os.tmpdir(), detached: true })
  child.unref()
  child.stdin.unref()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const stop = async () => {
    child.ref()
    child.stdin.end('\n')
    await ended
  }
  const urlOf = (database) => `postgresql://postgres@127.0.0.1:${port}/${database}`
  await untilReady(bin, dir, port, stop)
  return { urlOf, stop }
}

async function untilReady(bin, dir, port, stop) {
  for (let tries = 0; tries < 300; tries++) {
    if (spawnSync(path.join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status === 0) return
    if (!fs.existsSync(dir)) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const log = fs.existsSync(path.join(dir, 'log')) ? fs.readFileSync(path.join(dir, 'log'), 'utf8') : ''
  await stop()
  throw new UserError('PostgreSQL did not start.', log)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const cluster = await startPostgresql()
  console.log(cluster.urlOf('postgres'))
  const keep = setInterval(() => {}, 1 << 30)
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void cluster.stop().then(() => clearInterval(keep)))
}
