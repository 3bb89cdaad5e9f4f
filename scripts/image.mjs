// `node scripts/image.mjs FOLDER`: puts together, after a build, only what the server and the command line need to run, for an image. What that is says
// @vercel/nft, which follows every import and `require`: it comes inside Next, which has used it on its pages already (the .nft.json files).
import { createRequire } from 'node:module'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './steps/run.mjs'
import { UserError, fail } from './steps/user-error.mjs'

const require = createRequire(import.meta.url)

/** Read by path while it runs, so no import leads there. */
const wholeFolders = ['content', 'public', 'prisma/migrations', 'build', 'scripts/steps', 'scripts/words', 'translations']
const singleFiles = ['package.json', 'next.config.mjs', 'scripts/serve.mjs', 'scripts/lightstick.mjs']
/** Next resolves these by name when it reads its settings, and uses none of them. */
const askedForByNext = ['node_modules/next/dist/compiled/webpack', 'node_modules/next/dist/compiled/@babel/runtime']
/** Of Next's output, what only a build reads. */
const buildOnly = /^\.next\/(cache|types|diagnostics|trace|trace-build|turbopack)(\/|$)|\.nft\.json$/
const testOnly = /^build\/(test-children|compiled\/|config\.mjs|(bench|playwright|vitest)\.json)/
/** Where a package's code was written: a third of all, and nobody repairs a package in an image. Our own maps stay, for the lines in logs. */
const mapsOfPackages = /^node_modules\/.*\.map$/

/** Of packages, what nothing here reads: instructions for those who write with them, and what was built for other systems. An image is put together on the system that it is for. */
const builtHere = new RegExp(`/${process.platform}(musl)?-${process.arch}[.]node$`)
const isForOthers = (name) =>
  name.startsWith('node_modules/next/dist/docs/') || (name.startsWith('node_modules/better-sqlite3/prebuilds/') && !builtHere.test(name))

/** All files below a folder, links as such. */
function filesBelow(folder) {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesBelow(name) : [name]
  })
}

/** The files that Next found for its pages and for itself, as paths from the root. */
function tracedByNext() {
  const lists = filesBelow('.next').filter((name) => name.endsWith('.nft.json'))
  if (lists.length === 0) throw new UserError('There is no build yet: run node scripts/build.mjs first.')
  return lists.flatMap((list) => {
    const { files } = JSON.parse(fs.readFileSync(path.join(root, list), 'utf8'))
    return files.map((file) => path.posix.normalize(path.posix.join(path.posix.dirname(list), file)))
  })
}

async function tracedByUs() {
  const { nodeFileTrace } = require('next/dist/compiled/@vercel/nft')
  const { fileList } = await nodeFileTrace(['build/server.mjs', 'build/cli.mjs', 'build/article-thread.mjs'], { base: root, processCwd: root })
  return [...fileList]
}

/** The packages that are needed; everything else of ours is in bundles, or in `wholeFolders`. */
const isNeeded = (name) => name.startsWith('node_modules/') || (name.startsWith('.next/') && !buildOnly.test(name))

function copy(name, target) {
  const from = path.join(root, name)
  const to = path.join(target, name)
  fs.mkdirSync(path.dirname(to), { recursive: true })
  const stat = fs.lstatSync(from)
  if (stat.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(from), to)
  else if (stat.isFile()) {
    fs.copyFileSync(from, to)
    return stat.size
  }
  return 0
}

async function main() {
  const [target] = process.argv.slice(2)
  if (!target) throw new UserError('Name the folder to fill.')
  if (fs.existsSync(target) && fs.readdirSync(target).length > 0) throw new UserError(`${target} is not empty.`)
  const names = new Set(
    [...tracedByNext(), ...(await tracedByUs()), ...filesBelow('.next')].filter((name) => isNeeded(name) && !mapsOfPackages.test(name) && !isForOthers(name)),
  )
  for (const folder of [...wholeFolders, ...askedForByNext])
    for (const name of filesBelow(folder)) if (!testOnly.test(name) && !mapsOfPackages.test(name)) names.add(name)
  for (const name of singleFiles) names.add(name)
  let bytes = 0
  for (const name of names) if (fs.lstatSync(path.join(root, name), { throwIfNoEntry: false })) bytes += copy(name, path.resolve(target))
  // Says to the command line that nothing is installed or built here.
  fs.writeFileSync(path.join(target, 'build/image.json'), JSON.stringify({ files: names.size, bytes }))
  console.log(`${names.size} files, ${(bytes / 1e6).toFixed(1)} MB`)
}

await main().catch(fail)
