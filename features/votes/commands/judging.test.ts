import { afterEach, describe, expect, it, vi } from 'vitest'
import { moveClock, setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { listDecisions } from '@/features/decisions/queries/list-decisions'
import { guest, makeList, member, stranger } from '@/tests/support/comments'
import { engine, useDatabase } from '@/tests/support/database'
import { plansOf, statementsOf } from '@/tests/support/statements'
import { getResults } from '../queries/results'
import { countVotesAside, listVoteGroups } from '../queries/vote-groups'
import { adoptVotes } from './adopt-votes'
import { castVote } from './cast-vote'
import { judgeGroup, undoJudgement } from './judge-group'

let rests = 0
vi.mock('@/platform/pace', () => ({ makePace: () => async () => void rests++ }))

/** Somebody new at an address: another agent, so another fingerprint, and no cookie. */
const from = (ip: string) => ({ ...stranger(), ip })
/** With the cookie of a reader who has never voted in the list. */
const knownFrom = (ip: string) => ({ ...guest(), ip })
const totals = async (articleId: string) => {
  const { counted, held } = await getResults(articleId)
  return { counted, held }
}
const vote = (actor: ReturnType<typeof stranger>, slug: string, entry = 'one') => castVote(actor, { slug, entry })

describe('of one network, thirty first votes within an hour count', () => {
  useDatabase()
  afterEach(() => setClock(null))

  it('whatever the agent and the cookie, in all lists together', async () => {
    const [a, b] = [await makeList(), await makeList()]
    for (let n = 0; n < 20; n++) await vote(from('198.51.100.1'), a.slug)
    for (let n = 0; n < 20; n++) await vote(knownFrom('198.51.100.1'), b.slug)
    expect([await totals(a.id), await totals(b.id)]).toEqual([
      { counted: 20, held: 0 },
      { counted: 10, held: 10 },
    ])
    expect(await read.vote.findMany({ where: { state: 'aside' }, select: { signals: true }, distinct: ['signals'] })).toEqual([{ signals: ['crowd'] }])
    // Somebody elsewhere is not touched by it.
    expect(await vote(from('203.0.113.1'), a.slug)).toMatchObject({ state: 'counted' })
  })

  it('when they come at once, in two lists', async () => {
    const [a, b] = [await makeList(), await makeList()]
    await Promise.all(Array.from({ length: 60 }, (_, n) => vote(from('198.51.100.2'), n % 2 ? a.slug : b.slug)))
    const [inA, inB] = [await totals(a.id), await totals(b.id)]
    expect(inA.counted + inB.counted).toBe(30)
    expect(inA.held + inB.held).toBe(30)
  })

  it('from any address of one IPv6 household; a hundred and twenty of a larger network', async () => {
    const { id, slug } = await makeList()
    for (let n = 0; n < 40; n++) await vote(from(`2001:db8:1:2::${(n + 1).toString(16)}`), slug)
    expect(await totals(id)).toEqual({ counted: 30, held: 10 })
    for (let n = 0; n < 140; n++) await vote(from(`2001:db8:1:${(n + 16).toString(16)}::1`), slug)
    expect(await totals(id)).toEqual({ counted: 120, held: 60 })
  })

  it('and after the hour thirty more; a clock set back locks nobody out', async () => {
    const { id, slug } = await makeList()
    for (let n = 0; n < 31; n++) await vote(from('198.51.100.3'), slug)
    moveClock(3_601_000)
    for (let n = 0; n < 31; n++) await vote(from('198.51.100.3'), slug)
    expect(await totals(id)).toEqual({ counted: 60, held: 2 })
    moveClock(-7 * 86_400_000)
    expect(await vote(from('198.51.100.3'), slug)).toMatchObject({ state: 'counted' })
  })

  it('taking back and giving again is no second vote', async () => {
    const { id, slug } = await makeList()
    const reader = knownFrom('198.51.100.4')
    for (let n = 0; n < 35; n++) await vote(reader, slug, n % 2 ? '' : 'two')
    expect(await vote(reader, slug, 'three')).toMatchObject({ state: 'counted' })
    for (let n = 0; n < 29; n++) await vote(from('198.51.100.4'), slug)
    expect(await totals(id)).toEqual({ counted: 30, held: 0 })
  })
})

describe('a vote that is aside stays so', () => {
  useDatabase()
  const crowdFrom = async (slug: string, ip = '198.51.100.9') => {
    for (let n = 0; n < 30; n++) await vote(from(ip), slug)
    const reader = knownFrom(ip)
    expect(await vote(reader, slug)).toMatchObject({ state: 'held' })
    return reader
  }

  it('when it is taken back, given again, moved, and in another list from elsewhere', async () => {
    const [a, b] = [await makeList(), await makeList()]
    const reader = { ...(await crowdFrom(a.slug)), ip: '203.0.113.77' }
    await vote(reader, a.slug, '')
    expect(await totals(a.id)).toEqual({ counted: 30, held: 0 })
    expect(await vote(reader, a.slug, 'two')).toMatchObject({ state: 'held' })
    expect(await vote(reader, a.slug, 'three')).toMatchObject({ state: 'held' })
    expect(await vote(reader, b.slug)).toMatchObject({ state: 'held' })
    expect(await read.vote.findMany({ where: { articleId: b.id } })).toMatchObject([{ state: 'aside', signals: ['aside-before'] }])
    const history = await read.voteEvent.findMany({ where: { articleId: a.id, readerId: reader.readerId! }, orderBy: { id: 'asc' } })
    expect(history.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['given aside', 'withdrawn aside', 'returned aside', 'moved aside'])
  })

  it('when its reader signs in, with an account that has a vote that counts too', async () => {
    const { id, slug } = await makeList()
    const reader = await crowdFrom(slug)
    const account = await member()
    await vote(account, slug, 'two')
    await write((tx) => adoptVotes(tx, { from: reader.readerId!, to: account.readerId! }))
    expect(await totals(id)).toEqual({ counted: 30, held: 1 })
    const other = await makeList()
    expect(await vote(account, other.slug)).toMatchObject({ state: 'held' })
  })

  it('when its reader has signed in and comes back with the cookie from before', async () => {
    const { id, slug } = await makeList()
    const reader = await crowdFrom(slug)
    const account = await member()
    await write(async (tx) => {
      await adoptVotes(tx, { from: reader.readerId!, to: account.readerId! })
      await tx.reader.delete({ where: { id: reader.readerId! } })
    })
    expect(await vote({ ...reader, ip: '203.0.113.79' }, slug)).toMatchObject({ state: 'held' })
    expect(await totals(id)).toEqual({ counted: 30, held: 2 })
  })

  it('until a moderator counts the group, which can be undone; discarded ones never count', async () => {
    const [a, b] = [await makeList(), await makeList()]
    const reader = await crowdFrom(a.slug)
    await vote(knownFrom('198.51.100.9'), a.slug, 'two')
    const editor = await member('editor')
    const { groups, aside } = await listVoteGroups(editor)
    expect(aside).toBe(2)
    expect(groups).toMatchObject([{ articleId: a.id, state: 'aside', votes: 2, reasons: ['many votes from one place within an hour'] }])
    const { network } = groups[0]!

    const judged = await judgeGroup(editor, { articleId: a.id, network, from: 'aside', to: 'counted' })
    expect(judged.votes).toBe(2)
    expect(await totals(a.id)).toEqual({ counted: 32, held: 0 })
    expect(await vote({ ...reader, ip: '203.0.113.78' }, b.slug)).toMatchObject({ state: 'counted' })
    expect((await listDecisions('votes', [`${a.id}:${network}`])).get(`${a.id}:${network}`)).toMatchObject([{ action: 'restore', maker: 'moderator' }])

    const undone: { votes: number }[] = []
    const asked = await statementsOf(async () => undone.push(await undoJudgement(editor, { articleId: a.id, decisionId: judged.decisionId })))
    expect(undone).toEqual([{ votes: 2 }])
    // A list may have had a million votes: what was judged is looked for where the judgement says.
    const plans = await plansOf(asked.filter(({ sql }) => sql.includes('VoteEvent') && sql.includes('decisionId') && !/MAX/i.test(sql)))
    expect(plans.length).toBeGreaterThan(0)
    if (engine === 'sqlite') for (const plan of plans) expect(plan).toContain('VoteEvent_network_createdAt_idx')
    expect(await totals(a.id)).toEqual({ counted: 30, held: 2 })
    await expect(undoJudgement(editor, { articleId: a.id, decisionId: judged.decisionId })).rejects.toMatchObject({ code: 'conflict' })

    await judgeGroup(editor, { articleId: a.id, network, from: 'aside', to: 'discarded' })
    expect(await totals(a.id)).toEqual({ counted: 30, held: 0 })
    expect(await countVotesAside(editor)).toBe(0)
    await vote(reader, a.slug, '')
    expect(await vote(reader, a.slug, 'three')).toMatchObject({ state: 'held' })
    expect(await totals(a.id)).toEqual({ counted: 30, held: 0 })
    expect((await listVoteGroups(editor)).discarded).toBe(2)
    await expect(judgeGroup(editor, { articleId: a.id, network, from: 'aside', to: 'counted' })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('and only moderators judge', async () => {
    const author = await member('author')
    const { id } = await makeList()
    await expect(listVoteGroups(author)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(countVotesAside(author)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(judgeGroup(author, { articleId: id, network: '', from: 'aside', to: 'counted' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(undoJudgement(author, { articleId: id, decisionId: newId() })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('in groups larger than one transaction takes, with a rest after each', async () => {
    const { id, slug } = await makeList()
    await Promise.all(Array.from({ length: 460 }, () => vote(from('198.51.100.10'), slug)))
    const editor = await member('editor')
    const { groups } = await listVoteGroups(editor)
    expect(groups).toMatchObject([{ votes: 430 }])
    rests = 0
    const judged = await judgeGroup(editor, { articleId: id, network: groups[0]!.network, from: 'aside', to: 'counted' })
    expect([judged.votes, rests]).toEqual([430, 2])
    expect(await totals(id)).toEqual({ counted: 460, held: 0 })
    await undoJudgement(editor, { articleId: id, decisionId: judged.decisionId })
    expect(rests).toBe(5)
  })
})
