import type pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'

const goodbyeMs = 200

/** Ends a connection to PostgreSQL, also one on which nothing comes back any more: the goodbye waits for an answer. */
export async function closeClient(client: pg.Client): Promise<void> {
  await Promise.race([client.end().catch(() => {}), sleep(goodbyeMs)])
  ;(client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy()
}
