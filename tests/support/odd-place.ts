import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** What people put into names of folders. */
const oddName = '내 목록 (K-pop & more) #1'
const nobody = 65534
// As another user only root can run it.
const isRoot = process.getuid?.() === 0
const withoutRights = isRoot ? { uid: nobody, gid: nobody } : {}
// What belongs to this copy alone, and must not be shared with another by hard links.
const ownThings = new Set(['.git', '.env', 'data', 'test-results'])

export type Ended = { code: number | null; said: string }

/**
 * A copy of the program in a folder with such a name, whose folders are a user's without rights and whose files are not: made of hard links, it costs no room and
 * little time. Without `built` it is as after a clone whose packages are installed.
 */
export function copyToOddPlace({ built }: { built: boolean }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-odd-'))
  fs.chmodSync(folder, 0o755)
  const app = path.join(folder, oddName)
  fs.mkdirSync(app)
  const left = built ? ownThings : new Set([...ownThings, '.next', 'build'])
  for (const name of fs.readdirSync(root)) if (!left.has(name)) copy(path.join(root, name), app)
  for (const made of built ? ['build/compiled'] : ['prisma/generated', 'next-env.d.ts', 'node_modules/.lightstick.json'])
    fs.rmSync(path.join(app, made), { recursive: true, force: true })
  if (isRoot) execFileSync('find', [app, '-type', 'd', '-exec', 'chown', `${nobody}:${nobody}`, '{}', '+'])
  return {
    app,
    /** Runs npm there, as the user without rights, and with nothing of the environment; `input` is what it reads. */
    npm(args: string[], env: Record<string, string> = {}, input = '') {
      const child = spawn('npm', args, {
        cwd: app,
        env: { PATH: process.env.PATH, HOME: '/nonexistent', HOST: '127.0.0.1', ...env } as unknown as NodeJS.ProcessEnv,
        ...withoutRights,
        stdio: ['pipe', 'pipe', 'pipe'],
        detached: true,
      })
      child.stdin.end(input)
      let said = ''
      let isRunning = true
      child.once('exit', () => (isRunning = false))
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
      const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, said })))
      return {
        ended,
        said: () => said,
        isRunning: () => isRunning,
        /** As Ctrl-C does: the shell, npm and Node each hear it. */
        interrupt: () => process.kill(-child.pid!, 'SIGINT'),
        kill: () => isRunning && process.kill(-child.pid!, 'SIGKILL'),
      }
    },
    owner: () => fs.statSync(path.join(app, 'data')),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
    uid: isRoot ? nobody : process.getuid?.(),
  }
}

function copy(from: string, to: string) {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'pipe' })
  } catch {
    // Temporary files may be on another disk.
    execFileSync('cp', ['-a', from, to])
  }
}
