import { read } from '@/platform/db'
import { switches, type Switch } from '../schema'

/** Who last turned a switch, and when; `by` is 'You' for the viewer, and null when their account is gone. */
export type Switched = { at: Date; by: string | null }

/** By the name of the switch; nothing of one that nobody has turned. `viewer`: the account of whoever looks. */
export async function lastSwitched(viewer: string | null = null): Promise<Partial<Record<Switch, Switched>>> {
  const found: Partial<Record<Switch, Switched>> = {}
  for (const name of Object.keys(switches) as Switch[]) {
    const last = await read.decision.findFirst({
      where: { targetKind: 'setting', targetId: name },
      orderBy: { id: 'desc' },
      select: { createdAt: true, accountId: true, account: { select: { name: true } } },
    })
    if (last) found[name] = { at: last.createdAt, by: viewer !== null && last.accountId === viewer ? 'You' : (last.account?.name ?? null) }
  }
  return found
}
