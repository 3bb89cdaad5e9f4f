import { writerOf } from '@/features/articles/commands/load-article'
import { AppError } from '@/platform/errors'
import { FairQueue, QueueFullError } from '@/platform/fair-queue'
import { limitId, type Limit } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { nextTurn } from '@/platform/turns'
import { FormatError } from '../format/problems'
import { articleLimits, type ReadArticle, type ReadArticleInput } from '../schema'
import { docxToHtml } from '../split/docx'
import { toReadArticle } from '../split/read-article'
import { splitArticle } from '../split/split-article'
import { listKnownRecords } from './list-known-records'

/** Reading one holds the site's thread for a second, and at the worst for a few (docs/decisions/0053); a writer mends and reads again. */
const reading: Limit = { act: 'read-article', burst: 12, everySeconds: 20 }

/** Of the text files in a Word document: 300,000 characters in runs of forty have a hundred thousand tags, which take two seconds on a busy machine. */
const docxLimits = { textBytes: 4_000_000, tags: 150_000 }

// Bundlers give each layer of the application its own copy of this module; the process reads one article at a time.
const holder = globalThis as unknown as { [key: symbol]: FairQueue | undefined }
const turns = (holder[Symbol.for('lightstick.article-turns')] ??= new FairQueue({ maxRunning: 1, maxWaiting: 20, maxWaitingOf: 2 }))

const refused = (message: string) => new AppError('invalid', message, { fields: { text: message } })

/** Reads a whole article that a writer pasted or sent: what list it would be. Nothing is kept or changed. */
export async function readArticle(actor: Actor, input: ReadArticleInput): Promise<ReadArticle> {
  const account = writerOf(actor)
  await limitId(reading, account.id)
  try {
    return await turns.run(account.id, () => readSource(input))
  } catch (error) {
    if (!(error instanceof QueueFullError)) throw error
    throw new AppError('unavailable', 'Other articles are being read right now. Please try again in a minute', { retryAfter: 30 })
  }
}

async function readSource(input: ReadArticleInput): Promise<ReadArticle> {
  // Whoever else asks for something comes between two readings, and between the two steps of one.
  await nextTurn()
  const word = 'docx' in input ? await htmlOf(Buffer.from(input.docx, 'base64'), input.name) : null
  const source = word?.html ?? ('text' in input ? input.text : '')
  if (!/[\p{L}\p{N}]/u.test(source)) throw refused(word ? 'There are no words in this document' : 'Paste an article first')
  if (source.length > articleLimits.characters)
    throw refused(`This document is longer than any article: at most ${articleLimits.characters.toLocaleString('en')} characters can be read at once`)
  const known = await listKnownRecords()
  if (word) await nextTurn()
  const split = splitArticle(source, word ? 'html' : 'text', known)
  split.result.notes.push(...(word?.notes ?? []))
  return toReadArticle(split, known, newId())
}

async function htmlOf(bytes: Buffer, name: string) {
  try {
    return await docxToHtml(bytes, name, docxLimits)
  } catch (error) {
    throw error instanceof FormatError ? refused(error.problems[0]!.message) : error
  }
}
