import { afterEach, describe, expect, it } from 'vitest'
import { setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { rulesVersion } from '@/features/moderation-rules/review'
import { useDatabase } from '@/tests/support/database'
import { member } from '@/tests/support/comments'
import { listDecisions, listReasons } from '../queries/list-decisions'
import { withUnlockedHistory } from './unlock-history'
import { writeDecisions, type Decision } from './write-decisions'

const decide = (targetId: string, ...decisions: Decision[]) =>
  write((tx) => writeDecisions(tx, 'record', decisions.map((decision) => ({ ...decision, targetId }))), { lock: `record:${targetId}` }) // prettier-ignore

describe('decisions', () => {
  useDatabase()
  afterEach(() => setClock(null))

  it('are kept in the order in which they were made, within one millisecond and after the clock went back', async () => {
    const id = newId()
    let time = Date.now()
    setClock(() => time)
    const actions = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? 'hide' : 'restore'))
    for (const action of actions) await decide(id, { action, maker: 'operator' })
    time -= 60_000
    await decide(id, { action: 'hide', maker: 'operator', note: 'one' }, { action: 'restore', maker: 'operator', note: 'two' })
    const decided = (await listDecisions('record', [id])).get(id)!
    expect(decided.map(({ action }) => action)).toEqual([...actions, 'hide', 'restore'])
    expect(decided.slice(-2).map(({ note }) => note)).toEqual(['one', 'two'])
  })

  it('say who decided, by which rules, and why', async () => {
    const id = newId()
    const accountId = (await member('editor')).account!.id
    await decide(id, { action: 'hold', maker: 'rule', codes: ['many-links', 'shouting'] })
    await decide(id, { action: 'hide', maker: 'moderator', accountId, codes: ['other'], note: 'An advertisement' })
    expect((await listDecisions('record', [id])).get(id)).toMatchObject([
      { action: 'hold', maker: 'rule', rulesVersion, accountId: null, codes: ['many-links', 'shouting'], note: '', createdAt: expect.any(Date) },
      { action: 'hide', maker: 'moderator', rulesVersion: null, accountId, codes: ['other'], note: 'An advertisement' },
    ])
  })

  it('outlive the account of the moderator', async () => {
    const id = newId()
    const moderator = await member('editor')
    const accountId = moderator.account!.id
    await decide(id, { action: 'hide', maker: 'moderator', accountId, codes: ['other'] })
    await write(async (tx) => {
      await tx.reader.deleteMany({ where: { accountId } })
      await tx.account.delete({ where: { id: accountId } })
    })
    expect((await listDecisions('record', [id])).get(id)).toMatchObject([{ action: 'hide', maker: 'moderator', accountId: null, codes: ['other'] }])
  })

  it('give as reasons what was said since the thing was last restored, each once, of many things at a time', async () => {
    const [one, two, three] = [newId(), newId(), newId()]
    await decide(one, { action: 'hold', maker: 'rule', codes: ['trap'] }, { action: 'restore', maker: 'operator' })
    await decide(
      one,
      { action: 'hold', maker: 'rule', codes: ['shouting', 'many-links'] },
      { action: 'hide', maker: 'operator', codes: ['many-links', 'other'] },
    )
    await decide(two, { action: 'hold', maker: 'rule', codes: ['trap'] }, { action: 'restore', maker: 'operator' })
    expect(await listReasons('record', [one, two, three])).toEqual(new Map([[one, ['shouting', 'many-links', 'other']], [two, []]])) // prettier-ignore
    expect(await listDecisions('comment', [one])).toEqual(new Map())
  })

  it('are more at once than a statement takes values', async () => {
    const many = Array.from({ length: 1_200 }, (_, n) => ({ targetId: `target${n}`, action: 'delete', maker: 'writer' }) as const)
    await write((tx) => writeDecisions(tx, 'record', many))
    expect(await read.decision.count()).toBe(many.length)
  })

  it('are kept as they were made: no command changes or deletes one, but the name of a moderator who leaves', async () => {
    const [id, other] = [newId(), newId()]
    await decide(id, { action: 'hide', maker: 'operator', note: 'Rude' })
    for (const data of [
      { note: 'Kind' },
      { codes: ['spam'] },
      { action: 'restore' as const },
      { targetId: other },
      { createdAt: new Date(0) },
      { rulesVersion: 1 },
    ])
      await expect(write((tx) => tx.decision.updateMany({ data }))).rejects.toThrow()
    await expect(write((tx) => tx.decision.deleteMany())).rejects.toThrow()
    expect((await listDecisions('record', [id])).get(id)).toMatchObject([{ action: 'hide', note: 'Rude', codes: [] }])
    // What lets one go is there within its own transaction alone, and a failed one leaves nothing open.
    const failed = write((tx) => withUnlockedHistory(tx, () => tx.decision.deleteMany().then(() => Promise.reject(new Error('No'))))) // prettier-ignore
    await expect(failed).rejects.toThrow('No')
    await expect(write((tx) => tx.decision.deleteMany())).rejects.toThrow()
    await write((tx) => withUnlockedHistory(tx, () => tx.decision.deleteMany()))
    expect(await read.decision.count()).toBe(0)
    expect(await read.setting.count()).toBe(0)
  })

  it('are read although a later version wrote codes that this one does not know', async () => {
    const id = newId()
    await decide(id, { action: 'hold', maker: 'rule', codes: ['trap'] })
    await write((tx) => withUnlockedHistory(tx, () => tx.decision.updateMany({ data: { codes: ['sarcasm', 7, null] as never } })))
    expect((await listReasons('record', [id])).get(id)).toEqual(['sarcasm'])
    await write((tx) => withUnlockedHistory(tx, () => tx.decision.updateMany({ data: { codes: { first: 'trap' } } })))
    expect((await listReasons('record', [id])).get(id)).toEqual([])
    expect(await read.decision.count()).toBe(1)
  })
})
