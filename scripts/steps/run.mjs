// Runs a program as a child that never outlives this process.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { UserError } from './user-error.mjs'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const children = new Set()

// Each child leads a group, so that what it started ends with it: a compiler under npm, say.
function endChildren() {
  for (const child of children) {
    try {
      process.kill(-child.pid, 'SIGTERM')
    } catch {
      child.kill('SIGTERM')
    }
  }
}
process.on('exit', endChildren)

/** Ends this process, and so its children, when it is told to: 130 and 143 are what a shell expects. Returns a function that takes the handlers away. */
export function endWithChildren() {
  const stop = (signal) => process.exit(signal === 'SIGINT' ? 130 : 143)
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return () => {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

/**
 * Runs `command` in the project's folder and resolves to `{ status, output }` (both streams, in order of arrival).
 * `show` passes the output through as well.
 */
export function capture(command, args, { env = {}, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    })
    children.add(child)
    let output = ''
    const take = (stream) => (chunk) => {
      output += chunk
      if (show) stream.write(chunk)
    }
    child.stdout.on('data', take(process.stdout))
    child.stderr.on('data', take(process.stderr))
    child.on('error', (error) => reject(error.code === 'ENOENT' ? new UserError(`${command} is not installed, or not on PATH.`) : error))
    child.on('close', (status) => {
      children.delete(child)
      resolve({ status: status ?? 1, output })
    })
  })
}

/** Runs `command` and throws a `UserError` that says `what` failed, with the program's output, when it ends badly. */
export async function run(what, command, args, options = {}) {
  const { status, output } = await capture(command, args, options)
  if (status !== 0) throw new UserError(`${what} failed (${path.basename(command)} ended with ${status}).`, options.show ? '' : output)
  return output
}

/** Runs a file of an installed package with this Node. */
export const runInstalled = (what, file, args = [], options = {}) => run(what, process.execPath, [path.join(root, 'node_modules', file), ...args], options)
