import { defineConfig } from '@playwright/test'
import { findChromium, findHeadlessShell } from './scripts/steps/machine.mjs'

const asRoot = process.getuid?.() === 0

/** What Chromium is to do without. Of two such lists it takes the last, so those that Playwright names itself are here again. */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  // The list under its address bar is drawn as two pages for each window, which nobody sees here: a sixth of the time that a window takes.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
]

/** How the whole of Chromium is begun, with the windows that a person has: for what hangs on more than a page, as what is kept when it is killed, or what it loads ahead. */
export const inWindows = {
  executablePath: findChromium() ?? undefined,
  args: [
    ...(asRoot ? ['--no-sandbox'] : []),
    // nothing but the pages under test is asked of any network
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--disable-features=${disabledFeatures.join(',')}`,
  ],
}

/**
 * `*.spec.ts` run with JavaScript and without; `*.js.spec.ts` only with it, `*.nojs.spec.ts` only without. Nothing is tried twice here:
 * a test that passes sometimes is a fault to be found. `npm test` asks one or two that failed once more, and names them (scripts/steps/test-runners.mjs).
 */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  globalSetup: './tests/e2e/support/prepare.ts',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Nobody waits longer for it where all goes well; where other work is done beside the tests it is needed now and then.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A tenth of the time of all tests: `npx playwright test … --trace retain-on-failure` for one that fails.
    trace: 'off',
    launchOptions: { ...inWindows, executablePath: findHeadlessShell() ?? inWindows.executablePath },
  },
  projects: [
    { name: 'javascript', testMatch: '**/*.spec.ts', testIgnore: '**/*.nojs.spec.ts' },
    { name: 'no-javascript', testMatch: '**/*.spec.ts', testIgnore: '**/*.js.spec.ts', use: { javaScriptEnabled: false } },
  ],
})
