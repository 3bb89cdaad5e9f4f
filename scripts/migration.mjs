// Writes the next migration for both engines: node scripts/migration.mjs add-polls
// Wants a running PostgreSQL in POSTGRES_URL (it asks for the version only).
// Compares prisma/schema.prisma with the schema as of the last migration, kept in prisma/migrations/schema.prisma.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { toPostgresql } from './schema.mjs'
import { diffSchemas } from './steps/diff-schemas.mjs'

const name = process.argv[2]
if (!/^[a-z0-9-]+$/.test(name ?? '')) {
  console.error('Name the migration: node scripts/migration.mjs add-polls')
  process.exit(1)
}
const postgresUrl = process.env.POSTGRES_URL
if (!postgresUrl) {
  console.error('Set POSTGRES_URL to any PostgreSQL, like postgresql://localhost/postgres')
  process.exit(1)
}
const kept = 'prisma/migrations/schema.prisma'
const after = fs.readFileSync('prisma/schema.prisma', 'utf8')
const before = fs.existsSync(kept) ? fs.readFileSync(kept, 'utf8') : ''
const folder = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name.replaceAll('-', '_')}`

for (const engine of ['sqlite', 'postgresql']) {
  const form = engine === 'sqlite' ? (text) => text : toPostgresql
  const sql = await diffSchemas(
    engine,
    before && form(before),
    form(after),
    engine === 'sqlite' ? `file:${path.join(os.tmpdir(), 'lightstick-diff.db')}` : postgresUrl,
  )
  if (!sql.trim()) {
    console.log(`${engine}: nothing changed`)
    continue
  }
  const dir = path.join('prisma/migrations', engine, folder)
  fs.mkdirSync(dir, { recursive: true })
  fs.writeFileSync(path.join(dir, 'migration.sql'), sql.trim() + os.EOL)
  fs.writeFileSync(
    path.join('prisma/migrations', engine, 'migration_lock.toml'),
    `# Which engine these migrations are for: Prisma checks it.\nprovider = "${engine}"\n`,
  )
  console.log(`${engine}: ${path.join(dir, 'migration.sql')}`)
}
fs.writeFileSync(kept, after)
process.exit(0)
