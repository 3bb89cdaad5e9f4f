import { writeNameForms } from '@/features/records/commands/write-name-forms'
import type { Tx } from '@/platform/db'
import { plainText } from '@/platform/text/markdown'
import { deletePage, insertText, pages } from '../queries/index-of-words'
import { unique, wordsOfName, wordsOfProse } from '../words'

/** The number by which the index knows a list, a series or an author; one that was given stays. */
export async function numberOfPage(tx: Tx, kind: 'list' | 'series' | 'author', targetId: string): Promise<number> {
  const key = { kind_targetId: { kind, targetId } }
  return (await tx.searchPage.upsert({ where: key, create: { kind, targetId }, update: {}, select: { id: true } })).id
}

/** Writes what is searched of a series. */
export async function indexSeries(tx: Tx, seriesId: string): Promise<void> {
  const series = await tx.series.findUnique({ where: { id: seriesId }, select: { title: true, description: true } })
  if (series) await indexNamed(tx, 'series', seriesId, series.title, series.description)
}

/** Writes what is searched of an author. */
export async function indexAuthor(tx: Tx, authorId: string): Promise<void> {
  const author = await tx.author.findUnique({ where: { id: authorId }, select: { name: true, bio: true } })
  if (author) await indexNamed(tx, 'author', authorId, author.name, author.bio)
}

async function indexNamed(tx: Tx, kind: 'series' | 'author', targetId: string, name: string, about: string): Promise<void> {
  const page = await numberOfPage(tx, kind, targetId)
  await tx.$executeRaw(deletePage(page))
  await tx.$executeRaw(insertText(pages, [{ id: page, text: { head: unique(wordsOfName(name)), credit: [], prose: unique(wordsOfProse(plainText(about))) } }]))
  await writeNameForms(tx, kind, targetId, [name])
}
