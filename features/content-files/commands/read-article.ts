import { writerOf } from '@/features/articles/commands/load-article'
import { AppError } from '@/platform/errors'
import { limitId, type Limit } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { FormatError } from '../format/problems'
import { articleLimits, type ReadArticle, type ReadArticleInput } from '../schema'
import { docxToHtml } from '../split/docx'
import { toReadArticle } from '../split/read-article'
import { splitArticle } from '../split/split-article'
import { listKnownRecords } from './list-known-records'

/** Reading one takes a second of the machine at most; a writer mends and reads again. */
const reading: Limit = { act: 'read-article', burst: 30, everySeconds: 5 }

const refused = (message: string) => new AppError('invalid', message, { fields: { text: message } })

/** Reads a whole article that a writer pasted or sent: what list it would be. Nothing is kept or changed. */
export async function readArticle(actor: Actor, input: ReadArticleInput): Promise<ReadArticle> {
  const account = writerOf(actor)
  await limitId(reading, account.id)
  const word = 'docx' in input ? await htmlOf(Buffer.from(input.docx, 'base64'), input.name) : null
  const source = word?.html ?? ('text' in input ? input.text : '')
  if (!/[\p{L}\p{N}]/u.test(source)) throw refused(word ? 'There are no words in this document' : 'Paste an article first')
  if (source.length > articleLimits.characters)
    throw refused(`This document is longer than any article: at most ${articleLimits.characters.toLocaleString('en')} characters can be read at once`)
  const known = await listKnownRecords()
  const split = splitArticle(source, word ? 'html' : 'text', known)
  split.result.notes.push(...(word?.notes ?? []))
  return toReadArticle(split, known)
}

async function htmlOf(bytes: Buffer, name: string) {
  try {
    return await docxToHtml(bytes, name)
  } catch (error) {
    throw error instanceof FormatError ? refused(error.problems[0]!.message) : error
  }
}
