import { since20261126 } from './changes-since-20261126'
import type { Changes } from './compare-databases'

/**
 * What migrations did to each past database (tests/fixtures/databases). A migration that renames or moves something adds the pair of queries that
 * read it before and after, for every past database that it changes; what is not described must be equal to the last column.
 */
export const changesSince: Record<string, Changes> = {
  '2026-11-26': since20261126,
}
