import type { Tx } from '@/platform/db'
import { newId } from '@/platform/id'

/**
 * Moves what a guest did to an account's reader: in the transaction of the sign-in, so that it comes along whole or not at all.
 * A guest and an account may both have voted in one article: the feature decides.
 */
export type Adopter = (tx: Tx, readers: { from: string; to: string }) => Promise<void>

// One list for the process: bundlers give each layer of the application its own copy of this module.
const holder = globalThis as unknown as { [key: symbol]: Map<string, Adopter> | undefined }
const adopters = (holder[Symbol.for('lightstick.adopters')] ??= new Map<string, Adopter>())

/** Registers how a feature moves a guest's rows to an account (called by app/composition.ts only). Idempotent by `name`. */
export const adoptWith = (name: string, adopter: Adopter) => void adopters.set(name, adopter)

/** Moves a guest's rows to the account's reader. Does nothing for an unknown guest, or when the reader belongs to an account. */
export async function adoptGuest(tx: Tx, guestId: string | null, accountId: string): Promise<void> {
  if (!guestId) return
  const guest = await tx.reader.findUnique({ where: { id: guestId }, select: { accountId: true } })
  if (!guest || guest.accountId !== null) return
  const { id: to } = await tx.reader.upsert({ where: { accountId }, create: { id: newId(), accountId }, update: {}, select: { id: true } })
  for (const adopt of adopters.values()) await adopt(tx, { from: guestId, to })
  // Only a guest without rows: deleting one that a feature forgot to move would delete its votes and comments.
  await tx.reader.deleteMany({ where: { id: guestId, accountId: null, votes: { none: {} }, comments: { none: {} }, hearts: { none: {} } } })
}
