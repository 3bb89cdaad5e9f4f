import { beforeAll, expect, it } from 'vitest'
import { write } from '@/platform/db'
import { newId } from '@/platform/id'
import { makeList } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { readConversationQuery } from './conversation-query'

useDatabase({ each: false, whole: false })

let here: Awaited<ReturnType<typeof makeList>>
let thread: string, answer: string, elsewhere: string, aboutOne: string, ofVoter: string
beforeAll(async () => {
  here = await makeList()
  const there = await makeList()
  const readerId = newId()
  await write((tx) => tx.reader.create({ data: { id: readerId } }))
  const make = async (articleId: string, parentId: string | null = null, more: { entryId?: string; favouriteId?: string } = {}) => {
    const id = newId()
    const data = { id, articleId, parentId, threadId: parentId ?? id, readerId, name: 'Minji', body: 'Words', ...more }
    await write((tx) => tx.comment.create({ data }))
    return id
  }
  thread = await make(here.id)
  answer = await make(here.id, thread)
  elsewhere = await make(there.id)
  aboutOne = await make(here.id, null, { entryId: here.idOf.one! })
  ofVoter = await make(here.id, null, { favouriteId: here.idOf.two! })
})

it('keeps what names a comment of this list, in whatever state it is', async () => {
  expect(await readConversationQuery({ list: here.slug }, { sort: 'oldest', cursor: thread })).toEqual({ sort: 'oldest', cursor: thread })
  expect(await readConversationQuery({ list: here.slug }, { comment: answer })).toEqual({ comment: answer })
  expect(await readConversationQuery({ list: here.slug }, { reply: answer })).toEqual({ reply: answer })
})

it('leaves out what names none', async () => {
  for (const cursor of ['a0000000001', elsewhere, answer, "x' OR 1=1", '\0', 'x'.repeat(200), ''])
    expect(await readConversationQuery({ list: here.slug }, { cursor }), cursor).toEqual({})
  expect(await readConversationQuery({ list: here.slug }, { reply: 'a0000000001', sort: 'oldest' })).toEqual({ sort: 'oldest' })
  expect(await readConversationQuery({ list: here.slug }, { sort: 'loudest', cursor: thread })).toEqual({ cursor: thread })
  // At an address that the list had, the page leads on to the present one.
  expect(await readConversationQuery({ list: 'a-former-address' }, { comment: thread })).toEqual({})
})

it('says where there is nothing: a comment that is nowhere', async () => {
  for (const comment of ['a0000000001', 'nonsense!', 'x'.repeat(41)]) expect(await readConversationQuery({ list: here.slug }, { comment }), comment).toBeNull()
})

it('keeps orders that are not the usual one, entries that there are, and a quote with an answer alone', async () => {
  for (const sort of ['newest', 'oldest', 'answered']) expect(await readConversationQuery({ list: here.slug }, { sort })).toEqual({ sort })
  expect(await readConversationQuery({ list: here.slug }, { sort: 'best', voted: 'nowhere' })).toEqual({})
  expect(await readConversationQuery({ list: here.slug }, { voted: 'two', sort: 'oldest' })).toEqual({ voted: 'two', sort: 'oldest' })
  for (const sort of ['newest', 'best', 'answered'])
    expect(await readConversationQuery({ list: here.slug }, { voted: 'two', sort }), sort).toEqual({ voted: 'two' })
  for (const voted of ['\0', 'x'.repeat(300)]) expect(await readConversationQuery({ list: here.slug }, { voted })).toEqual({})
  expect(await readConversationQuery({ list: here.slug }, { reply: answer, quote: '1' })).toEqual({ reply: answer, quote: '1' })
  for (const asked of [{ quote: '1' }, { reply: answer, quote: '2' }, { reply: 'a0000000001', quote: '1' }])
    expect((await readConversationQuery({ list: here.slug }, asked))?.quote, JSON.stringify(asked)).toBe(undefined)
})

it('reads what decides, and drops what is put beside it', async () => {
  const all = { comment: thread, cursor: ofVoter, voted: 'two', sort: 'oldest', quote: '1' }
  expect(await readConversationQuery({ list: here.slug }, { ...all, reply: answer })).toEqual({ reply: answer, quote: '1' })
  expect(await readConversationQuery({ list: here.slug }, all)).toEqual({ comment: thread })
  expect(await readConversationQuery({ list: here.slug }, { ...all, comment: elsewhere })).toEqual({ cursor: ofVoter, voted: 'two', sort: 'oldest' })
  // A page begins with a comment of what is on it.
  expect(await readConversationQuery({ list: here.slug }, { voted: 'two', cursor: thread })).toEqual({ voted: 'two' })
})

it('on the page of an entry reads what is of that entry', async () => {
  const at = (entry: string) => ({ list: here.slug, entry })
  for (const asked of [{ cursor: aboutOne, sort: 'oldest' }, { comment: aboutOne }, { reply: aboutOne }]) {
    expect(await readConversationQuery(at('one'), asked)).toEqual(asked)
    expect(await readConversationQuery(at('two'), asked)).toEqual('sort' in asked ? { sort: 'oldest' } : {})
  }
  expect(await readConversationQuery(at('one'), { voted: 'two', cursor: thread })).toEqual({})
})
