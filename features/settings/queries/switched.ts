import { read } from '@/platform/db'
import { switches, type Switch } from '../schema'

/** Who last turned a switch, and when; `by` is null when their account is gone. */
export type Switched = { at: Date; by: string | null }

/** By the name of the switch; nothing of one that nobody has turned. */
export async function lastSwitched(): Promise<Partial<Record<Switch, Switched>>> {
  const found: Partial<Record<Switch, Switched>> = {}
  for (const name of Object.keys(switches) as Switch[]) {
    const last = await read.decision.findFirst({
      where: { targetKind: 'setting', targetId: name },
      orderBy: { id: 'desc' },
      select: { createdAt: true, account: { select: { name: true } } },
    })
    if (last) found[name] = { at: last.createdAt, by: last.account?.name ?? null }
  }
  return found
}
