import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadAnswer } from '@/platform/thread'
import { FormatError } from '../format/problems'
import { articleIn, type ArticleWork } from './article-in'
import { postIn, postsIn, type ExportWork, type PostWork } from './post-in'

const done = async (work: ArticleWork | ExportWork | PostWork): Promise<unknown> =>
  'exported' in work ? postsIn(work) : 'post' in work ? postIn(work) : articleIn(work)

// A thread of its own, by `inThread`: reading an article of megabytes takes seconds, in which the site could answer nobody.
const answer = await done(workerData as ArticleWork | ExportWork | PostWork).then(
  (value): ThreadAnswer<unknown> => ({ value }),
  (error: unknown): ThreadAnswer<unknown> => {
    if (error instanceof FormatError) return { refused: error.problems[0]!.message }
    throw error
  },
)
parentPort!.postMessage(answer)
