// Runs Vitest and Playwright and counts what they ran by their own JSON reports.
import fs from 'node:fs'
import path from 'node:path'
import { capture, root } from './run.mjs'
import { UserError } from './user-error.mjs'

async function report(name, command, args, env) {
  const file = path.join(root, `build/${name}.json`)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.rmSync(file, { force: true })
  const { status, output } = await capture(process.execPath, [path.join(root, 'node_modules', command), ...args], { env: { ...env, FORCE_COLOR: '0' } })
  if (!fs.existsSync(file)) throw new UserError(`${name} ended with ${status} and no report`, output)
  return { status, output, found: JSON.parse(fs.readFileSync(file, 'utf8')) }
}

/** A runner that ended badly although each test passed (a file that did not load, a failed set-up) counts as one failure. */
const settle = (counts, status, output) => ({ ...counts, failed: counts.failed || (status === 0 ? 0 : 1), output })

/** Unit and database tests. Resolves to `{ passed, failed, skipped: names, output }`. */
export async function runVitest(words) {
  const args = [
    'run',
    '--reporter=default',
    '--reporter=json',
    '--outputFile.json=build/vitest.json',
    ...(words.length > 0 ? ['--passWithNoTests'] : []),
    ...words,
  ]
  const { status, output, found } = await report('vitest', 'vitest/vitest.mjs', args, {})
  const tests = found.testResults.flatMap((file) => file.assertionResults)
  const named = (state) => tests.filter((test) => state.includes(test.status))
  const skipped = named(['skipped', 'pending', 'todo', 'disabled']).map((test) => test.fullName)
  return settle({ passed: named(['passed']).length, failed: named(['failed']).length, skipped }, status, output)
}

/** More than so many that fail are no chance. */
const maxAskedAgain = 2

/**
 * End-to-end tests of the production build. Resolves as `runVitest` does, with `again`: the names of those that failed and passed when they were asked once more, alone. That is a fault to
 * be found, in the test or in what it tests (docs/decisions/0052-asked-again.md); it does not hide what five hundred others say.
 */
export async function runPlaywright(words) {
  const first = await runBrowserTests(words.length > 0 ? ['--pass-with-no-tests', ...words] : [])
  const { failed, names } = first
  if (failed === 0 || failed > maxAskedAgain || names.length !== failed) return { ...first, again: [] }
  const second = await runBrowserTests(['--last-failed'])
  const output = `${first.output}\n\nAsked again:\n${second.output}`
  if (second.failed > 0) return { ...first, output, again: [] }
  return { ...first, passed: first.passed + second.passed, failed: 0, output, again: names }
}

async function runBrowserTests(args) {
  const all = ['test', '--reporter=list,json', ...args]
  const { status, output, found } = await report('playwright', '@playwright/test/cli.js', all, { PLAYWRIGHT_JSON_OUTPUT_NAME: 'build/playwright.json' })
  const titles = (suite, above = '') => [
    ...(suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => ({ title: `${above}${spec.title} (${test.projectName})`, status: test.status }))),
    ...(suite.suites ?? []).flatMap((inner) => titles(inner, `${above}${inner.title} › `)),
  ]
  const tests = found.suites.flatMap((suite) => titles(suite, `${suite.title} › `))
  const named = (...states) => tests.filter(({ status: state }) => states.includes(state)).map(({ title }) => title)
  const names = named('unexpected', 'flaky')
  return { ...settle({ passed: named('expected').length, failed: names.length, skipped: named('skipped') }, status, output), names }
}
