import { z } from 'zod'
import { readQuery, type Query } from './query'

/** The query keys that a page with a pager reads. */
export const pagerKeys = ['page'] as const

const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1)

/** The page number of `?page=`, from 1; 1 for anything else. */
export const pageOf = async (query: Query) => pageNumber.parse((await readQuery(query, pagerKeys)).page ?? 1)

/** What of a query names a page of a list: its number in one spelling. Page 1 has none. */
export async function readPagerQuery(_path: string, asked: Record<string, string>): Promise<Record<string, string>> {
  const page = pageNumber.parse(asked.page)
  return page > 1 ? { page: String(page) } : {}
}

/** The address of a page: page 1 has no `?page=`. */
export const pagePath = (path: string, page: number) => (page > 1 ? `${path}?page=${page}` : path)

/** The props of a pager. */
export const pagerOf = (path: string, { page, pages }: { page: number; pages: number }) => ({
  page,
  pages,
  previous: page > 1 ? pagePath(path, Math.min(page - 1, pages)) : null,
  next: page < pages ? pagePath(path, page + 1) : null,
})
