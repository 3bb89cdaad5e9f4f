// The production build: Next's pages, and the bundles of the server and the command line. Each is made again only when its sources changed.
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs'
import { interfaceLanguage } from '../words/language.mjs'
import { root, run, runInstalled } from './run.mjs'

const stampFile = 'build/stamp.json'
const shared = ['features', 'platform', 'ui', 'prisma', 'package.json', 'package-lock.json', 'tsconfig.json', 'scripts/words', 'translations']
const pageSources = ['app', ...shared, 'public', 'instrumentation.ts', 'next.config.mjs', 'next.config.ts', 'postcss.config.mjs']
const bundleSources = ['server', 'cli', 'app', ...shared, 'scripts/steps/bundle.mjs', 'scripts/enhance.mjs']

const exists = (file) => fs.existsSync(path.join(root, file))
/** Other words are another build. */
const sourcesNow = (names) => fingerprint(names, interfaceLanguage() ?? '')
const stampedAs = (name, value) => writeStamp(stampFile, { ...readStamp(stampFile), [name]: value })

/** What runs in a thread of its own (platform/thread.ts). */
const threads = ['features/content-files/split/article-thread.ts']
const made = ['server', 'cli', ...threads.map((file) => path.basename(file, '.ts'))]

/** Bundles `server/`, `cli/` and the threads. */
export async function buildBundles() {
  const now = sourcesNow(bundleSources)
  if (made.every((name) => exists(`build/${name}.mjs`)) && readStamp(stampFile).bundles === now) return 'unchanged'
  stampedAs('bundles', null)
  await run('Bundling the server', process.execPath, ['scripts/steps/bundle.mjs', 'server/main.ts', 'cli/main.ts', ...threads])
  stampedAs('bundles', now)
}

/** Whether the pages must be built; `npm start` then checks the settings before it spends the time. */
export const pagesAreStale = () => !exists('.next/BUILD_ID') || readStamp(stampFile).pages !== sourcesNow(pageSources)

/** Builds the pages with Next. */
export async function buildPages() {
  if (!pagesAreStale()) return 'unchanged'
  const now = sourcesNow(pageSources)
  stampedAs('pages', null)
  // What Node compiled of the earlier pages.
  fs.rmSync(path.join(root, 'build/compiled'), { recursive: true, force: true })
  await runInstalled('Building the pages', 'next/dist/bin/next', ['build'], { env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } })
  stampedAs('pages', now)
}

/** Reads every setting with the one file that validates them, so that a wrong one stops the start before a build. */
export async function checkSettings() {
  if (!exists('platform/config.ts')) return
  await run('Reading the settings', process.execPath, ['scripts/steps/bundle.mjs', 'platform/config.ts'])
  const { config } = await import(pathToFileURL(path.join(root, 'build/config.mjs')).href)
  void config.port // it reads them when first asked
}
