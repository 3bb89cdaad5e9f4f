import type { Tx } from '@/platform/db'

/** A reader leaves: part of the transaction of features/accounts/commands/leave-site.ts. That something was reported stays, for what was decided about it; who reported it and their words go. */
export async function leaveReports(tx: Tx, { from }: { from: string }): Promise<string[]> {
  await tx.report.updateMany({ where: { readerId: from }, data: { readerId: null, name: null, email: null, text: '', network: '' } })
  // A ban of the account ends with it; one of its network stays without the name.
  await tx.ban.updateMany({ where: { readerId: from }, data: { readerId: null, name: '' } })
  return []
}
