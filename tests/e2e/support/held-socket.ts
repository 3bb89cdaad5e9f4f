import { expect } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../../..')

/** A process of the site on a socket that another program holds. */
export type Process = { stop(): Promise<number>; output(): string }

/**
 * What systemd does with a socket unit: opens the socket, keeps it, and starts processes that inherit it (sd_listen_fds). Connections that come while none
 * runs wait in the kernel.
 */
export async function holdSocket(port: number, env: Record<string, string>, logDir: string, { node = process.execPath, script = 'scripts/serve.mjs' } = {}) {
  const opener = net.createServer().listen(port, '127.0.0.1')
  await once(opener, 'listening')
  const { fd } = (opener as unknown as { _handle: { fd: number } })._handle
  // A shell that has the socket as its third descriptor and does what it is told, a line at a time.
  const holder = spawn('sh', ['-c', 'while read -r line; do eval "$line"; done'], {
    cwd: root,
    env: { ...process.env, ...env, LISTEN_FDS: '1', NODE: node, SCRIPT: script },
    stdio: ['pipe', 'inherit', 'inherit', fd],
  })
  await new Promise((resolve) => opener.close(resolve))
  const processes: Process[] = []
  return {
    /** Starts a process; resolves when it serves. */
    async start(): Promise<Process> {
      const log = path.join(logDir, `process-${processes.length + 1}.log`)
      fs.writeFileSync(log, '')
      const output = () => fs.readFileSync(log, 'utf8')
      holder.stdin!.write(`(sh -c 'echo "pid $$"; LISTEN_PID=$$ exec "$NODE" "$SCRIPT"'; echo "ended with $?") >'${log}' 2>&1 &\n`)
      const endedWith = () => /^ended with (\d+)$/m.exec(output())?.[1]
      await expect.poll(() => /Lightstick is at/.test(output()) || endedWith(), { timeout: 60_000, intervals: [50] }).toBe(true)
      const pid = Number(/^pid (\d+)$/m.exec(output())?.[1])
      const started: Process = {
        output,
        async stop() {
          if (endedWith() === undefined) process.kill(pid, 'SIGTERM')
          await expect.poll(endedWith, { timeout: 30_000, intervals: [50] }).toBeDefined()
          return Number(endedWith())
        },
      }
      processes.push(started)
      return started
    },
    /** Ends the processes that still run, and closes the socket. */
    async release() {
      for (const each of processes) await each.stop()
      holder.kill()
    },
  }
}
