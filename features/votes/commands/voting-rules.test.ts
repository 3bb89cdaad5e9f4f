import { expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import { saveSite } from '@/features/settings/commands/save-site'
import { siteInput, type SiteForm } from '@/features/settings/schema'
import { makeActor } from '@/tests/factories/writers'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { closeVoting } from './close-voting'
import { votingOf } from '../policy'
import { getResults } from '../queries/results'
import { getVotingIn } from '../queries/voting'
import { castVote } from './cast-vote'

useDatabase()

const set = async (values: Partial<SiteForm>) => saveSite(await makeActor('admin'), siteInput.parse({ values, base: {} }))
const day = 86_400_000
const publishedAgo = (id: string, ms: number) => write((tx) => tx.article.update({ where: { id }, data: { firstPublishedAt: new Date(Date.now() - ms) } }))

test('who may vote: everybody, accounts alone, nobody; what was given stays, and is taken back while votes change', async () => {
  const { slug, id } = await makeList()
  const [early, late] = [guest(), guest()]
  await castVote(early, { slug, entry: 'one' })
  await castVote(late, { slug, entry: 'one' })
  await set({ voters: 'accounts' })
  const refused = { code: 'forbidden', message: expect.stringContaining('sign in first') }
  await expect(castVote(guest(), { slug, entry: 'one' })).rejects.toMatchObject(refused)
  await expect(castVote(early, { slug, entry: 'two' })).rejects.toMatchObject(refused)
  expect(await castVote(early, { slug, entry: '' })).toMatchObject({ favourite: null, results: { counted: 1 } })
  const reader = await member('reader', 'Mina')
  expect(await castVote(reader, { slug, entry: 'two' })).toMatchObject({ favourite: { slug: 'two' }, results: { counted: 2 } })
  await set({ voters: 'nobody' })
  for (const entry of ['one', ''])
    await expect(castVote(reader, { slug, entry })).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('off') })
  expect(await getResults(id)).toMatchObject({ counted: 2 })
  // Of votes that come together, each has its own answer.
  await set({ voters: 'accounts' })
  const [one, two] = await Promise.allSettled([castVote(guest(), { slug, entry: 'one' }), castVote(reader, { slug, entry: 'one' })])
  expect([one.status, two.status]).toEqual(['rejected', 'fulfilled'])
})

test('voting closes so many days after a list was first published; its page is told once its time has come', async () => {
  const { slug, id } = await makeList()
  const { slug: other, id: newer } = await makeList()
  await publishedAgo(id, 7 * day - 60_000)
  await publishedAgo(newer, day)
  await set({ voteDays: 7 })
  const reader = guest()
  await castVote(reader, { slug, entry: 'one' })
  const events = () => read.event.findMany({ where: { type: 'voting.closed' }, select: { tags: true } })
  await closeVoting()
  expect(await events()).toEqual([])
  await publishedAgo(id, 7 * day + 60_000)
  for (const entry of ['two', ''])
    await expect(castVote(reader, { slug, entry })).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('over') })
  await castVote(reader, { slug: other, entry: 'one' })
  expect(await getVotingIn({ publishedAt: new Date(Date.now() - 7 * day) })).toBe('over')
  await closeVoting()
  await closeVoting()
  const tags = (await events()).map((event) => event.tags)
  expect(new Set(tags.flat() as string[])).toEqual(new Set([`tally:${id}`]))
})

test('the moment itself is over, the one before is not', () => {
  const [at, end] = [new Date('2026-11-01T12:00:00Z'), new Date('2026-11-08T12:00:00Z')]
  const rules = { voters: 'accounts', voteDays: 7 } as const
  expect([votingOf(rules, at, new Date(end.getTime() - 1)), votingOf(rules, at, end), votingOf({ ...rules, voters: 'nobody' }, at, at)]).toEqual([
    'accounts',
    'over',
    'off',
  ])
})
