const things = [
  ['Article', 'list', 'lists'],
  ['Comment', 'comment', 'comments'],
  ['Vote', 'vote', 'votes'],
  ['Account', 'account', 'accounts'],
  ['Edition', 'edition', 'editions'],
] as const

/** What a database holds, in words: “2 lists, 1 comment …”. `rows`: the number of rows by table. */
export const countsOf = (rows: Record<string, number>): string =>
  things.map(([table, one, many]) => `${rows[table] ?? 0} ${rows[table] === 1 ? one : many}`).join(', ')

export const inMegabytes = (bytes: number): string => (bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`)
