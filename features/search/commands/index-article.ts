import { readDocument } from '@/features/articles/document/read-document'
import { isPublished } from '@/features/articles/queries/cards'
import { entriesOf, type ListDocument, type PlacedEntry } from '@/features/articles/schema'
import { writeNameForms } from '@/features/records/commands/write-name-forms'
import type { Tx } from '@/platform/db'
import { plainText } from '@/platform/text/markdown'
import { deleteEntriesOf, deletePage, entries, insertText, numberOfEntry, pages } from '../queries/index-of-words'
import { unique, wordsOfName, wordsOfProse, type Text } from '../words'
import { numberOfPage } from './index-page'

/**
 * Writes what is searched of a list and its entries as readers see them now; of one that they do not see it deletes everything. Part of the transaction
 * that published or unpublished it, or of a job after a record that it credits got other names.
 */
export async function indexArticle(tx: Tx, articleId: string): Promise<void> {
  const article = await tx.article.findFirst({
    where: { id: articleId, ...isPublished },
    select: { title: true, currentEdition: { select: { document: true } }, credits: { select: { entryId: true, recordId: true } } },
  })
  const page = await numberOfPage(tx, 'list', articleId)
  await tx.$executeRaw(deleteEntriesOf(page))
  await tx.$executeRaw(deletePage(page))
  await writeNameForms(tx, 'list', articleId, article ? [article.title] : [])
  if (!article?.currentEdition) return
  const document = readDocument(article.currentEdition.document)
  const words = await wordsOfRecords(tx, [...new Set(article.credits.map(({ recordId }) => recordId))])
  const creditsOf = new Map<string, string[]>()
  for (const { entryId, recordId } of article.credits) creditsOf.set(entryId, [...(creditsOf.get(entryId) ?? []), ...(words.get(recordId) ?? [])])
  const rows = entriesOf(document).map((placed) => ({
    id: numberOfEntry(page, placed.position),
    text: textOfEntry(placed, unique(creditsOf.get(placed.entry.id) ?? [])),
  }))
  for (let start = 0; start < rows.length; start += 100) await tx.$executeRaw(insertText(entries, rows.slice(start, start + 100)))
  await tx.$executeRaw(insertText(pages, [{ id: page, text: textOfList(document) }]))
}

const textOfEntry = ({ entry, section, subsection }: PlacedEntry, credit: string[]): Text => ({
  head: unique([...wordsOfName(entry.heading), ...wordsOfName(plainText(entry.subheading))]),
  credit,
  prose: unique([section?.heading ?? '', subsection?.heading ?? '', plainText(entry.body)].flatMap(wordsOfProse)),
})

const textOfList = (document: ListDocument): Text => {
  const sections = document.sections.flatMap((section) => [section, ...section.sections])
  const prose = [document.standfirst, ...sections.map(({ heading }) => heading)]
  const markdown = [document.intro, document.outro, ...sections.map(({ body }) => body)]
  return { head: unique(wordsOfName(document.title)), credit: [], prose: unique([...prose, ...markdown.map(plainText)].flatMap(wordsOfProse)) }
}

// A song stands under its artist, who stands under a group; a city under its country.
const levels = 3

/** By record: the words of all its names and of those of what it stands under. */
async function wordsOfRecords(tx: Tx, ids: string[]): Promise<Map<string, string[]>> {
  const known = new Map<string, { parentId: string | null; words: string[] }>()
  for (let level = 0, wanted = ids; level <= levels && wanted.length > 0; level++) {
    for (let start = 0; start < wanted.length; start += 500) {
      const rows = await tx.record.findMany({
        where: { id: { in: wanted.slice(start, start + 500) } },
        select: { id: true, name: true, parentId: true, names: { select: { name: true } } },
      })
      for (const { id, name, parentId, names } of rows) known.set(id, { parentId, words: [name, ...names.map((other) => other.name)].flatMap(wordsOfName) })
    }
    wanted = unique([...known.values()].flatMap(({ parentId }) => (parentId && !known.has(parentId) ? [parentId] : [])))
  }
  const withParents = (id: string, depth = 0): string[] => {
    const record = known.get(id)
    return record ? [...record.words, ...(record.parentId && depth < levels ? withParents(record.parentId, depth + 1) : [])] : []
  }
  return new Map(ids.map((id) => [id, withParents(id)]))
}
