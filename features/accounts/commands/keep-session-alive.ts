import { nowMs } from '@/platform/clock'
import { write } from '@/platform/db'
import { log } from '@/platform/log'
import { seenEveryMs, sessionLifetimeMs } from '../sessions'

/** Moves the end of a session that is used, at most once an hour. It runs beside the request: a failure is logged and the request goes on. */
export function keepSessionAlive(session: { id: string; lastSeenAt: Date }): void {
  const now = nowMs()
  if (now - session.lastSeenAt.getTime() < seenEveryMs) return
  const data = { lastSeenAt: new Date(now), expiresAt: new Date(now + sessionLifetimeMs) }
  // `updateMany`: the session may have been ended meanwhile.
  void write((tx) => tx.session.updateMany({ where: { id: session.id, lastSeenAt: session.lastSeenAt }, data })).catch((error) =>
    log.warn({ err: error }, 'a session could not be kept alive'),
  )
}
