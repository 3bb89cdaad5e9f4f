// `node scripts/build.mjs`: all that `npm start` makes before it serves, and nothing of the site's data. For images and for machines that
// build in one place and serve in another.
import { buildBundles, buildPages } from './steps/build.mjs'
import { generateClients, installDependencies } from './steps/dependencies.mjs'
import { loadEnv } from './steps/early.mjs'
import { onMaintainedNode } from './steps/node.mjs'
import { endWithChildren } from './steps/run.mjs'
import { step } from './steps/step.mjs'
import { fail } from './steps/user-error.mjs'

async function main() {
  await onMaintainedNode()
  loadEnv()
  endWithChildren()
  await step('dependencies', () => installDependencies({ tools: false }))
  await step('database clients', generateClients)
  await Promise.all([step('server bundle', buildBundles), step('pages', buildPages)])
}

await main().catch(fail)
