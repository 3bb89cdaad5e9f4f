import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import { makeDocument, makeEntry, makePublished, republish } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { writesOf } from '@/tests/support/statements'

useDatabase()

test('a publication that moves, renames and drops entries writes as often for a list of forty as for one of four', async () => {
  const author = await makeActor('author')
  const counts: number[] = []
  for (const length of [4, 40]) {
    const entries = Array.from({ length }, (_, n) => makeEntry(`Entry ${n}`))
    const list = await makePublished(author, makeDocument(`List of ${length}`, entries))
    const [first, second, ...rest] = entries
    // The last one comes to the top, the first is dropped, and the second has other words.
    const next = [rest.pop()!, { ...second!, heading: 'Other words' }, ...rest]
    counts.push((await writesOf(() => republish(author, list.articleId, { ...list.document, entries: next }))).length)

    const rows = await read.entry.findMany({ where: { articleId: list.articleId }, orderBy: [{ listed: 'desc' }, { position: 'asc' }] })
    expect(rows.map(({ id, listed }) => [id, listed])).toEqual([...next.map(({ id }) => [id, true]), [first!.id, false]])
    expect(rows.slice(0, -1).map(({ position, number, heading }) => [position, number, heading])).toEqual(
      next.map(({ heading }, index) => [index, index + 1, heading]),
    )
  }
  expect(counts[1]).toBe(counts[0])
})
