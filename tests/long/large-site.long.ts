import { beforeAll, describe, expect, it } from 'vitest'
import { listAppearances, listCreditedRecords } from '@/features/articles/queries/appearances'
import { findArticlePage, listRelatedIds } from '@/features/articles/queries/article-page'
import { getSitemap } from '@/features/feeds/queries/sitemap'
import { findRecordPage } from '@/features/records/queries/record-page'
import { engine, useDatabase } from '@/tests/support/database'
import { fillDatabase } from '@/tests/support/fill-database'

/** Questions whose cost must not grow with the site, asked of 10,000 lists with 120,000 entries. The medians stand in docs/performance.md. */
const lists = Number(process.env.LISTS ?? 10_000)

async function median(fn: () => Promise<unknown>, rounds = 15): Promise<number> {
  await fn()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await fn()
    times.push(performance.now() - started)
  }
  return times.sort((one, other) => one - other)[Math.floor(rounds / 2)]!
}

describe('a large site', () => {
  useDatabase({ each: false, whole: false })
  beforeAll(() => fillDatabase(process.env.DATABASE_URL!, { lists, entries: 12, people: 10_000 }), 600_000)

  const measured: Record<string, number> = {}
  const measure = async (what: string, fn: () => Promise<unknown>) => {
    measured[what] = Math.round((await median(fn)) * 10) / 10
    console.log(engine, what, measured[what])
    return measured[what]
  }

  it('answers where somebody appears', async () => {
    const top = (await findRecordPage('person', 'bigperson0'))!
    const total = (await listAppearances(top)).total
    expect(total).toBeGreaterThan(lists / 10)
    expect(await measure(`appearances of a person with ${total}`, () => listAppearances(top))).toBeLessThan(500)
    const group = (await findRecordPage('group', 'biggroup0'))!
    await measure(`appearances of a group with ${(await listAppearances(group)).total}, ${group.family.size} in its family`, () => listAppearances(group))
  })

  it('answers the rest of its pages', async () => {
    const article = (await findArticlePage('big-list-7'))!
    await measure('related lists', () => listRelatedIds(article))
    await measure('the index of people', () => listCreditedRecords('person'))
    await measure('what the sitemap holds', () => getSitemap(undefined, 10))
  })
})
