'use client'

import { keptOf, type KeptSession, type Session } from '../document/session'
import { keepAfterMs, keptWithinMs } from './draft-timing.client'
import { forgetSession, hasEnded, keepSession, listKeptSessions, readKeptSession, type Keeper } from './kept-sessions.client'

/** Keeps what the site does not have yet in this browser, and knows whether it is there. */
export class Keeping {
  isKept = true
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly of: Keeper,
    private readonly session: () => Session,
    /** `isKept` has become another. */
    private readonly onChange: () => void,
  ) {}

  soon = () => void (this.timer ??= setTimeout(() => void this.now(), keepAfterMs))

  /** Resolves to whether the browser has it. */
  async now(): Promise<boolean> {
    clearTimeout(this.timer)
    this.timer = undefined
    const session = this.session()
    const kept = keptOf(session, new Date().toISOString())
    const nothingWaits = kept === null || kept.waiting.length === 0
    // Storage that hangs says nothing: then the words are on this screen alone as well.
    const late = setTimeout(() => this.become(nothingWaits), keptWithinMs)
    try {
      await (kept ? keepSession(this.of, kept) : forgetSession(this.of, { tab: session.tab }))
      this.become(true)
      return true
    } catch {
      this.become(nothingWaits)
      return false
    } finally {
      clearTimeout(late)
    }
  }

  private become(isKept: boolean) {
    if (this.isKept === isKept) return
    this.isKept = isKept
    this.onChange()
  }
}

/** What tabs of this account that have ended kept of a list. */
export async function* endedSessions(of: Keeper, tab: string): AsyncGenerator<KeptSession> {
  for (const listed of await listKeptSessions(of)) {
    if (listed.tab === tab || !(await hasEnded(listed))) continue
    // As it is now: its tab may have written on until it ended, while others' words were brought back.
    const kept = await readKeptSession(of, listed.tab)
    if (kept) yield kept
  }
}
