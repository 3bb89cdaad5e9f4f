// The scripts of the readers' pages. Every `*.enhance.ts` of the features and of ui/ goes into one hashed file that all pages load; each `*.island.ts` is a file of
// its own for the pages that ask for it. Both have budgets.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { root } from './steps/run.mjs'
import { UserError } from './steps/user-error.mjs'
import { interfaceLanguage, languagePlugins } from './words/language.mjs'

/** The most that a file may weigh, compressed with brotli, in bytes. The letters of other scripts take more than those of English. */
const ofWords = interfaceLanguage() ? 1.1 : 1
const budgets = { module: 10 * 1024 * ofWords, island: 5 * 1024 * ofWords }
const target = 'build/enhance'

function sources() {
  const under = (dir) => (fs.existsSync(path.join(root, dir)) ? fs.readdirSync(path.join(root, dir)).map((name) => `${dir}/${name}`) : [])
  const folders = ['ui', ...under('features').map((feature) => `${feature}/ui`)]
  const files = folders.flatMap(under).sort()
  return { module: files.filter((file) => file.endsWith('.enhance.ts')), islands: files.filter((file) => file.endsWith('.island.ts')) }
}

/** Builds `build/enhance/<hash>.js`, and `build/enhance/<name>-<hash>.js` for each island. Throws when one is heavier than its budget. */
export async function buildEnhance() {
  const { module, islands } = sources()
  fs.rmSync(path.join(root, target), { recursive: true, force: true })
  fs.mkdirSync(path.join(root, target), { recursive: true })
  if (module.length > 0) await buildFile(module, { what: 'The readers’ script', prefix: '', budget: budgets.module })
  for (const file of islands) {
    const name = path.basename(file, '.island.ts')
    await buildFile([file], { what: `The script “${name}”`, prefix: `${name}-`, budget: budgets.island })
  }
}

async function buildFile(files, { what, prefix, budget }) {
  const { build } = await import('esbuild')
  const contents = files.map((file) => `import './${file}'`).join('\n')
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, sourcefile: 'enhance.ts', loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    tsconfig: 'tsconfig.json',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: languagePlugins(),
  })
  const code = outputFiles[0].contents
  const brotli = zlib.brotliCompressSync(code, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }).length
  if (brotli > budget) throw new UserError(`${what} weighs ${brotli} bytes compressed; its budget is ${budget}. Make it smaller: ${files.join(', ')}`)
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16)
  fs.writeFileSync(path.join(root, target, `${prefix}${hash}.js`), code)
}
