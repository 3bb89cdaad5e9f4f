// `npm run -s lightstick -- <command>`: makes sure that the command line is installed and built, silently, and runs it. In an image it only runs it.
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildBundles } from './steps/build.mjs'
import { generateClients, installDependencies } from './steps/dependencies.mjs'
import { loadEnv } from './steps/early.mjs'
import { onMaintainedNode } from './steps/node.mjs'
import { endWithChildren, root } from './steps/run.mjs'
import { UserError, fail } from './steps/user-error.mjs'

/** In an image everything is made already, and its user may write nothing (scripts/image.mjs). */
const isImage = () => fs.existsSync(path.join(root, 'build/image.json'))

async function main() {
  await onMaintainedNode()
  loadEnv()
  process.env.NODE_ENV ??= 'production'
  // Paths are typed where it was called; its own files are found from the project's folder.
  process.env.INIT_CWD ??= process.cwd()
  process.chdir(root)
  if (!isImage()) {
    const release = endWithChildren()
    await installDependencies({ tools: false })
    await generateClients()
    await buildBundles()
    release()
  }
  const file = path.join(root, 'build/cli.mjs')
  if (!fs.existsSync(file)) throw new UserError('The command line is not built: cli/main.ts is missing.')
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(file).href)
}

await main().catch(fail)
