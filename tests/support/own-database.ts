import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import './provided'

/**
 * Runs before each test file, and before the file imports anything: gives it a database and a data folder of its own, copied from the
 * template, by the settings that platform/config.ts reads.
 */
const { template, folder } = inject('engine')
const worker = process.env.VITEST_POOL_ID ?? '1'

const dataDir = path.join(folder, `data-${worker}`)
fs.rmSync(dataDir, { recursive: true, force: true })
fs.mkdirSync(dataDir, { recursive: true })
process.env.DATA_DIR = dataDir

if (process.env.TEST_ENGINE === 'postgresql') {
  const name = `worker_${worker}`
  const admin = new pg.Client(template.replace(/template$/, 'postgres'))
  await admin.connect()
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template`)
  await admin.end()
  process.env.DATABASE_URL = template.replace(/template$/, name)
} else {
  const file = path.join(dataDir, 'test.db')
  fs.copyFileSync(template, file)
  process.env.DATABASE_URL = `file:${file}`
}
