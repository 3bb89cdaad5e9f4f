import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findVarnish } from '@/scripts/steps/machine.mjs'
import { untilListening } from './until-listening'

const root = path.resolve(import.meta.dirname, '../..')

/** The configuration in docs/caching.md, with the addresses and the secret of this test in the place of the example's. */
function documentedVcl(backendPort: number, secret: string): string {
  const page = fs.readFileSync(path.join(root, 'docs/caching.md'), 'utf8')
  const [, vcl = ''] = /^### Varnish$[\s\S]*?^```vcl\n([\s\S]*?)^```$/m.exec(page) ?? []
  const replaced: [string, string][] = [
    ['"10.0.0.0"/24', '"127.0.0.1"'],
    ['.host = "10.0.0.10"; .port = "3000"', `.host = "127.0.0.1"; .port = "${backendPort}"`],
    ['!= "…"', `!= "${secret}"`],
  ]
  return replaced.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`docs/caching.md has no ${from} in its example for Varnish`)
    return text.replace(from, to)
  }, vcl)
}

/** Starts Varnish on loopback as docs/caching.md says, before a site on `backendPort`. Rejects with what it printed when it does not start. */
export async function startVarnish({ port, backendPort, secret }: { port: number; backendPort: number; secret: string }) {
  const program = findVarnish()
  if (!program) throw new Error('Varnish is not installed (on Debian: apt-get install varnish varnish-modules)')
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-varnish-'))
  fs.chmodSync(dir, 0o755) // Varnish gives its rights away before it reads the file
  fs.writeFileSync(path.join(dir, 'site.vcl'), documentedVcl(backendPort, secret))
  const args = ['-F', '-a', `127.0.0.1:${port}`, '-f', path.join(dir, 'site.vcl'), '-n', path.join(dir, 'work'), '-s', 'malloc,64m', '-T', 'none']
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const started = new Promise<boolean>((resolve) => {
    const hear = (chunk: Buffer) => {
      output += String(chunk)
      if (/Child launched OK|Child \(\d+\) Started/.test(output)) resolve(true)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => resolve(false))
  })
  const stop = async () => {
    const ended = child.exitCode === null && once(child, 'exit')
    child.kill()
    await ended
    fs.rmSync(dir, { recursive: true, force: true })
  }
  if (!(await started)) {
    await stop()
    throw new Error(`Varnish did not start:\n${output}`)
  }
  await untilListening(port, () => child.exitCode === null)
  return { url: `http://127.0.0.1:${port}`, stop }
}
