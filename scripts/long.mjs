// `npm run long [words]`: the tests in tests/long (whose path contains a word), which take minutes each. Like `npm test`, it ends with `N passed, N failed`.
import { buildBundles, buildPages } from './steps/build.mjs'
import { generateClients, installDependencies } from './steps/dependencies.mjs'
import { needChromium, needPostgresql, needVarnish } from './steps/machine.mjs'
import { onMaintainedNode } from './steps/node.mjs'
import { endWithChildren } from './steps/run.mjs'
import { say, step } from './steps/step.mjs'
import { ownTemporaryFolder, withoutSettings } from './steps/test-environment.mjs'
import { runVitest } from './steps/test-runners.mjs'
import { fail } from './steps/user-error.mjs'

async function main() {
  await onMaintainedNode()
  withoutSettings()
  endWithChildren()
  ownTemporaryFolder()
  await step('dependencies', installDependencies)
  await step('database clients', generateClients)
  await step('PostgreSQL', needPostgresql)
  await step('Varnish', needVarnish)
  await step('Chromium', needChromium)
  await step('server bundle', buildBundles)
  await step('pages', buildPages)
  process.env.LONG_TESTS = '1'
  let counts
  await step('long tests', async () => void (counts = await runVitest(process.argv.slice(2))))
  const { passed, failed, output } = counts
  say(output.trimEnd())
  say(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

await main().catch(fail)
