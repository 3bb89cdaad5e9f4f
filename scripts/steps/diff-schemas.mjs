// Prisma's schema engine as WebAssembly: the stock command needs a native one that cannot be had everywhere (docs/decisions/).
// It only compares schemas here; migrations are applied by platform/db/migrate.ts.
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'

let loading

/** One instance for the process: its bindings are one module, and a second instance would pull the memory from under the first. */
const loadSchemaEngine = () => (loading ??= load())

async function load() {
  const wasm = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'))
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(fileURLToPath(wasm)), { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return bindings.SchemaEngine
}

/**
 * The SQL that leads from one schema's text to another's (`''` is an empty database), for `sqlite` or `postgresql`; empty when they are the same.
 * PostgreSQL's part wants a server to ask for its version.
 */
export async function diffSchemas(engine, from, to, databaseUrl) {
  const SchemaEngine = await loadSchemaEngine()
  const factory = engine === 'sqlite' ? new PrismaBetterSqlite3({ url: databaseUrl }) : new PrismaPg({ connectionString: databaseUrl })
  const schema = (content) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] })
  const instance = await SchemaEngine.new({ datamodels: [['schema.prisma', to]] }, () => {}, bindMigrationAwareSqlAdapterFactory(factory))
  const { stdout } = await instance.diff({
    from: from ? schema(from) : { tag: 'empty' },
    to: schema(to),
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return !stdout || stdout.includes('This is an empty migration') ? '' : stdout
}
