import fs from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.resolve(import.meta.dirname, '../..')

/** Bundles the code of a thread as scripts/steps/build.mjs does, for tests of what starts it. A server that runs from the same folder never sees half of a file. */
export async function bundleThread(entry: string): Promise<void> {
  const file = path.join(root, 'build', `${path.basename(entry, '.ts')}.mjs`)
  const made = `${file}.${process.pid}`
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: made,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    packages: 'external',
    tsconfig: 'tsconfig.json',
    jsx: 'automatic',
    logLevel: 'warning',
  })
  fs.renameSync(made, file)
}
