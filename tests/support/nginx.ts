import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findNginx } from '@/scripts/steps/machine.mjs'
import { untilListening } from './until-listening'

const root = path.resolve(import.meta.dirname, '../..')

/** What docs/operating.md says of passing requests on, and of the connections that are kept for them, to the site on `port`. */
function documented(port: number): { upstream: string; location: string } {
  const text = fs.readFileSync(path.join(root, 'docs/operating.md'), 'utf8')
  const [upstream = ''] = /^upstream lightstick \{[\s\S]*?^\}$/m.exec(text) ?? []
  const [location = ''] = /^ {2}location \/ \{[\s\S]*?^ {2}\}$/m.exec(text) ?? []
  const address = 'server 127.0.0.1:3000;'
  if (!upstream.includes(address) || !location.includes('proxy_pass http://lightstick;')) throw new Error('docs/operating.md passes nothing on to the site')
  // What is known of it to be away after one failure would be tried again after ten seconds only: a test that starts another process waits for none.
  return { upstream: upstream.replace(address, `server 127.0.0.1:${port} max_fails=0;`), location }
}

/** Starts nginx on loopback before a site. `passTo` gives it another port of the site, as a reload does: running requests end where they are. */
export async function startNginx({ port, sitePort }: { port: number; sitePort: number }) {
  const program = findNginx()
  if (!program) throw new Error('nginx is not installed (on Debian: apt-get install nginx-light)')
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-nginx-'))
  fs.chmodSync(dir, 0o755)
  const file = path.join(dir, 'nginx.conf')
  const write = (to: number) => {
    const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${dir}/${name};`).join(' ')
    const { upstream, location } = documented(to)
    const server = `${upstream}\nserver { listen 127.0.0.1:${port}; client_max_body_size 16m;\n${location}\n}`
    fs.writeFileSync(file, `daemon off; pid ${dir}/pid; worker_processes 2; events {} http { access_log off; ${folders} ${server} }`)
  }
  write(sitePort)
  const args = ['-c', file, '-p', dir, '-e', path.join(dir, 'error.log')]
  const child = spawn(program, args, { stdio: 'ignore' })
  await untilListening(port, () => child.exitCode === null)
  return {
    url: `http://127.0.0.1:${port}`,
    errors: () => fs.readFileSync(path.join(dir, 'error.log'), 'utf8'),
    passTo(to: number) {
      write(to)
      const { status, stderr } = spawnSync(program, [...args, '-s', 'reload'], { encoding: 'utf8' })
      if (status !== 0) throw new Error(`nginx did not reload: ${stderr}`)
    },
    async stop() {
      const ended = child.exitCode === null && once(child, 'exit')
      child.kill()
      await ended
      fs.rmSync(dir, { recursive: true, force: true })
    },
  }
}
