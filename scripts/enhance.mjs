// The scripts of the readers' pages. Every `*.enhance.ts` of the features and of ui/ goes into one hashed file that all pages load; each `*.island.ts` is a file of
// its own for the pages that ask for it, and each `*.part.ts` one that an act asks for: the others load it by `import()`. All have budgets.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { root } from './steps/run.mjs'
import { UserError } from './steps/user-error.mjs'
import { interfaceLanguage, languagePlugins } from './words/language.mjs'

/** The most that a file may weigh, compressed with brotli, in bytes. The letters of other scripts take more than those of English. */
const ofWords = interfaceLanguage() ? 1.1 : 1
const budgets = { module: 10 * 1024 * ofWords, alone: 5 * 1024 * ofWords }
const target = 'build/enhance'

function sources() {
  const under = (dir) => (fs.existsSync(path.join(root, dir)) ? fs.readdirSync(path.join(root, dir)).map((name) => `${dir}/${name}`) : [])
  const folders = ['ui', ...under('features').map((feature) => `${feature}/ui`)]
  const files = folders.flatMap(under).sort()
  return {
    module: files.filter((file) => file.endsWith('.enhance.ts')),
    islands: files.filter((file) => file.endsWith('.island.ts')),
    parts: files.filter((file) => file.endsWith('.part.ts')),
  }
}

/** Builds `build/enhance/<hash>.js`, and `build/enhance/<name>-<hash>.js` for each island and part. Throws when one is heavier than its budget. */
export async function buildEnhance() {
  const { module, islands, parts } = sources()
  fs.rmSync(path.join(root, target), { recursive: true, force: true })
  fs.mkdirSync(path.join(root, target), { recursive: true })
  /** Addresses of the parts, by the ends of their paths. */
  const partsAt = new Map()
  for (const file of parts) {
    const name = path.basename(file, '.part.ts')
    partsAt.set(`${name}.part`, `/_lightstick/${await buildFile([file], { what: `The part “${name}”`, prefix: `${name}-`, budget: budgets.alone, partsAt })}`)
  }
  if (module.length > 0) await buildFile(module, { what: 'The readers’ script', prefix: '', budget: budgets.module, partsAt })
  for (const file of islands) {
    const name = path.basename(file, '.island.ts')
    await buildFile([file], { what: `The script “${name}”`, prefix: `${name}-`, budget: budgets.alone, partsAt })
  }
}

/** What is imported of a part is loaded when it is asked for. */
const laterParts = (partsAt) => ({
  name: 'later-parts',
  setup: (build) =>
    void build.onResolve({ filter: /\.part$/ }, ({ path: from, kind }) =>
      kind === 'dynamic-import' ? { path: partsAt.get(path.basename(from)), external: true } : null,
    ),
})

/** Returns the name of the file. */
async function buildFile(files, { what, prefix, budget, partsAt }) {
  const { build } = await import('esbuild')
  // What others import of a part is kept.
  const contents = files.map((file) => `${file.endsWith('.part.ts') ? 'export * from' : 'import'} './${file}'`).join('\n')
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
    plugins: [laterParts(partsAt), ...languagePlugins()],
  })
  const code = outputFiles[0].contents
  const brotli = zlib.brotliCompressSync(code, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }).length
  if (brotli > budget) throw new UserError(`${what} weighs ${brotli} bytes compressed; its budget is ${budget}. Make it smaller: ${files.join(', ')}`)
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16)
  const name = `${prefix}${hash}.js`
  fs.writeFileSync(path.join(root, target, name), code)
  return name
}
