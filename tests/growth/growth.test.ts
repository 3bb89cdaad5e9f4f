import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/platform/db'
import { openClient, type Client } from '@/platform/db/client'
import { migrate } from '@/platform/db/migrate'
import { engine, useDatabase } from '@/tests/support/database'
import { fillDatabase } from '@/tests/support/fill-database'
import { dropScratch, makeScratch } from '@/tests/support/scratch-database'
import { actualRows, timesOf } from '@/tests/support/statements'
import { readersQuestions } from './readers-questions'

// SQLite answers in the thread that serves everybody: what a page asks may not grow with the site. The test makes two sites, one of them ten times as large.
useDatabase({ each: false, whole: false })

type Site = { url: string; client: Client; db: Db; questions: Record<string, () => Promise<unknown>> }
const sites: Site[] = []

beforeAll(async () => {
  for (const lists of [300, 3000]) {
    const url = await makeScratch()
    await migrate(url)
    await fillDatabase(url, { lists, entries: 12, people: lists, words: 5 })
    const client = openClient(url, 'read')
    sites.push({ url, client, db: client as unknown as Db, questions: await readersQuestions(client as unknown as Db) })
  }
})

afterAll(async () => {
  for (const { url, client } of sites) {
    await client.$disconnect()
    await dropScratch(url)
  }
})

const rounds = 20
/** Below this a statement costs nobody anything, and its time is that of the clock: milliseconds for each row that it gives. */
const nothing = 0.5
/** Counting what an index holds goes with the size of the site, at a third of a millisecond for 3,000 lists: a counter of its own would not be felt. */
const [counts, countsWithin] = [/^SELECT (COUNT\(\*\)|SUM\([`"]entryCount[`"]\)) /, 2]
/** How many rows PostgreSQL may read for each that a statement gives, and for a statement at all. */
const [rowsForEach, rowsForNone] = [40, 4000]

describe('what readers’ pages ask of a site of 300 lists, and of one of 3,000', () => {
  it.runIf(engine === 'sqlite')('takes at most twice as long, statement by statement', async () => {
    const [small, large] = sites as [Site, Site]
    const slower: string[] = []
    for (const [page, ask] of Object.entries(large.questions)) {
      const least = [new Map<string, number>(), new Map<string, number>()]
      const found = () =>
        [...least[1]!].flatMap(([sql, of3000]) => {
          const of300 = least[0]!.get(sql) ?? 0
          const isSlower = of3000 > Math.max(2 * of300, counts.test(sql) ? countsWithin : nothing)
          return isSlower ? [`${page}: ${of300.toFixed(2)} → ${of3000.toFixed(2)} ms: ${sql.slice(0, 300)}`] : []
        })
      // By turns, so that both meet the same machine, and the least of the times, which other work on it does not lengthen. What seems slower is asked more often.
      for (let round = 0; round <= rounds || (round <= 5 * rounds && found().length > 0); round++)
        for (const [index, fn] of [small.questions[page]!, ask].entries()) {
          const heard = await timesOf(fn)
          if (round > 0) for (const [sql, ms] of heard) least[index]!.set(sql, Math.min(least[index]!.get(sql) ?? Infinity, ms))
        }
      slower.push(...found())
    }
    expect(slower).toEqual([])
  })

  it.runIf(engine === 'postgresql')('reads a number of rows that goes with what it gives', async () => {
    const { url, questions } = sites[1]!
    const many: string[] = []
    for (const [page, ask] of Object.entries(questions))
      for (const { sql, read, given } of await actualRows(url, ask))
        if (read > rowsForNone + rowsForEach * given && !counts.test(sql)) many.push(`${page}: ${read} rows for ${given}: ${sql.slice(0, 300)}`)
    expect(many).toEqual([])
  })
})
