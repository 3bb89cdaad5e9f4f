import fs from 'node:fs'
import { newDataDir, startServer } from './server'

/** Starts the site once, as its first start is: migrations, and the published lists loaded. Every worker then works on a copy of that folder. */
export default async function prepare() {
  const dataDir = newDataDir()
  const site = await startServer({ dataDir })
  const code = await site.stop()
  if (code !== 0) throw new Error(`The site was asked to stop and ended with ${code}:\n${site.output()}`)
  process.env.PREPARED_DATA_DIR = dataDir
  return () => fs.rmSync(dataDir, { recursive: true, force: true })
}
