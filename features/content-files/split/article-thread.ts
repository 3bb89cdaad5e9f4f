import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadAnswer } from '@/platform/thread'
import { FormatError } from '../format/problems'
import { articleIn, type ArticleWork } from './article-in'
import type { ReadArticle } from '../schema'

// A thread of its own, by `inThread`: reading an article of megabytes takes seconds, in which the site could answer nobody.
const answer = await articleIn(workerData as ArticleWork).then(
  (value): ThreadAnswer<ReadArticle> => ({ value }),
  (error: unknown): ThreadAnswer<ReadArticle> => {
    if (error instanceof FormatError) return { refused: error.problems[0]!.message }
    throw error
  },
)
parentPort!.postMessage(answer)
