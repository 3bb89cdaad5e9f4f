import { currentRender } from '@/platform/bridge'

/** The `searchParams` of a page. */
export type Query = Promise<Record<string, string | string[] | undefined>>

/**
 * The values of these keys in the page's query, of each the first. Pages read their query here alone: a shared page gets only the keys that
 * app/page-queries.ts declares for it, so a key that is not declared would never have a value. Throws an error that names such a key.
 */
export async function readQuery<Key extends string>(query: Query, keys: readonly Key[]): Promise<Partial<Record<Key, string>>> {
  const declared = currentRender()?.queryKeys
  for (const key of keys)
    if (declared && !declared.includes(key)) throw new Error(`This page reads “${key}” of its query: declare the key for its route in app/page-queries.ts`)
  const given = await query
  const found: Partial<Record<Key, string>> = {}
  for (const key of keys) {
    const value = given[key]
    const first = Array.isArray(value) ? value[0] : value
    if (first !== undefined) found[key] = first
  }
  return found
}
