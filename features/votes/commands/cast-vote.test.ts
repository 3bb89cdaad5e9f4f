import { describe, expect, it } from 'vitest'
import { withUnlockedHistory } from '@/features/decisions/commands/unlock-history'
import { read, write } from '@/platform/db'
import { guest, makeList, member, stranger } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { writesOf } from '@/tests/support/statements'
import { getResults, getResultsBySlug } from '../queries/results'
import { adoptVotes } from './adopt-votes'
import { castVote } from './cast-vote'

const votesOf = (articleId: string) => read.vote.findMany({ where: { articleId }, orderBy: { readerId: 'asc' } })
const voteCount = async (id: string) => (await read.article.findUniqueOrThrow({ where: { id } })).voteCount
const counts = async (articleId: string) => Object.fromEntries((await getResults(articleId)).entries.map(({ slug, votes }) => [slug, votes]))

describe('votes', () => {
  useDatabase()

  it('gives, moves and takes back one favourite', async () => {
    const list = await makeList()
    const reader = guest()
    const first = await castVote(reader, { slug: list.slug, entry: 'one' })
    expect(first).toMatchObject({ favourite: { slug: 'one' }, state: 'counted', cookie: null, results: { counted: 1 } })
    expect((await castVote(reader, { slug: list.slug, entry: 'two' })).results.entries[0]).toMatchObject({ slug: 'two', votes: 1, share: 1, rank: 1 })
    const [moved] = await votesOf(list.id)
    expect(moved).toMatchObject({ entryId: list.idOf.two, state: 'counted', signals: [] })
    expect(moved?.movedAt?.getTime()).toBeGreaterThanOrEqual(moved!.createdAt.getTime())
    expect(await voteCount(list.id)).toBe(1)
    expect(await castVote(reader, { slug: list.slug, entry: '' })).toMatchObject({ favourite: null, state: null, results: { counted: 0 } })
    expect(await votesOf(list.id)).toEqual([])
    expect(await voteCount(list.id)).toBe(0)
  })

  it('is written together with those that come at the same time, in whatever lists', async () => {
    const lists: Awaited<ReturnType<typeof makeList>>[] = []
    for (let n = 0; n < 8; n++) lists.push(await makeList())
    const written = await writesOf(() => Promise.all(lists.map(({ slug }) => castVote(guest(), { slug, entry: 'one' }))))
    const ofVotes = written.filter(({ sql }) => /^\s*INSERT INTO \S*"VoteEvent"/.test(sql))
    expect(ofVotes.length, ofVotes.map(({ sql }) => sql).join('\n')).toBeGreaterThan(0)
    // The first may have begun before the others came.
    expect(ofVotes.length).toBeLessThanOrEqual(2)
    for (const { id } of lists) expect(await voteCount(id)).toBe(1)
  })

  it('does nothing the second time, and announces nothing', async () => {
    const { slug, id } = await makeList()
    const reader = guest()
    await castVote(reader, { slug, entry: 'one' })
    const events = await read.event.count()
    await castVote(reader, { slug, entry: 'one' })
    await castVote(guest(), { slug, entry: '' })
    await castVote(stranger(), { slug, entry: '' })
    expect(await read.event.count()).toBe(events)
    expect(await votesOf(id)).toHaveLength(1)
    expect(await read.event.findFirst()).toMatchObject({ type: 'vote.cast', tags: [`tally:${id}`] })
  })

  it('makes a guest when they first act, once for a double press', async () => {
    const { slug, id } = await makeList()
    const visitor = stranger()
    const [first, second] = await Promise.all([castVote(visitor, { slug, entry: 'one' }), castVote(visitor, { slug, entry: 'one' })])
    const third = await castVote(visitor, { slug, entry: 'one' })
    expect(first?.cookie).toMatch(/^reader=/)
    expect(second?.cookie).toBe(first?.cookie)
    expect(third.cookie).toBe(first?.cookie)
    expect(await votesOf(id)).toHaveLength(1)
    await castVote(stranger(), { slug, entry: 'one' })
    expect(await votesOf(id)).toHaveLength(2)
  })

  it('counts right when fifty give, move and take back at once', async () => {
    const { slug, id } = await makeList()
    const readers = Array.from({ length: 50 }, () => guest())
    const acts = ['one', 'two', 'three', '', 'one', 'two']
    await Promise.all(readers.flatMap((reader, index) => [0, 1, 2].map((step) => castVote(reader, { slug, entry: acts[(index + step * 5) % acts.length]! }))))
    const rows = await votesOf(id)
    const results = await getResults(id)
    for (const { id: entryId, votes } of results.entries) expect(votes).toBe(rows.filter((row) => row.entryId === entryId).length)
    expect(results.counted).toBe(rows.length)
    expect(await voteCount(id)).toBe(rows.length)
  })

  it('counts right in several lists at once', async () => {
    const lists = [await makeList(), await makeList(), await makeList()]
    const readers = Array.from({ length: 20 }, () => guest())
    await Promise.all(readers.flatMap((reader) => lists.map(({ slug }) => castVote(reader, { slug, entry: 'two' }))))
    for (const { id } of lists) expect(await counts(id)).toEqual({ one: 0, two: 20, three: 0 })
  })

  it('refuses what is not there and says what is wrong', async () => {
    const { slug } = await makeList({ dropped: ['old'] })
    const other = await makeList({ entries: ['elsewhere'] })
    const draft = await makeList({ state: 'draft' })
    await expect(castVote(guest(), { slug: 'no-such-list', entry: 'one' })).rejects.toMatchObject({ status: 404 })
    await expect(castVote(guest(), { slug: draft.slug, entry: 'one' })).rejects.toMatchObject({ status: 404 })
    await expect(castVote(guest(), { slug, entry: 'elsewhere' })).rejects.toMatchObject({ status: 422, fields: { entry: expect.any(String) } })
    await expect(castVote(guest(), { slug, entry: 'old' })).rejects.toMatchObject({ status: 422, message: expect.stringContaining('no longer in the list') })
    expect(await read.vote.count()).toBe(0)
    expect(await read.reader.count()).toBe(0)
    expect(other.id).toBeTruthy()
  })

  it('lets one bad vote fail alone', async () => {
    const { slug, id } = await makeList()
    const settled = await Promise.allSettled(['one', 'nowhere', 'two'].map((entry) => castVote(guest(), { slug, entry })))
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await counts(id)).toEqual({ one: 1, two: 1, three: 0 })
  })

  it('takes every address that an entry or a list ever had', async () => {
    const { slug, id, idOf } = await makeList()
    await write(async (tx) => {
      await tx.entrySlug.create({ data: { articleId: id, slug: 'former', entryId: idOf.two! } })
      await tx.redirect.create({ data: { path: '/articles/former-list', articleId: id } })
    })
    expect(await castVote(guest(), { slug, entry: 'former' })).toMatchObject({ favourite: { slug: 'two' } })
    expect(await castVote(guest(), { slug: 'former-list', entry: 'two' })).toMatchObject({ slug, results: { counted: 2 } })
  })

  it('shows votes of dropped entries apart and does not count them', async () => {
    const { slug, id, idOf } = await makeList()
    await castVote(guest(), { slug, entry: 'three' })
    await castVote(guest(), { slug, entry: 'two' })
    await write(async (tx) => {
      await tx.entry.update({ where: { id: idOf.three }, data: { listed: false } })
      await tx.article.update({ where: { id }, data: { entryCount: 2 } })
    })
    await castVote(guest(), { slug, entry: 'one' })
    const results = await getResultsBySlug(slug)
    expect(results.counted).toBe(2)
    expect(results.removed).toMatchObject([{ slug: 'three', votes: 1 }])
    expect(results.entries.map(({ slug, rank, share }) => [slug, rank, share])).toEqual([
      ['one', 1, 0.5],
      ['two', 1, 0.5],
    ])
    expect(await voteCount(id)).toBe(2)
  })

  it('keeps what happened as it was: only whose it was may be taken out of it', async () => {
    const { slug } = await makeList()
    await castVote(guest(), { slug, entry: 'one' })
    for (const data of [{ state: 'aside' as const }, { entryId: null }, { network: 'another' }, { codes: ['crowd'] }])
      await expect(write((tx) => tx.voteEvent.updateMany({ data }))).rejects.toThrow()
    await expect(write((tx) => tx.voteEvent.deleteMany())).rejects.toThrow()
    await write((tx) => tx.voteEvent.updateMany({ data: { readerId: 'nobody', network: '', area: '' } }))
    expect(await read.voteEvent.findMany()).toMatchObject([{ readerId: 'nobody', network: '', area: '', kind: 'given', state: 'counted' }])
  })

  it('keeps a held vote held wherever it moves', async () => {
    const { slug, id } = await makeList()
    const reader = guest()
    await castVote(reader, { slug, entry: 'one' })
    await write(async (tx) => {
      await tx.vote.updateMany({ data: { state: 'aside', signals: ['burst'] } })
      await withUnlockedHistory(tx, () => tx.voteEvent.updateMany({ data: { state: 'aside', codes: ['burst'] } }))
      await tx.tally.updateMany({ data: { counted: 0, aside: 1 } })
    })
    expect(await castVote(reader, { slug, entry: 'two' })).toMatchObject({ state: 'held', results: { counted: 0, held: 1 } })
    expect(await votesOf(id)).toMatchObject([{ state: 'aside', signals: ['burst'] }])
  })

  it('brings a guest’s votes along at sign-in; the later vote stays', async () => {
    const [both, only] = [await makeList(), await makeList()]
    const [visitor, account] = [guest(), await member()]
    await castVote(account, { slug: both.slug, entry: 'one' })
    await castVote(visitor, { slug: only.slug, entry: 'three' })
    await write((tx) => tx.vote.updateMany({ where: { readerId: account.readerId! }, data: { createdAt: new Date(Date.now() - 60_000) } }))
    await castVote(visitor, { slug: both.slug, entry: 'two' })
    await write((tx) => adoptVotes(tx, { from: visitor.readerId!, to: account.readerId! }))
    expect(await read.vote.findMany({ where: { readerId: visitor.readerId! } })).toEqual([])
    expect(await counts(both.id)).toEqual({ one: 0, two: 1, three: 0 })
    expect(await counts(only.id)).toEqual({ one: 0, two: 0, three: 1 })
    expect([await voteCount(both.id), await voteCount(only.id)]).toEqual([1, 1])
  })
})
