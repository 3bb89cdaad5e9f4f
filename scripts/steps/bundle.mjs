// Bundles our TypeScript that runs outside Next, so that plain Node runs it. Run as a process of its own: `node scripts/steps/bundle.mjs entry…`.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildEnhance } from '../enhance.mjs'
import { languagePlugins } from '../words/language.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const { build } = await import('esbuild')

/** `server/main.ts` becomes `build/server.mjs`, `platform/config.ts` `build/config.mjs`. */
const nameOf = (entry) => (path.basename(entry) === 'main.ts' ? path.dirname(entry) : path.basename(entry, '.ts'))

const entries = process.argv.slice(2).filter((entry) => fs.existsSync(path.join(root, entry)))
try {
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries.map((entry) => [nameOf(entry), entry])),
    outdir: 'build',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    packages: 'external',
    tsconfig: 'tsconfig.json',
    jsx: 'automatic',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: languagePlugins(),
  })
  if (entries.includes('server/main.ts')) await buildEnhance()
} catch (error) {
  if (error.name === 'UserError') console.error(error.message)
  process.exit(1) // esbuild has said why
}
