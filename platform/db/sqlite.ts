import { monotonicMs } from '../clock'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from './client'
import { refuseAfterMigrations } from './gate'
import { DatabaseReplaced, isDatabaseReplaced } from './replaced'
import type { Tx } from './types'

type Waiting = { act: (tx: Tx) => Promise<unknown>; resolve: (value: unknown) => void; reject: (error: unknown) => void }

// Long enough for any act of ours, short enough that one which hangs does not stop the site for good.
const transactionTimeoutMs = 60_000
const maxActsInCommit = 64
const busyTimeoutMs = 15_000

/**
 * The one writer of a SQLite file in this process. A second transaction on one connection would join the first and vanish
 * with it, and a second connection in one thread would wait for itself: so acts wait in a queue. Those that wait together
 * share one commit, each in a savepoint of its own, because reaching the disk is what costs.
 */
export class SqliteWriter {
  private readonly queue: Waiting[] = []
  private draining: Promise<void> | null = null

  constructor(private readonly client: Client) {}

  /** Runs `act` in a transaction; resolves when it is on disk. */
  run<T>(act: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ act, resolve: resolve as (value: unknown) => void, reject })
      this.draining ??= this.drain()
    })
  }

  async close() {
    await this.draining
    await this.client.$disconnect()
  }

  private async drain() {
    await Promise.resolve()
    while (this.queue.length > 0) {
      const together = this.queue.splice(0, maxActsInCommit)
      await this.commit(together)
    }
    this.draining = null
  }

  private async commit(together: Waiting[]) {
    const started = monotonicMs()
    for (;;) {
      const settled: (() => void)[] = []
      try {
        if (isDatabaseReplaced()) throw new DatabaseReplaced()
        await this.client.$transaction(
          async (tx) => {
            // Takes the write lock at once: a transaction that reads first and writes later fails when another process wrote in between.
            await tx.$executeRawUnsafe('DELETE FROM "Setting" WHERE 0')
            await refuseAfterMigrations(tx)
            for (const { act, resolve, reject } of together) {
              if (together.length > 1) await tx.$executeRawUnsafe('SAVEPOINT act')
              try {
                const value = await act(tx)
                settled.push(() => resolve(value))
              } catch (error) {
                if (together.length === 1) throw error
                await tx.$executeRawUnsafe('ROLLBACK TO act')
                settled.push(() => reject(error))
              }
              if (together.length > 1) await tx.$executeRawUnsafe('RELEASE act')
            }
          },
          { maxWait: transactionTimeoutMs, timeout: transactionTimeoutMs },
        )
        return settled.forEach((settle) => settle())
      } catch (error) {
        if (isBusy(error) && monotonicMs() - started < busyTimeoutMs) {
          await sleep(2 + Math.random() * 6)
          continue
        }
        return together.forEach(({ reject }) => reject(error))
      }
    }
  }
}

/** Another process holds the file's write lock. */
function isBusy(error: unknown): boolean {
  const text = `${(error as { code?: string }).code ?? ''} ${String((error as Error).message)} ${JSON.stringify((error as { meta?: unknown }).meta ?? '')}`
  return /P1008|SQLITE_BUSY|database is locked|SocketTimeout/.test(text)
}
