// Writes prisma/postgresql/schema.prisma from the one authored schema, and the clients of both engines.
// `node scripts/schema.mjs --check` changes nothing and fails when the generated schema is stale.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const authored = path.join(root, 'prisma/schema.prisma')
const generated = path.join(root, 'prisma/postgresql/schema.prisma')

/** The PostgreSQL schema's text, from the authored one's. */
export function toPostgresql(text) {
  return text
    .replace(/^\/\/ The one authored schema[\s\S]*?\n\n/, '// Generated from prisma/schema.prisma by scripts/schema.mjs: edit that one.\n\n')
    .replace('output       = "./generated/sqlite"', 'output       = "../generated/postgresql"')
    .replace('provider = "sqlite"', 'provider = "postgresql"')
}

/** Runs `prisma generate` for both engines. It wants an engine binary to exist, and never runs it here. */
function generateClients() {
  for (const schema of [authored, generated]) {
    const run = spawnSync(process.execPath, [path.join(root, 'node_modules/prisma/build/index.js'), 'generate', '--schema', schema], {
      cwd: root,
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
      encoding: 'utf8',
    })
    if (run.status !== 0) throw new Error(`prisma generate failed for ${path.relative(root, schema)}:\n${run.stdout}${run.stderr}`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = toPostgresql(fs.readFileSync(authored, 'utf8'))
  const current = fs.existsSync(generated) ? fs.readFileSync(generated, 'utf8') : ''
  if (process.argv.includes('--check')) {
    if (current !== wanted) {
      console.error('prisma/postgresql/schema.prisma is stale: run node scripts/schema.mjs')
      process.exit(1)
    }
  } else {
    fs.mkdirSync(path.dirname(generated), { recursive: true })
    if (current !== wanted) fs.writeFileSync(generated, wanted)
    generateClients()
  }
}
