import { describe, expect, test } from 'vitest'
import '@/tests/support/cheap-passwords'
import { changeName } from '@/features/accounts/commands/change-name'
import { setRole } from '@/features/accounts/commands/set-role'
import { signUp } from '@/features/accounts/commands/sign-up'
import { saveAuthor } from '@/features/articles/commands/save-author'
import { getConversation } from '@/features/comments/queries/conversation'
import { read } from '@/platform/db'
import { makeDocument, makeEntry, makePublished } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { makeAccount, password, signInClientFrom } from '@/tests/support/accounts'
import { member, stranger } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { postComment } from './post-comment'

useDatabase()

const input = { body: 'Words', email: undefined, entry: undefined, parent: undefined, website: '', because: false, showVote: false, at: 'list' as const }
let count = 0

async function aList() {
  const editor = await makeActor('editor', 'The owner of the desk')
  await setRole('operator', editor.account.id, 'admin') // the names are read anew
  const { articleId } = await makePublished(editor, makeDocument(`List ${++count}`, [makeEntry('One')]))
  const { slug } = await read.article.findUniqueOrThrow({ where: { id: articleId } })
  const say = (name: string, actor = stranger()) => postComment(actor, { ...input, slug, name, body: `Words ${++count}` })
  return { editor, articleId, slug, say }
}

const refused = { code: 'invalid', fields: { name: expect.any(String) } }

describe('the name of somebody who writes here', () => {
  test('is not a guest’s, however it is written, nor a word that speaks for the site; others are', async () => {
    const { say, editor } = await aList()
    await saveAuthor(editor, { id: null, slug: 'blackjack-desk', name: 'Blackjack desk', bio: '', accountId: null })
    for (const name of ['Blackjack desk', 'Вlackjack dеsk', 'ＢＬＡＣＫＪＡＣＫ ＤＥＳＫ', 'The owner of the desk', 'Lightstick', 'Mina (staff)', 'Admin'])
      await expect(say(name), name).rejects.toMatchObject(refused)
    expect(await read.comment.count()).toBe(0)
    for (const name of ['Mina', 'Desk', 'Jisoo 2']) await say(name)
  })

  test('is not another account’s, at the sign-up or later; their own it may stay', async () => {
    const { editor } = await aList()
    const somebody = { name: 'The 0wner of the desk', email: `name${++count}@lists.example`, password }
    await expect(signUp(somebody, signInClientFrom())).rejects.toMatchObject(refused)
    await expect(signUp({ ...somebody, name: 'Moderator' }, signInClientFrom())).rejects.toMatchObject(refused)
    expect(await read.account.count({ where: { role: 'reader' } })).toBe(0)
    const { id } = await makeAccount()
    await expect(changeName(id, { name: 'the owner of the desk' })).rejects.toMatchObject(refused)
    await expect(changeName(editor.account.id, { name: 'THE OWNER OF THE DESK' })).resolves.toBe(undefined)
    await changeName(id, { name: 'The owner' }, 'operator')
    expect(await read.account.findUniqueOrThrow({ where: { id } })).toMatchObject({ name: 'The owner' })
  })

  test('is not the byline of another author', async () => {
    const { editor } = await aList()
    const author = await makeActor('author', 'Mina')
    await setRole('operator', author.account.id, 'editor')
    await setRole('operator', author.account.id, 'author')
    const change = (name: string) => saveAuthor(author, { id: author.authorId, slug: `mina-${author.authorId}`, name, bio: '', accountId: author.account.id })
    await expect(change('The owner of the desk')).rejects.toMatchObject(refused)
    await change('Mina Kim')
    await saveAuthor(editor, { id: author.authorId, slug: `mina-${author.authorId}`, name: 'The owner of the desk', bio: '', accountId: author.account.id })
  })
})

describe('the name of an account', () => {
  test('that has spoken in a list is not a guest’s there, and is marked beside it', async () => {
    const { say, articleId } = await aList()
    const mina = await member('reader', 'Mína Park')
    await say('Mina Park')
    const first = await say('', mina)
    expect(first.comment).toMatchObject({ name: 'Mína Park', account: true, staff: false })
    for (const name of ['Mina Park', 'MINA  PARK', 'Ｍｉｎａ Ｐａｒｋ']) await expect(say(name), name).rejects.toMatchObject(refused)
    await say('Mina')
    const { threads } = await getConversation({ articleId, sort: 'oldest' })
    // What stood there before stays.
    expect(threads.map(({ first: { name, account } }) => [name, account])).toEqual([
      ['Mina Park', false],
      ['Mína Park', true],
      ['Mina', false],
    ])
    const other = await aList()
    await other.say('Mina Park')
  })
})
