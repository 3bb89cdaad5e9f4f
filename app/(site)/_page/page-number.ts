import { z } from 'zod'
import { readQuery, type Query } from './query'

/** The query keys that a page with a pager reads. */
export const pagerKeys = ['page'] as const

const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1)

/** The page asked for with `?page=`; nonsense is the first. */
export const pageOf = async (query: Query) => pageNumber.parse((await readQuery(query, pagerKeys)).page ?? 1)

/** The address of a page: the first has none of its own. */
export const pagePath = (path: string, page: number) => (page > 1 ? `${path}?page=${page}` : path)

/** What a pager needs. */
export const pagerOf = (path: string, { page, pages }: { page: number; pages: number }) => ({
  page,
  pages,
  previous: page > 1 ? pagePath(path, Math.min(page - 1, pages)) : null,
  next: page < pages ? pagePath(path, page + 1) : null,
})
