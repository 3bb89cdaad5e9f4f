import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { engine } from './database'

/** A folder with the real migrations of the engine under test and, after them, some that a test made up (`{ name: sql }`). Gone after the test. */
export function plantMigrations(planted: Record<string, string>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-migrations-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  fs.cpSync(path.join('prisma/migrations', engine), folder, { recursive: true })
  for (const [name, sql] of Object.entries(planted)) {
    const dir = path.join(folder, `29990101000000_${name}`)
    fs.mkdirSync(dir)
    fs.writeFileSync(path.join(dir, 'migration.sql'), sql)
  }
  return folder
}

const rows = 4000
const numbers =
  engine === 'sqlite'
    ? `(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows}) SELECT i FROM n) AS n`
    : `generate_series(1, ${rows}) AS n(i)`

// As Prisma writes it: the lines about foreign keys do nothing inside a transaction.
const rebuild =
  engine === 'sqlite'
    ? `PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_PlantedParent" ("id" INTEGER NOT NULL PRIMARY KEY, "title" TEXT NOT NULL, "mood" TEXT NOT NULL DEFAULT 'calm');
INSERT INTO "new_PlantedParent" ("id", "title") SELECT "id", "name" FROM "PlantedParent";
DROP TABLE "PlantedParent";
ALTER TABLE "new_PlantedParent" RENAME TO "PlantedParent";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
`
    : `ALTER TABLE "PlantedParent" RENAME COLUMN "name" TO "title";
ALTER TABLE "PlantedParent" ADD COLUMN "mood" TEXT NOT NULL DEFAULT 'calm';
SELECT pg_sleep(current_setting('planted.sleep', true)::float);
ALTER TYPE "PlantedKind" RENAME VALUE 'held' TO 'pending';
UPDATE "PlantedParent" SET "title" = "title" || '';
`

/**
 * Three migrations that take long enough to be killed in: a table and its children with some thousand rows, a rebuild of the parent (on SQLite by
 * create, copy, drop and rename), and an index with an update of every child. They need nothing of the real tables.
 * On PostgreSQL the second one sleeps for as many seconds as the setting `planted.sleep` says.
 */
export const slowMigrations: Record<string, string> = {
  '1_tables': `${engine === 'postgresql' ? `CREATE TYPE "PlantedKind" AS ENUM ('visible', 'held');\n` : ''}CREATE TABLE "PlantedParent" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT NOT NULL);
CREATE TABLE "PlantedChild" ("id" INTEGER NOT NULL PRIMARY KEY, "parentId" INTEGER NOT NULL, "words" TEXT NOT NULL,
  CONSTRAINT "PlantedChild_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "PlantedParent" ("id") ON DELETE CASCADE ON UPDATE CASCADE);
INSERT INTO "PlantedParent" ("id", "name") SELECT i, 'Parent; number ' || i FROM ${numbers};
INSERT INTO "PlantedChild" ("id", "parentId", "words") SELECT i, i, 'Child of ' || i FROM ${numbers};
`,
  '2_rebuild': rebuild,
  '3_index': `CREATE INDEX "PlantedChild_words_idx" ON "PlantedChild"("words");
UPDATE "PlantedChild" SET "words" = "words" || ', counted';
`,
}

/** What the slow migrations have made when they were applied once, each whole. */
export const slowResult = { parents: rows, children: rows, counted: rows }
export const slowResultSql = `SELECT (SELECT CAST(COUNT(*) AS INTEGER) FROM "PlantedParent" WHERE "title" LIKE 'Parent; number %' AND "mood" = 'calm') AS parents,
  (SELECT CAST(COUNT(*) AS INTEGER) FROM "PlantedChild") AS children,
  (SELECT CAST(COUNT(*) AS INTEGER) FROM "PlantedChild" WHERE "words" LIKE 'Child of %, counted' AND "words" NOT LIKE '%, counted, counted') AS counted`
/** Takes what the slow migrations made away again, for comparing the rest. */
export const removeSlowResult = `DROP TABLE "PlantedChild"; DROP TABLE "PlantedParent"`
