import { z } from 'zod'
import { readQuery, type Query } from './query'

/** The query keys that a page with a pager reads. */
export const pagerKeys = ['page'] as const

/** No site has so many pages of one list, and no database skips so many rows quickly. */
const maxPage = 100_000
const pageNumber = z.coerce.number().int().min(1).max(maxPage).catch(1)

/** The page number of `?page=`, from 1; 1 for anything else. */
export const pageOf = async (query: Query) => pageNumber.parse((await readQuery(query, pagerKeys)).page ?? 1)

/**
 * Makes what reads of a query which page of a list it names: its number in one spelling; page 1 has none, and what is no number names page 1. Null for a page beyond
 * the last. `pagesAt`: how many pages there are at a path.
 */
export const pagerQuery =
  (pagesAt: (path: string) => Promise<number>) =>
  async (path: string, asked: Record<string, string>): Promise<Record<string, string> | null> => {
    if (!/^\d+$/.test(asked.page ?? '')) return {}
    const page = Number(asked.page)
    if (page <= 1) return {}
    return page <= maxPage && page <= (await pagesAt(path)) ? { page: String(page) } : null
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
