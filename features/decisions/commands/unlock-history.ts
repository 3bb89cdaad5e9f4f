import type { Tx } from '@/platform/db'

const name = 'history.unlocked'

/**
 * Lets an act delete rows of a history (`Decision`, `VoteEvent`) that triggers keep as they were written: for a time of keeping that is over, and for somebody who wants to be
 * forgotten. The setting that the triggers ask for is there within this transaction alone, so nobody else can.
 */
export async function withUnlockedHistory<T>(tx: Tx, act: () => Promise<T>): Promise<T> {
  await tx.$executeRaw`INSERT INTO "Setting" ("name", "value") VALUES (${name}, 'true') ON CONFLICT DO NOTHING`
  const done = await act()
  await tx.$executeRaw`DELETE FROM "Setting" WHERE "name" = ${name}`
  return done
}
