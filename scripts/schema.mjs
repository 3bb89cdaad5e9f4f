// Writes prisma/postgresql/schema.prisma from the one authored schema, and the clients of both engines.
// `node scripts/schema.mjs --check` changes nothing and fails when the generated schema is stale.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

// Its packages are whole as CommonJS alone.
const require = createRequire(import.meta.url)
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

/**
 * Writes the clients of both engines. Prisma's command line would do the same, with 180 MB of packages (a studio, a database of its own) that nothing here uses.
 * Throws with Prisma's own words when a schema is wrong.
 */
async function generateClients() {
  const { getConfig, getDMMF } = require('@prisma/internals')
  const { PrismaClientTsGenerator } = require('@prisma/client-generator-ts')
  const { version } = require('@prisma/client/package.json')
  for (const schemaPath of [authored, generated]) {
    const text = fs.readFileSync(schemaPath, 'utf8')
    const datamodel = [[schemaPath, text]]
    const { generators, datasources } = await getConfig({ datamodel })
    const output = { fromEnvVar: null, value: path.resolve(path.dirname(schemaPath), generators[0].output.value) }
    const generator = { ...generators[0], output, isCustomOutput: true }
    const dmmf = await getDMMF({ datamodel })
    await new PrismaClientTsGenerator().generate({ generator, otherGenerators: [], schemaPath, dmmf, datasources, datamodel: text, version, noHints: true })
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
    await generateClients()
  }
}
