// The one script of the readers' pages: every `*.enhance.ts` of the features and of ui/, in one hashed file with a budget.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { root } from './steps/run.mjs'
import { UserError } from './steps/user-error.mjs'

/** The most that the module may weigh, compressed with brotli, in bytes. */
const budget = 10 * 1024
const target = 'build/enhance'

function sources() {
  const under = (dir) => (fs.existsSync(path.join(root, dir)) ? fs.readdirSync(path.join(root, dir)).map((name) => `${dir}/${name}`) : [])
  const folders = ['ui', ...under('features').map((feature) => `${feature}/ui`)]
  return folders
    .flatMap(under)
    .filter((file) => /\.enhance\.tsx?$/.test(file))
    .sort()
}

/**
 * Builds `build/enhance/<hash>.js` and resolves to `{ file, bytes, brotli }`, or to null when there are no such scripts.
 * Throws when the module is heavier than its budget. `dev` leaves it readable.
 */
export async function buildEnhance({ dev = false } = {}) {
  const dir = path.join(root, target)
  fs.rmSync(dir, { recursive: true, force: true })
  const files = sources()
  if (files.length === 0) return null
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
    minify: !dev,
    legalComments: 'none',
    logLevel: 'warning',
  })
  const code = outputFiles[0].contents
  const brotli = zlib.brotliCompressSync(code, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }).length
  if (!dev && brotli > budget)
    throw new UserError(`The readers' script weighs ${brotli} bytes compressed; its budget is ${budget}. Make it smaller: ${files.join(', ')}`)
  const file = `${createHash('sha256').update(code).digest('hex').slice(0, 16)}.js`
  fs.mkdirSync(dir, { recursive: true })
  fs.writeFileSync(path.join(dir, file), code)
  return { file: `${target}/${file}`, bytes: code.length, brotli }
}
