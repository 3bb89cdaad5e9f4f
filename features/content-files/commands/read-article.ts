import { writerOf } from '@/features/articles/commands/load-article'
import { AppError } from '@/platform/errors'
import { FairQueue, QueueFullError } from '@/platform/fair-queue'
import { limitId, type Limit } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { log } from '@/platform/log'
import { inThread, TooMuchForThread } from '@/platform/thread'
import type { ReadArticle, ReadArticleInput } from '../schema'
import type { ArticleWork } from '../split/article-in'
import { listKnownRecords } from './list-known-records'

/** Reading one takes a second of the processor, and at the worst a few (docs/decisions/0053); a writer mends and reads again. */
const reading: Limit = { act: 'read-article', burst: 12, everySeconds: 20 }

/** A large Word document takes seconds and some hundred megabytes. */
const mostOfOne = { memoryMb: 400, ms: 60_000 }

// Bundlers give each layer of the application its own copy of this module; the process reads one article at a time.
const holder = globalThis as unknown as { [key: symbol]: FairQueue | undefined }
const turns = (holder[Symbol.for('lightstick.article-turns')] ??= new FairQueue({ maxRunning: 1, maxWaiting: 20, maxWaitingOf: 2 }))

const refused = (message: string) => new AppError('invalid', message, { fields: { text: message } })

/** Reads a whole article that a writer pasted or sent: what list it would be. Nothing is kept or changed. */
export async function readArticle(actor: Actor, input: ReadArticleInput): Promise<ReadArticle> {
  const account = writerOf(actor)
  await limitId(reading, account.id)
  const work = async (): Promise<ArticleWork> => ({ input, known: await listKnownRecords(), listId: newId() })
  return readInThread<ReadArticle>(account.id, work, 'This article takes too long to read, or too much memory: give it in two parts')
}

/** Reads in a thread, one text at a time for the process. Throws invalid with what is wrong, also of one that is `tooMuch`; unavailable when too many wait. */
export async function readInThread<T>(accountId: string, work: () => Promise<unknown>, tooMuch: string): Promise<T> {
  try {
    return await turns.run(accountId, async () => {
      const answer = await inThread<T>('article-thread', await work(), mostOfOne)
      if ('refused' in answer) throw refused(answer.refused)
      return answer.value
    })
  } catch (error) {
    if (error instanceof QueueFullError)
      throw new AppError('unavailable', 'Other articles are being read right now. Please try again in a minute', { retryAfter: 30 })
    if (!(error instanceof TooMuchForThread)) throw error
    log.warn({ err: error }, 'an article was too much to read')
    throw refused(tooMuch)
  }
}
