import type { PageQuery } from '@/platform/bridge'
import { keepKeys } from '../http/address'
import { routePattern } from '../http/route-pattern'

/**
 * The keys of pages: path and query in one spelling, with only those query keys that the page reads. Which these are is declared by the application
 * (app/page-queries.ts). Other keys (`utm_source`, or whatever a stranger makes up) make no page of their own.
 */
export class PageKeys {
  private readonly declared: (PageQuery & { pattern: RegExp })[]

  /** `isThere`: whether anything can be at a path. */
  constructor(
    declared: readonly PageQuery[] = [],
    private readonly isThere: (path: string) => Promise<boolean> = async () => true,
  ) {
    this.declared = declared.map((query) => ({ ...query, pattern: new RegExp(`^${routePattern(query.route)}$`) }))
  }

  private find = (path: string) => this.declared.find(({ pattern }) => pattern.test(path))

  /** The query keys that the page at a path reads, in the order of its page key. */
  queryKeysOf = (path: string): readonly string[] => this.find(path)?.keys ?? []

  /** The key of a page. `path` as `readAddress` returned it. */
  keyOf(path: string, query: string): string {
    const declared = query ? this.find(path) : undefined
    return declared ? path + keepKeys(query, declared.keys, declared.maxValueLength) : path
  }

  /** The key of the page that is really at this key, without values that name nothing; null when nothing is there. Rejects when the database does not answer. */
  async settle(key: string): Promise<string | null> {
    const [path = '', query] = key.split('?')
    if (!(await this.isThere(path))) return null
    const declared = query ? this.find(path) : undefined
    if (!declared?.read) return key
    const known = await declared.read(path, Object.fromEntries(new URLSearchParams(query)))
    return known && path + keepKeys(new URLSearchParams(known).toString(), declared.keys, declared.maxValueLength)
  }
}
