import { z } from 'zod'
import { write } from '@/platform/db'
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
  consume('record.imported', recordJob, ({ updated, updatedIds = null }) => (updated === 0 ? null : { type: recordJob, payload: { recordIds: updatedIds } }))
  defineJob({
    type: recordJob,
    lane: 'background',
    input: z.object({ recordIds: z.array(z.string()).nullable(), after: z.string().optional() }),
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
