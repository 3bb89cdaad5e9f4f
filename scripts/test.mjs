// `npm test`: checks everything, and ends with one line `N passed, N failed`. Each check that is not itself made of tests counts as one.
//   npm test                 all of it
//   npm test -- unit [words] checks, unit and database tests (whose path contains a word)
//   npm test -- e2e [words]  the production build in Chromium
//   npm test -- words        tests of both kinds whose path contains a word
import { buildBundles, buildPages } from './steps/build.mjs'
import { generateClients, installDependencies } from './steps/dependencies.mjs'
import { needChromium, needNginx, needPostgresql, needVarnish } from './steps/machine.mjs'
import { onMaintainedNode } from './steps/node.mjs'
import { endWithChildren, run, runInstalled } from './steps/run.mjs'
import { say, step } from './steps/step.mjs'
import { ownTemporaryFolder, withoutSettings } from './steps/test-environment.mjs'
import { runPlaywright, runVitest } from './steps/test-runners.mjs'
import { fail } from './steps/user-error.mjs'

const [first, ...rest] = process.argv.slice(2)
const part = first === 'unit' || first === 'e2e' ? first : 'all'
const words = part === 'all' ? process.argv.slice(2) : rest
const chosen = words.length > 0

const total = { passed: 0, failed: 0, skipped: [], again: [] }

/** Runs one check or set of tests, counts it, shows why it failed, and lets the next one run. Resolves to whether it passed. */
async function check(name, fn) {
  try {
    await step(name, async () => {
      const counts = await fn()
      if (!counts) return void (total.passed += 1)
      total.passed += counts.passed
      total.failed += counts.failed
      total.skipped.push(...counts.skipped)
      if (counts.again?.length > 0) {
        total.again.push(...counts.again)
        say(counts.output.trimEnd())
      }
      if (counts.failed > 0) throw Object.assign(new Error(`${counts.failed} failed`), { counted: true, output: counts.output })
      return `${counts.passed} passed`
    })
    return true
  } catch (error) {
    if (!error.counted) total.failed += 1
    say([error.output?.trimEnd(), `✗ ${name}: ${error.message}`].filter(Boolean).join('\n'))
    return false
  }
}

async function quickChecks() {
  await check('format', () => runInstalled('prettier', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']).then(() => null))
  await check('lint', () => runInstalled('oxlint', 'oxlint/bin/oxlint', ['--deny-warnings']).then(() => null))
  await check('schema', () => run('schema', process.execPath, ['scripts/schema.mjs', '--check']).then(() => null))
  if (part === 'unit') await check('types', types)
}

const types = () => runInstalled('tsc', 'typescript/bin/tsc', ['--noEmit']).then(() => null)

async function build() {
  if (!(await check('server bundle', () => buildBundles().then(() => null)))) return false
  const built = await check('pages', () => buildPages().then(() => null))
  // Next writes types of its routes while it builds.
  if (part === 'all' && !chosen) await check('types', types)
  return built
}

async function main() {
  await onMaintainedNode()
  withoutSettings()
  endWithChildren()
  ownTemporaryFolder()
  await step('dependencies', installDependencies)
  await step('database clients', generateClients)
  if (part !== 'e2e') await step('PostgreSQL', needPostgresql)
  if (part !== 'unit') await step('Chromium', needChromium)
  if (part !== 'unit') await step('Varnish', needVarnish)
  if (part !== 'unit') await step('nginx', needNginx)

  const checks = async () => {
    if (part !== 'e2e' && !chosen) await quickChecks()
    if (part !== 'e2e') await check('unit and database', () => runVitest(words))
  }
  const [, built] = await Promise.all([checks(), part === 'unit' ? false : build()])
  if (part !== 'unit') {
    if (built) await check('end to end', () => runPlaywright(words))
    else say('✗ end to end: not run, because there is no build')
  }
  if (chosen && total.passed + total.failed <= (part === 'unit' ? 0 : 2)) {
    total.failed += 1
    say(`✗ no test has ${words.join(' or ')} in its path`)
  }

  for (const name of total.skipped) say(`- skipped: ${name}`)
  for (const name of total.again) say(`! failed, and passed when it was asked again, which is a fault to be found: ${name}`)
  say(`${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed === 0 ? 0 : 1)
}

await main().catch(fail)
