import { currentTime } from '@/platform/clock'
import type { Tx } from '@/platform/db'
import { newIdAfter } from '@/platform/id'
import { Prisma, type VoteEventKind, type VoteState } from '@/prisma/generated/sqlite/client'

export type VoteEvent = {
  articleId: string
  readerId: string
  /** Null when the vote is taken back. */
  entryId: string | null
  kind: VoteEventKind
  state: VoteState
  codes: string[]
  network?: string
  area?: string
  decisionId?: string
  /** The id of the latest event of this reader in this list: what is added sorts after it. */
  after?: string | null
}
/** The last that happened to a reader's vote in a list. */
export type LastVoteEvent = { id: string; kind: VoteEventKind; state: VoteState; codes: string[] }

// A statement takes 999 values on SQLite, and each row has ten.
const maxTogether = 90

/** Adds to the history of votes, in the transaction of the change. */
export async function writeVoteEvents(tx: Tx, events: VoteEvent[]): Promise<void> {
  const now = currentTime()
  const rows = events.map(({ articleId, readerId, entryId, kind, state, codes, network = '', area = '', decisionId = null, after = null }) => {
    const id = newIdAfter(after, now.getTime())
    return Prisma.sql`(${id}, ${articleId}, ${readerId}, ${entryId}, ${kind}, ${state}, ${JSON.stringify(codes)}, ${network}, ${area}, ${decisionId}, ${now})`
  })
  for (let start = 0; start < rows.length; start += maxTogether)
    await tx.$executeRaw`
      INSERT INTO "VoteEvent" ("id", "articleId", "readerId", "entryId", "kind", "state", "codes", "network", "area", "decisionId", "createdAt")
      VALUES ${Prisma.join(rows.slice(start, start + maxTogether))}`
}
