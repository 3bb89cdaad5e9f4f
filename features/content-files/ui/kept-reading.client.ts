import * as z from 'zod/mini'
import { readArticle, type ReadArticle } from '../schema'

/**
 * What this browser keeps of an article between its text and its list: the reading with all that was mended, whether the review is open, and the list that was made
 * last when words were left over from it.
 */
const keptReading = z.object({
  reading: z.nullable(z.object({ article: readArticle, isMended: z.boolean(), isOpen: z.boolean() })),
  made: z.nullable(z.object({ id: z.string(), title: z.string() })),
})
export type KeptReading = z.infer<typeof keptReading>

export const nothingRead: KeptReading = { reading: null, made: null }

/** What was kept as text; nothing, when there is none or an older version of the site kept it in another form. */
export function parseKept(text: string): KeptReading {
  if (text === '') return nothingRead
  try {
    return keptReading.parse(JSON.parse(text))
  } catch {
    return nothingRead
  }
}

export const printKept = (kept: KeptReading): string => (kept.reading === null && kept.made === null ? '' : JSON.stringify(kept))

/** The review of an article that was just read. */
export const opened = (article: ReadArticle): KeptReading => ({ reading: { article, isMended: false, isOpen: true }, made: null })

export const mended = (article: ReadArticle): KeptReading => ({ reading: { article, isMended: true, isOpen: true }, made: null })

/** The review is left for the text, or gone on with. */
export const turned = ({ reading, made }: KeptReading, isOpen: boolean): KeptReading => ({ reading: reading && { ...reading, isOpen }, made })

/** After a list was made: the words that it does not have, for the field, and what is kept beside them. */
export function afterMade(article: ReadArticle, id: string): { leftOver: string; kept: KeptReading } {
  const leftOver = article.leftOver.join('\n\n')
  return leftOver === '' ? { leftOver, kept: nothingRead } : { leftOver, kept: { reading: null, made: { id, title: article.title.words } } }
}
