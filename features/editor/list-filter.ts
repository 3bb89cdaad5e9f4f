import { listFilter, type ListFilter } from './schema'

/** The address of the studio's lists by this filter. */
export function addressOfLists({ state, search, series, author }: ListFilter, page = 1): string {
  const asked = { state: state ?? '', q: search, series, author, page: page > 1 ? String(page) : '' }
  const parts = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''))
  return parts.size > 0 ? `/admin?${parts}` : '/admin'
}

/** The filter in an address; what is none counts as not asked for. */
export const filterIn = (query: (key: string) => string): ListFilter =>
  listFilter.parse({ state: query('state') || null, search: query('q').slice(0, 200), series: query('series'), author: query('author') })
