import { beforeAll, describe, expect, it } from 'vitest'
import { getSitemap } from './sitemap'
import { findRecordPage } from '@/features/records/queries/record-page'
import { engine, useDatabase } from '@/tests/support/database'
import { fillDatabase } from '@/tests/support/fill-database'
import { plansOf, statementsOf } from '@/tests/support/statements'
import { listAppearances, listCreditedRecords } from '@/features/articles/queries/appearances'
import { findArticlePage, listRelatedIds } from '@/features/articles/queries/article-page'

// SQLite answers in the thread that serves everybody: a plan that looks at every entry, or at every list, stops the whole site.
const everything =
  engine === 'sqlite'
    ? /\bSCAN (Entry|e|Article|a|Credit)\b(?! USING COVERING INDEX Credit)|INDEX Article_state_firstPublishedAt|INDEX Credit_pkey/i
    : // Of a few hundred lists it may read all rather than look each up.
      /Seq Scan on "(Entry|Credit)"/
const once = engine === 'sqlite' ? /CORRELATED/ : /SubPlan/

describe('what is asked of a large site', () => {
  useDatabase({ each: false, whole: false })
  beforeAll(() => fillDatabase(process.env.DATABASE_URL!, { lists: 400, entries: 12, people: 300, words: 5 }))

  const slug = 'bigperson250'
  const plans = async (fn: () => Promise<unknown>) => {
    const found = await plansOf(await statementsOf(fn))
    expect(found.length).toBeGreaterThan(0)
    return found
  }

  it('finds the appearances of a record from its credits', async () => {
    const record = (await findRecordPage('person', slug))!
    for (const plan of await plans(() => listAppearances(record))) {
      expect(plan).not.toMatch(everything)
      expect(plan).not.toMatch(once)
    }
    const { items, total } = await listAppearances(record)
    expect(total).toBeGreaterThan(0)
    expect(items.length).toBe(total)
  })

  it('finds related lists from the credits of the list', async () => {
    const article = (await findArticlePage('big-list-7'))!
    for (const plan of await plans(() => listRelatedIds(article))) expect(plan).not.toMatch(engine === 'sqlite' ? /Article/ : /on "Article"/)
    expect(await listRelatedIds(article)).toHaveLength(3)
  })

  it('counts and lists the records of a kind without their lists', async () => {
    for (const plan of await plans(() => listCreditedRecords('person')))
      expect(plan).not.toMatch(engine === 'sqlite' ? /\b(Article|Entry)\b/ : /on "(Article|Entry)"/)
    expect((await listCreditedRecords('person')).total).toBeGreaterThan(100)
  })

  it('counts what a sitemap would hold without a look at each entry', async () => {
    const counts = (await statementsOf(() => getSitemap(undefined, 10))).filter(({ sql }) => /COUNT|SUM/i.test(sql))
    expect(counts.length).toBeGreaterThan(4)
    for (const plan of await plansOf(counts)) expect(plan).not.toMatch(engine === 'sqlite' ? /\b(SCAN|SEARCH) (Entry|e)\b/i : /on "Entry"/)
  })
})
