import fs from 'node:fs'
import { expect } from '@playwright/test'
import { look } from './database'
import { newDataDir, startServer } from './server'

/**
 * Starts the site once, as its first start is: migrations, and the published lists loaded. Every worker then works on a copy of that folder. It runs until
 * nothing of the first start is left to do: the copies would each go on with it, beside tests that look at what changes.
 */
export default async function prepare() {
  const dataDir = newDataDir()
  const site = await startServer({ dataDir })
  const isQuiet = () => {
    const jobs = look(site, 'SELECT "runAt", "leaseUntil" FROM "Job" WHERE "doneAt" IS NULL')
    return jobs.length > 0 && jobs.every(({ runAt, leaseUntil }) => leaseUntil === null && new Date(String(runAt)) > new Date())
  }
  await expect.poll(isQuiet, { timeout: 60_000 }).toBe(true)
  const code = await site.stop()
  if (code !== 0) throw new Error(`The site was asked to stop and ended with ${code}:\n${site.output()}`)
  process.env.PREPARED_DATA_DIR = dataDir
  return () => fs.rmSync(dataDir, { recursive: true, force: true })
}
