import { z } from 'zod'
import { nowMs } from '@/platform/clock'
import { jsonOf, lockAll, write, type Tx } from '@/platform/db'
import { consume } from '@/platform/events/consumers'
import { project } from '@/platform/events/projections'
import { defineJob } from '@/platform/jobs/kinds'
import { enqueue } from '@/platform/jobs/queue'
import { fillIndex, refillIndex } from './commands/fill-index'
import { indexArticle } from './commands/index-article'
import { indexAuthor, indexSeries } from './commands/index-page'
import { indexListsOf } from './commands/index-lists-of'

const recordJob = 'search.records'
const maxRunMs = 10 * 60_000
// Of a well-known person the lists are thousands: what is left then is another job, so that no run that is ended has to begin at the first one again.
const forMs = maxRunMs / 5

const recordInput = z.object({ recordIds: z.array(z.string()).nullable(), after: z.string().optional() })
const importedKey = `${recordJob}:imported`
/** An import goes in steps of a few records (features/content-files/commands/import-steps.ts), which follow each other sooner than this. */
const joinForMs = 2000
/** Of more records nearly every list is written anew. */
const maxTogether = 200

/**
 * One job for all records that imports change: it waits until the last step, so that a list which credits forty of them is written once. `recordIds` null: every
 * list is.
 */
async function joinImported(tx: Tx, recordIds: string[] | null): Promise<void> {
  await lockAll(tx, [importedKey])
  const waiting = await tx.job.findUnique({ where: { key: importedKey }, select: { payload: true, doneAt: true } })
  const known = waiting && !waiting.doneAt ? recordInput.safeParse(jsonOf(waiting.payload)).data : { recordIds: [] }
  const all = known?.recordIds && recordIds ? [...new Set([...known.recordIds, ...recordIds])] : null
  const payload = { recordIds: all && all.length <= maxTogether ? all : null }
  await enqueue(tx, { type: recordJob, key: importedKey, payload, runAt: new Date(nowMs() + joinForMs) })
}

/**
 * Says what keeps the index of words (app/composition.ts only). Lists, series and authors are written with their change; the lists that credit a record
 * with other names may be thousands, so they follow in a job.
 */
export function defineSearchIndex(): void {
  project('article.published', 'search', (tx, { articleId }) => indexArticle(tx, articleId))
  project('article.unpublished', 'search', (tx, { articleId }) => indexArticle(tx, articleId))
  project('series.saved', 'search', (tx, { seriesId }) => indexSeries(tx, seriesId))
  project('author.saved', 'search', (tx, { authorId }) => indexAuthor(tx, authorId))
  project('content.imported', 'search', async (tx, { seriesIds = [], authorIds = [] }) => {
    for (const id of seriesIds) await indexSeries(tx, id)
    for (const id of authorIds) await indexAuthor(tx, id)
  })
  consume('record.saved', recordJob, ({ recordId }) => ({ type: recordJob, payload: { recordIds: [recordId] } }))
  consume('record.merged', recordJob, ({ recordId, otherId, undone }) => ({
    type: recordJob,
    payload: { recordIds: undone ? [recordId, otherId] : [recordId] },
  }))
  project('record.imported', 'search', async (tx, { updated, updatedIds = null }) => {
    if (updated > 0) await joinImported(tx, updatedIds)
  })
  defineJob({
    type: recordJob,
    lane: 'background',
    input: recordInput,
    maxRunMs,
    run: async ({ recordIds, after }, { signal }) => {
      if (!recordIds) return refillIndex(signal)
      const last = await indexListsOf(recordIds, { signal, after, forMs })
      if (last) await write((tx) => enqueue(tx, { type: recordJob, payload: { recordIds, after: last } }))
    },
  })
  defineJob({
    type: 'search.fill',
    lane: 'background',
    input: z.object({}),
    maxRunMs,
    everyMs: 3_600_000,
    run: (_, { signal }) => fillIndex(signal),
  })
}
