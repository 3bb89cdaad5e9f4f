import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { build } from 'esbuild'

const root = path.resolve(import.meta.dirname, '../..')

/**
 * Starts a TypeScript file of the repository as a process of its own, on the database of this test file. `line` resolves to the next line that it
 * prints; `kill` ends it by SIGKILL, as a power cut would, and resolves when it is gone.
 */
export async function startChild(entry: string, env: Record<string, string> = {}) {
  const outfile = path.join(root, 'build/test-children', `${path.basename(entry, '.ts')}-${process.pid}.mjs`)
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    tsconfig: 'tsconfig.json',
    jsx: 'automatic',
    logLevel: 'warning',
  })
  const child = spawn(process.execPath, [outfile], { cwd: root, env: { ...process.env, LOG_LEVEL: 'silent', ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    line: async () => String((await lines.next()).value),
    kill: async () => {
      child.kill('SIGKILL')
      await gone
      fs.rmSync(outfile, { force: true })
    },
  }
}
