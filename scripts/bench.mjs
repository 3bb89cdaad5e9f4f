// npm run bench [-- NAME …]: starts everything, measures, prints tables with medians and ratios, writes build/bench.json.
import { generateClients, installDependencies } from './steps/dependencies.mjs'
import { onMaintainedNode } from './steps/node.mjs'
import { fail } from './steps/user-error.mjs'

async function main() {
  await onMaintainedNode()
  await installDependencies()
  await generateClients()
  await import('../tests/bench/run.mjs')
}

await main().catch(fail)
