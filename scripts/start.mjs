// `npm start`: does everything a fresh clone needs, and serves. `--dev` (npm run dev) builds no pages: Next makes them as they are asked for.
// This file and what it imports use Node alone: it runs before anything is installed.
import { serve } from './serve.mjs'
import { buildBundles, buildPages, checkSettings, pagesAreStale } from './steps/build.mjs'
import { buildNative, generateClients, installDependencies, nativeIsBuilt } from './steps/dependencies.mjs'
import { checkNode, checkPort, loadEnv, makeDataDir } from './steps/early.mjs'
import { endWithChildren } from './steps/run.mjs'
import { step } from './steps/step.mjs'
import { fail } from './steps/user-error.mjs'

const dev = process.argv.includes('--dev')

async function main() {
  checkNode()
  loadEnv()
  process.env.NODE_ENV = dev ? 'development' : 'production'
  const release = endWithChildren()
  await checkPort()
  await step('data folder', () => makeDataDir())
  await step('dependencies', installDependencies)
  // The compiler works on one core while the pages are built on the other.
  const native = nativeIsBuilt() ? null : step('better-sqlite3', buildNative)
  await Promise.all([native, makeBuild()])
  release()
  await serve()
}

async function makeBuild() {
  await step('database clients', generateClients)
  if (!dev && pagesAreStale()) await step('settings', checkSettings)
  await step('server bundle', buildBundles)
  if (!dev) await step('pages', buildPages)
}

await main().catch(fail)
