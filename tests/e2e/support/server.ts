import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../../..')

export type Site = {
  /** Origin, without a slash at the end. */
  url: string
  dataDir: string
  /** What the server printed until now, both streams. */
  output(): string
  /** Runs `lightstick` on this site's data and resolves to what it printed; throws when it fails. */
  lightstick(args: string[], input?: string): Promise<string>
  /** Ends it as Ctrl-C does, or by another signal; resolves to its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
  /** Ends it without a chance to say so. */
  kill(): Promise<void>
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

/** A folder that is a site's data: empty, or a copy of `from`. */
export function newDataDir(from?: string): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-site-'))
  if (from) fs.cpSync(from, dir, { recursive: true })
  return dir
}

type Options = {
  dataDir: string
  env?: Record<string, string>
  port?: number
  /** False when another program answers at the port: then only this one's end is awaited. */
  ownPort?: boolean
  /** The Node that runs it. */
  node?: string
  script?: 'scripts/serve.mjs' | 'scripts/start.mjs'
}

/** Starts the production build on a free port of loopback and resolves when it answers. */
export async function startServer({ dataDir, env = {}, port, ownPort = true, node = process.execPath, script = 'scripts/serve.mjs' }: Options): Promise<Site> {
  const chosen = port ?? (await freePort())
  const url = `http://localhost:${chosen}`
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(chosen),
    HOST: 'localhost',
    DATA_DIR: dataDir,
    SITE_URL: url,
    LIMITS_OFF: 'true',
    // A busy machine makes any statement slow, and tests read what is logged.
    SLOW_STATEMENT_MS: '60000',
    ...env,
  }
  const child = spawn(node, [script], { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  child.stderr.on('data', (chunk) => (output += String(chunk)))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))

  const isReady = () =>
    fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
  let ready = false
  for (const from = Date.now(); !ready && child.exitCode === null && Date.now() - from < 60_000;) {
    ready = ownPort && (await isReady())
    if (!ready) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  if (!ready) {
    child.kill('SIGKILL')
    throw new Error(`The server did not get ready (exit code ${child.exitCode}):\n${output}`)
  }

  return {
    url,
    dataDir,
    output: () => output,
    lightstick: (args, input) => runLightstick(args, environment, input),
    stop: async (signal = 'SIGINT') => {
      child.kill(signal)
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
      const code = await ended
      clearTimeout(timer)
      return code
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function runLightstick(args: string[], env: NodeJS.ProcessEnv, input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['build/cli.mjs', ...args], { cwd: root, env, stdio: ['pipe', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += String(chunk)))
    child.stderr.on('data', (chunk) => (output += String(chunk)))
    child.stdin.end(input)
    child.once('exit', (code) => (code === 0 ? resolve(output) : reject(new Error(`lightstick ${args.join(' ')} ended with ${code}:\n${output}`))))
  })
}
