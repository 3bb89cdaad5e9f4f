import { ask } from './query-database'

/** What a database consists of, without its rows: columns, indexes, keys and enums, one line each. */
const parts = {
  sqlite: [
    `SELECT 'column ' || m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk || ' ' || COALESCE(c.dflt_value, '') AS line
     FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'`,
    `SELECT 'index ' || i.name || ' ' || m.name || ' ' || i."unique" || ' ' || c.seqno || ' ' || c.name || ' ' || c."desc" AS line
     FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_xinfo(i.name) c WHERE m.type = 'table' AND c.key = 1`,
    `SELECT 'key ' || m.name || '.' || f."from" || ' ' || f."table" || '.' || f."to" || ' ' || f.on_update || ' ' || f.on_delete AS line
     FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`,
    `SELECT m.type || ' ' || m.name AS line FROM sqlite_master m WHERE m.type IN ('trigger', 'view')`,
  ],
  postgresql: [
    `SELECT 'column ' || table_name || '.' || column_name || ' ' || udt_name || ' ' || COALESCE(datetime_precision::text, '') || ' ' || is_nullable || ' ' ||
     COALESCE(column_default, '') AS line FROM information_schema.columns WHERE table_schema = 'public'`,
    `SELECT 'index ' || indexdef AS line FROM pg_indexes WHERE schemaname = 'public'`,
    `SELECT 'key ' || conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint WHERE connamespace = 'public'::regnamespace`,
    `SELECT 'enum ' || t.typname || ' ' || string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) AS line FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname`,
    `SELECT 'trigger ' || tgname AS line FROM pg_trigger WHERE NOT tgisinternal`,
  ],
}

/** The catalogue in order, without Prisma's own table. */
export async function readCatalogue(url: string): Promise<string[]> {
  return ask(url, async (one) => {
    const lines: string[] = []
    for (const sql of parts[url.startsWith('file:') ? 'sqlite' : 'postgresql']) lines.push(...(await one(sql)).map(({ line }) => String(line)))
    return lines.filter((line) => !/_prisma_migrations|sqlite_(sequence|stat)/.test(line)).sort()
  })
}
