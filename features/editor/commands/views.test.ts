import { expect, test } from 'vitest'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { write } from '@/platform/db'
import { addressOfLists, filterIn } from '../list-filter'
import { listViews } from '../queries/views'
import { viewLimits, type ListFilter } from '../schema'
import { removeView, renameView, saveView } from './views'

useDatabase()

const filter: ListFilter = { state: 'draft', search: 'Seoul', series: '', author: '' }

test('a view is kept for its account alone, under a name that no other one of theirs has', async () => {
  const [anna, ben] = [await makeActor('author', 'Anna'), await makeActor('author', 'Ben')]
  const { id } = await saveView(anna, { name: 'Seoul', filter })
  await saveView(anna, { name: 'Live', filter: { ...filter, state: 'published' } })
  expect((await listViews(anna)).map(({ name }) => name)).toEqual(['Seoul', 'Live'])
  expect(await listViews(ben)).toEqual([])
  await expect(saveView(anna, { name: 'Seoul', filter })).rejects.toMatchObject({ code: 'invalid', fields: { name: expect.any(String) } })
  await expect(renameView(anna, { id, name: 'Live' })).rejects.toMatchObject({ code: 'invalid' })
  await renameView(anna, { id, name: 'Seoul' })
  await renameView(anna, { id, name: 'Seoul, drafts' })
  await expect(renameView(ben, { id, name: 'Mine' })).rejects.toMatchObject({ code: 'not_found' })
  await removeView(ben, { id })
  expect((await listViews(anna))[0]).toEqual({ id, name: 'Seoul, drafts', filter })
  await removeView(anna, { id })
  await removeView(anna, { id })
  expect((await listViews(anna)).map(({ name }) => name)).toEqual(['Live'])
  await expect(saveView(await makeActor('reader'), { name: 'x', filter })).rejects.toMatchObject({ code: 'forbidden' })
})

test('there are so many at the most, and what is stored and not understood asks for nothing', async () => {
  const anna = await makeActor('author')
  for (let i = 0; i < viewLimits.views; i++) await saveView(anna, { name: `View ${i}`, filter })
  await expect(saveView(anna, { name: 'One more', filter })).rejects.toMatchObject({ code: 'conflict' })
  await write((tx) =>
    tx.listView.updateMany({ where: { accountId: anna.account.id, name: { in: ['View 0', 'View 1'] } }, data: { filter: { state: 'sleeping', search: 3 } } }),
  )
  await write((tx) => tx.listView.updateMany({ where: { accountId: anna.account.id, name: 'View 1' }, data: { filter: [] } }))
  const nothing = { state: null, search: '', series: '', author: '' }
  expect((await listViews(anna)).slice(0, 3).map((view) => view.filter)).toEqual([nothing, nothing, filter])
})

test('a filter and its address say the same', () => {
  const all = { state: 'review' as const, search: 'a & b', series: 's1', author: 'a1' }
  const query = new URL(addressOfLists(all), 'http://x').searchParams
  expect(filterIn((key) => query.get(key) ?? '')).toEqual(all)
  expect(addressOfLists(filterIn(() => ''))).toBe('/admin')
  expect(addressOfLists({ ...all, search: '' }, 2)).toBe('/admin?state=review&series=s1&author=a1&page=2')
  expect(filterIn((key) => (key === 'state' ? 'sleeping' : '')).state).toBeNull()
})
