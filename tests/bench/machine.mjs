import { execFile, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Makes sure that a program is there; installs its Debian package as root, else says what to install. */
export function need(program, debianPackage) {
  if (spawnSync('which', [program]).status === 0) return
  const install = 'apt-get update -qq && apt-get install -y -qq ' + debianPackage
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get') && spawnSync('sh', ['-c', install], { stdio: 'inherit' }).status === 0) return
  console.error(`${program} is missing: install the package ${debianPackage}`)
  process.exit(1)
}

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

export const temporary = (name) => fs.mkdtempSync(path.join(os.tmpdir(), `lightstick-bench-${name}-`))

/**
 * The production server on a data folder of its own with the published lists in it.
 * `root` is the built checkout that it runs from. Returns its address, process id, data folder and `stop()`.
 */
export async function startLightstick({ dataDir = temporary('data'), root = process.cwd(), env = {} } = {}) {
  const port = await freePort()
  const started = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=8', '--max-old-space-size=512', 'build/server.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      SITE_URL: `http://127.0.0.1:${port}`,
      LIMITS_OFF: 'true',
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  process.on('exit', () => child.kill('SIGKILL'))
  const url = `http://127.0.0.1:${port}`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}`)
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) break
    if (performance.now() - started > 60_000) throw new Error('The server was not ready after 60 s')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const startMs = performance.now() - started
  const stop = () =>
    new Promise((resolve) => {
      child.once('exit', resolve)
      child.kill('SIGTERM')
    })
  return { url, port, pid: child.pid, dataDir, database: path.join(dataDir, 'lightstick.db'), startMs, stop }
}

/**
 * nginx with one worker. At `url` it serves the files of a folder and their .gz copies, with the settings that were the quickest of those tried; at `siteUrl`
 * it passes everything on to the site as docs/operating.md says. `requests()`: how many it has answered.
 */
export async function startNginx(folder, site) {
  const [port, proxyPort] = [await freePort(), await freePort()]
  const work = temporary('nginx')
  fs.chmodSync(work, 0o755)
  const conf = path.join(work, 'nginx.conf')
  const operating = fs.readFileSync('docs/operating.md', 'utf8')
  const upstream = /^upstream lightstick \{[\s\S]*?^\}$/m.exec(operating)[0].replace('127.0.0.1:3000', `127.0.0.1:${site.port}`)
  const [location] = /^ {2}location \/ \{[\s\S]*?^ {2}\}$/m.exec(operating)
  fs.writeFileSync(
    conf,
    `worker_processes 1; pid ${work}/pid; error_log ${work}/error.log; daemon off; ${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; open_file_cache max=100;
  client_body_temp_path ${work}/b; proxy_temp_path ${work}/p; fastcgi_temp_path ${work}/f; uwsgi_temp_path ${work}/u; scgi_temp_path ${work}/s;
  types { text/html html; }
${upstream}
  server { listen 127.0.0.1:${port}; root ${folder};
    location / { gzip_static on; add_header Cache-Control "public, max-age=0, must-revalidate"; }
    location = /status { stub_status; } }
  server { listen 127.0.0.1:${proxyPort};
${location}
  } }`,
  )
  const child = spawn('nginx', ['-c', conf, '-p', work, '-e', `${work}/error.log`], { stdio: 'inherit' })
  process.on('exit', () => child.kill('SIGKILL'))
  const url = `http://127.0.0.1:${port}`
  const requests = async () => Number((await (await fetch(`${url}/status`)).text()).match(/\n \d+ \d+ (\d+)/)[1])
  for (
    let tries = 0;
    tries < 200 &&
    !(await requests().then(
      () => true,
      () => false,
    ));
    tries++
  )
    await new Promise((resolve) => setTimeout(resolve, 20))
  const pids = [child.pid, ...fs.readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').map(Number)]
  return { url, siteUrl: `http://127.0.0.1:${proxyPort}`, pids, requests, stop: () => child.kill('SIGQUIT') }
}

const ticksPerSecond = 100

/** The time that processes have spent on the processor, in the program and in the kernel, in microseconds. */
export const processorMicroseconds = (...pids) =>
  pids.reduce((sum, pid) => {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return sum + ((Number(fields[11]) + Number(fields[12])) * 1e6) / ticksPerSecond
  }, 0)

/** Waits until a process that has just started has done what it does at its start: until it needs less than a twentieth of a processor. */
export async function untilQuiet(pid) {
  for (let tries = 0; tries < 60; tries++) {
    const before = processorMicroseconds(pid)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    if (processorMicroseconds(pid) - before < 50_000) return
  }
  throw new Error('The server has not come to rest after a minute')
}

/** What a table of rates cannot be read without: processor, programs, and how many others wanted the processor in the last minute. */
export const describeMachine = () => ({
  processor: `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}`,
  memory: `${Math.round(os.totalmem() / 2 ** 30)} GB`,
  node: process.version,
  nginx: spawnSync('nginx', ['-v'], { encoding: 'utf8' }).stderr.trim().split('/')[1],
  load: os.loadavg()[0].toFixed(1),
  when: new Date().toISOString(),
})

/** wrk for some seconds: requests a second, p50/p99 in ms, answers that were not 2xx/3xx, and how many in all. */
export async function wrk(url, { connections, seconds = 4, headers = {}, script }) {
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])]
  if (script) {
    const file = path.join(temporary('wrk'), 'script.lua')
    fs.writeFileSync(file, script)
    args.push('-s', file)
  }
  const { stdout } = await run('wrk', [...args, url], { maxBuffer: 1 << 20 })
  const time = (label) => {
    const [, value, unit] = stdout.match(new RegExp(`${label}%\\s+([\\d.]+)(us|ms|s)`)) ?? []
    return Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit]
  }
  return {
    rate: Number(stdout.match(/Requests\/sec:\s+([\d.]+)/)?.[1]),
    requests: Number(stdout.match(/(\d+) requests in/)?.[1]),
    failed: Number(stdout.match(/Non-2xx or 3xx responses: (\d+)/)?.[1] ?? 0) + Number(stdout.match(/Socket errors:.*?timeout (\d+)/)?.[1] ?? 0),
    p50: time(50),
    p99: time(99),
  }
}

/** Resident memory of a process in MB. */
export const memoryOf = (pid) => Number(fs.readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024
