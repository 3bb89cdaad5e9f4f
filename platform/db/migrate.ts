import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { sqliteAdapter } from './client'

/** Prisma's own schema engine as WebAssembly: the stock command needs a native one that cannot be had everywhere (docs/decisions/). */

export type Engine = 'sqlite' | 'postgresql'

/** The database was made by a newer Lightstick. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError'
}

const root = () => process.cwd()
const schemaFile = (engine: Engine) => path.join(root(), engine === 'sqlite' ? 'prisma/schema.prisma' : 'prisma/postgresql/schema.prisma')
const migrationsDir = (engine: Engine) => path.join(root(), 'prisma/migrations', engine)

type SchemaEngine = typeof import('@prisma/schema-engine-wasm/schema_engine_bg').SchemaEngine
let loading: Promise<SchemaEngine> | undefined

/** One instance for the process: its bindings are one module, and a second instance would pull the memory from under the first. */
const loadSchemaEngine = () => (loading ??= load())

async function load(): Promise<SchemaEngine> {
  const require = createRequire(path.join(root(), 'package.json'))
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = path.join(path.dirname(require.resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(wasm), { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return bindings.SchemaEngine
}

/** The engine takes SQLite's exclusive lock and keeps its connections: so they are closed by hand. */
function connect(engine: Engine, databaseUrl: string) {
  const factory = engine === 'sqlite' ? sqliteAdapter(databaseUrl, 'write') : new PrismaPg({ connectionString: databaseUrl })
  const opened: Connection[] = []
  const open = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await open()
    opened.push(adapter)
    return adapter as never
  }
  return { factory, dispose: async () => void (await Promise.all(opened.splice(0).map((adapter) => adapter.dispose()))) }
}

type Connection = Awaited<ReturnType<ReturnType<typeof sqliteAdapter>['connect']>>

const filters = { externalTables: [], externalEnums: [] }

function migrationsList(engine: Engine) {
  const dir = migrationsDir(engine)
  const folders = fs.readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return {
    baseDir: dir,
    lockfile: { path: 'migration_lock.toml', content: fs.readFileSync(path.join(dir, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: folders.map(({ name }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: fs.readFileSync(path.join(dir, name, 'migration.sql'), 'utf8') } },
    })),
  }
}

/**
 * Applies the migrations that a database lacks and returns their names. The engine is loaded only when there is something to apply:
 * it takes a third of a second and tens of megabytes that the process would keep.
 * Throws NewerDatabaseError when the database has migrations that this code does not know.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const engine: Engine = databaseUrl.startsWith('file:') ? 'sqlite' : 'postgresql'
  const { factory, dispose } = connect(engine, databaseUrl)
  try {
    const list = migrationsList(engine)
    const known = list.migrationDirectories.map(({ path }) => path).sort()
    const rows = await listApplied(await factory.connect())
    const unknown = rows.filter(({ name }) => !known.includes(name))
    if (unknown.length > 0) {
      throw new NewerDatabaseError(
        `The database is newer than this code: it has the migration ${unknown.at(-1)!.name}, and the newest known here is ${known.at(-1)}. Run the newer version, or restore a backup made before it.`,
      )
    }
    if (known.every((name) => rows.some((row) => row.name === name && row.finished))) return []
    await dispose()
    const SchemaEngine = await loadSchemaEngine()
    const schema = schemaFile(engine)
    const instance = await SchemaEngine.new({ datamodels: [[schema, fs.readFileSync(schema, 'utf8')]] }, () => {}, bindMigrationAwareSqlAdapterFactory(factory))
    const { appliedMigrationNames } = await instance.applyMigrations({ migrationsList: list, filters })
    return appliedMigrationNames
  } finally {
    await dispose()
  }
}

/** What Prisma's own table says, in order; nothing when the database is new. */
async function listApplied(connection: Connection): Promise<{ name: string; finished: boolean }[]> {
  const ask = async (sql: string) => (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows
  const tables =
    connection.provider === 'sqlite' ? `SELECT name FROM sqlite_master WHERE name = '_prisma_migrations'` : `SELECT to_regclass('_prisma_migrations')::text`
  if (!(await ask(tables)).some(([name]) => name !== null)) return []
  const rows = await ask(
    `SELECT migration_name, finished_at IS NOT NULL FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  )
  return rows.map(([name, finished]) => ({ name: String(name), finished: Boolean(Number(finished)) }))
}

/** The SQL that leads from one schema's text to another's (`''` is an empty database). For `scripts/migration.mjs`;
 * PostgreSQL's part wants a server to ask for its version. */
export async function diffSchemas(engine: Engine, from: string, to: string, databaseUrl: string): Promise<string> {
  const SchemaEngine = await loadSchemaEngine()
  const { factory } = connect(engine, databaseUrl)
  const file = (content: string) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] })
  const instance = await SchemaEngine.new({ datamodels: [['schema.prisma', to]] }, () => {}, bindMigrationAwareSqlAdapterFactory(factory))
  const result = await instance.diff({
    from: from ? file(from) : { tag: 'empty' },
    to: file(to),
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters,
  })
  return result.stdout ?? ''
}
