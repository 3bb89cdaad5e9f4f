import { read } from '@/platform/db'

/** Titles of the lists that editions belong to, by the edition's id; without those that are gone. */
export async function listTitles(editionIds: string[]): Promise<Map<string, string>> {
  if (editionIds.length === 0) return new Map()
  const rows = await read.edition.findMany({ where: { id: { in: editionIds } }, select: { id: true, article: { select: { title: true } } } })
  return new Map(rows.map(({ id, article }) => [id, article.title]))
}
