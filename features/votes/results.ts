/** One entry in the readers' order. `rank` is the place that readers gave it, from 1; equals share a place. `share` is from 0 to 1. */
export type Result = {
  id: string
  slug: string
  heading: string
  /** The number that the writer gave it. */
  number: number
  votes: number
  share: number
  rank: number
}

export type Results = {
  /** Votes that count. */
  counted: number
  /** Votes kept aside, not counted. */
  held: number
  /** Every listed entry, the favourite first; equals in the writer's order. */
  entries: Result[]
  /** Entries that the list dropped and their votes, which no longer count. */
  removed: { id: string; slug: string; heading: string; votes: number }[]
}

/** An entry and its tally as the database has them. */
export type Counted = { id: string; slug: string; heading: string; number: number; position: number; listed: boolean; counted: number; held: number }

/** Counts, shares and ranks of an article's entries. */
export function resultsOf(rows: Counted[]): Results {
  const listed = rows.filter((row) => row.listed).sort((a, b) => b.counted - a.counted || a.position - b.position)
  const counted = listed.reduce((sum, row) => sum + row.counted, 0)
  return {
    counted,
    held: rows.reduce((sum, row) => sum + row.held, 0),
    entries: listed.map(({ id, slug, heading, number, counted: votes }) => ({
      id,
      slug,
      heading,
      number,
      votes,
      share: counted > 0 ? votes / counted : 0,
      rank: listed.findIndex((row) => row.counted === votes) + 1,
    })),
    removed: rows.filter((row) => !row.listed && row.counted > 0).map(({ id, slug, heading, counted: votes }) => ({ id, slug, heading, votes })),
  }
}
