import { FormatError } from '../format/problems'
import type { FileRecord } from '../format/records-file'
import { articleLimits, type ReadArticle, type ReadArticleInput } from '../schema'
import { docxToHtml } from './docx'
import { toReadArticle } from './read-article'
import { splitArticle } from './split-article'

/** An article, the records that the site knows, and the id of the list that would be made of it. */
export type ArticleWork = { input: ReadArticleInput; known: readonly FileRecord[]; listId: string }

/** Of the text files in a Word document: 300,000 characters in runs of forty have a hundred thousand tags, which take two seconds on a busy machine. */
const docxLimits = { textBytes: 4_000_000, tags: 150_000 }

/** What list an article would be. Throws a `FormatError` for what cannot be read, has no words or too many. Pure. */
export async function articleIn({ input, known, listId }: ArticleWork): Promise<ReadArticle> {
  const file = 'docx' in input ? input.name : ''
  const refuse = (message: string) => new FormatError([{ file, line: 1, message }])
  const word = 'docx' in input ? await docxToHtml(Buffer.from(input.docx, 'base64'), file, docxLimits) : null
  const source = word?.html ?? ('text' in input ? input.text : '')
  if (!/[\p{L}\p{N}]/u.test(source)) throw refuse(word ? 'There are no words in this document' : 'Paste an article first')
  if (source.length > articleLimits.characters)
    throw refuse(`This document is longer than any article: at most ${articleLimits.characters.toLocaleString('en')} characters can be read at once`)
  const split = splitArticle(source, word ? 'html' : 'text', known)
  split.result.notes.push(...(word?.notes ?? []))
  return toReadArticle(split, known, listId)
}
