import { monotonicMs } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { makePace } from '@/platform/pace'
import { indexArticle } from './index-article'

const levels = 3
const perStep = 500

export type Indexing = {
  signal?: AbortSignal
  /** The id of the last list that an earlier run has done. */
  after?: string
  /** For so long lists are begun. */
  forMs?: number
}

/**
 * Writes the lists anew that credit one of these records, or what stands under one: their entries are found by its names. One transaction for each list, in the
 * order of their ids. Returns the id of the last one done when its time is over before the end, else null.
 */
export async function indexListsOf(recordIds: readonly string[], { signal, after = '', forMs = Infinity }: Indexing = {}): Promise<string | null> {
  const began = monotonicMs()
  const family = new Set(recordIds)
  let above = [...family]
  for (let level = 0; level < levels && above.length > 0; level++) {
    const below: string[] = []
    for (let start = 0; start < above.length; start += perStep) {
      const rows = await read.record.findMany({ where: { parentId: { in: above.slice(start, start + perStep) } }, select: { id: true } })
      below.push(...rows.map(({ id }) => id).filter((id) => !family.has(id)))
    }
    for (const id of below) family.add(id)
    above = below
  }
  const lists = new Set<string>()
  for (const recordId of family) {
    // Of Prisma's own all credits would come, of which a well-known record has many in a list.
    const rows = await read.$queryRaw<{ articleId: string }[]>`SELECT DISTINCT "articleId" FROM "Credit" WHERE "subjectId" = ${recordId}`
    for (const { articleId } of rows) lists.add(articleId)
  }
  const rest = makePace()
  for (const articleId of [...lists].sort()) {
    if (articleId <= after) continue
    signal?.throwIfAborted()
    await write((tx) => indexArticle(tx, articleId), { lock: `article:${articleId}` })
    if (monotonicMs() - began > forMs) return articleId
    await rest(signal)
  }
  return null
}
