import { sharedDatabase } from './index'

// One statement each, outside of any transaction: an act that is refused later was still tried. By the clock of the database, which all processes have in common:
// when that was set back behind the time of a bucket, the bucket begins anew, or it would be full for as long as the jump.
// On SQLite the process counts for itself (platform/http/rate-limit.ts).

/**
 * Takes one from a leaky bucket that all processes share on PostgreSQL. Resolves to 0, or to the seconds after which there is one again. Always 0 on SQLite,
 * and while the database is away: the act then fails of itself.
 */
export async function takeShared(key: string, burst: number, everySeconds: number): Promise<number> {
  const db = sharedDatabase()
  if (!db) return 0
  try {
    const rows = await db.$queryRaw<{ level: number }[]>`
      INSERT INTO "RateBucket" AS b ("key", "level", "at") VALUES (${key}, 1, EXTRACT(EPOCH FROM clock_timestamp()))
      ON CONFLICT ("key") DO UPDATE SET "at" = excluded."at",
        "level" = CASE WHEN excluded."at" < b."at" - 1 THEN 0 ELSE GREATEST(0, b."level" - (excluded."at" - b."at") / ${everySeconds}::float8) END + 1
      WHERE CASE WHEN excluded."at" < b."at" - 1 THEN 0 ELSE GREATEST(0, b."level" - (excluded."at" - b."at") / ${everySeconds}::float8) END + 1 <= ${burst}::float8
      RETURNING "level"`
    if (rows.length > 0) return 0
    const [full] = await db.$queryRaw<{ over: number }[]>`
      SELECT "level" - (EXTRACT(EPOCH FROM clock_timestamp()) - "at") / ${everySeconds}::float8 + 1 - ${burst}::float8 AS over FROM "RateBucket" WHERE "key" = ${key}`
    return Math.max(1, Number(full?.over ?? 0) * everySeconds)
  } catch {
    return 0
  }
}

/** Gives back what was taken, at most `times`. */
export async function giveBack(key: string, times: number): Promise<void> {
  const less = Number.isFinite(times) ? times : 1e9
  const db = sharedDatabase()
  if (db) await db.$executeRaw`UPDATE "RateBucket" SET "level" = GREATEST(0, "level" - ${less}::float8) WHERE "key" = ${key}`
}
