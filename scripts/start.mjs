// `npm start`: does everything a fresh clone needs, and serves. `--dev` (npm run dev) builds no pages: Next makes them as they are asked for.
// This file and what it imports use Node alone: it runs before anything is installed.
import { serve } from './serve.mjs'
import { buildBundles, buildPages, checkSettings, pagesAreStale } from './steps/build.mjs'
import { generateClients, installDependencies } from './steps/dependencies.mjs'
import { checkPort, loadEnv, makeDataDir } from './steps/early.mjs'
import { onMaintainedNode } from './steps/node.mjs'
import { endWithChildren } from './steps/run.mjs'
import { step } from './steps/step.mjs'
import { fail } from './steps/user-error.mjs'

const dev = process.argv.includes('--dev')

async function main() {
  await onMaintainedNode()
  loadEnv()
  process.env.NODE_ENV = dev ? 'development' : 'production'
  const release = endWithChildren()
  await checkPort()
  await step('data folder', () => makeDataDir())
  await step('dependencies', () => installDependencies({ tools: dev }))
  await makeBuild()
  release()
  await serve()
}

async function makeBuild() {
  await step('database clients', generateClients)
  if (!dev && pagesAreStale()) await step('settings', checkSettings)
  // Next leaves a core idle at times: the bundles, which take a second, take none of their own.
  await Promise.all([step('server bundle', buildBundles), dev ? null : step('pages', buildPages)])
}

await main().catch(fail)
