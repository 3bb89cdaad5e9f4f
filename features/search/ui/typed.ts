/** What is found while somebody types, as `/search.json` says it. */

/** Some text of a row. `mark`: what was typed stands here. `lang` where it is not English. */
export type Piece = { text: string; mark?: true; lang?: string }

/** Something that was found: where it is, what it is called, and why it was found or what it is. */
export type Row = { kind: 'person' | 'group' | 'song' | 'place' | 'video' | 'entry' | 'list' | 'series' | 'author'; href: string; name: Piece[]; note: Piece[] }

/**
 * `q`: what was asked. `problem`: why it was not looked for. `total`: how many the page of results has, at least; the rows are the first of them. `meant`: nothing is
 * called `q`, and the rows are what this finds.
 */
export type TypedResults = { q: string; problem: string | null; total: number; meant: string | null; rows: Row[] }
