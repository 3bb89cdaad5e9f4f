import { expect, test } from 'vitest'
import { newId } from '@/platform/id'
import { write } from '@/platform/db'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { findMentions } from './find-mentions'

useDatabase({ whole: false })

test('a name of several is theirs who has an account, and else theirs who spoke last', async () => {
  const { id: articleId, idOf } = await makeList()
  const threadId = newId()
  const say = async (name: string, readerId: string) => {
    const id = name === 'Jun' ? threadId : newId()
    await write(async (tx) => {
      await tx.reader.upsert({ where: { id: readerId }, create: { id: readerId }, update: {} })
      await tx.comment.create({ data: { id, articleId, threadId, parentId: id === threadId ? null : threadId, readerId, name, body: 'Words' } })
      await tx.article.update({ where: { id: articleId }, data: { commentCount: { increment: 1 } } })
    })
    return id
  }
  await say('Jun', guest().readerId!)
  const mina = await say('Mina', (await member()).readerId!)
  await say('Mina', guest().readerId!)
  await say('Jisoo', guest().readerId!)
  const jisoo = await say('Jisoo', guest().readerId!)
  expect(await findMentions({ articleId, threadId, body: '@Mina, @Jisoo and #1' })).toEqual({ '#1': idOf.one, '@Mina': mina, '@Jisoo': jisoo })
  expect(await findMentions({ articleId, threadId: null, body: '@Mina' })).toBe(null)
})
