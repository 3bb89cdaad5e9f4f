import { afterEach, expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import '@/tests/support/cheap-passwords'
import { useDatabase } from '@/tests/support/database'
import { makeAccount, makeGuest, password, signInClientFrom } from '@/tests/support/accounts'
import { guest, stranger } from '@/tests/support/comments'
import { unsigned } from '@/platform/http/cookies'
import { adoptWith } from './adopt-guest'
import { ensureReader } from './ensure-reader'
import { signIn } from './sign-in'
import { signedInCookies } from './start-session'

useDatabase()

afterEach(() => adoptWith('test', async () => {}))

const readerOf = async (accountId: string) => (await read.reader.findUniqueOrThrow({ where: { accountId } })).id

test('what a guest did comes along at the sign-in, in its transaction', async () => {
  const account = await makeAccount()
  const from = await makeGuest()
  const asked: unknown[] = []
  adoptWith('test', async (_, readers) => void asked.push(readers))
  const client = signInClientFrom({ guest: from })
  const token = await signIn({ email: account.email, password }, client)
  expect(asked).toEqual([{ from, to: await readerOf(account.id) }])
  expect(await read.reader.findUnique({ where: { id: from } })).toBe(null)
  expect((await signedInCookies(token, client)).at(-1)).toMatch(/^reader=; .*Max-Age=0/)
})

test('when it cannot come along, nobody is signed in', async () => {
  const account = await makeAccount()
  const from = await makeGuest()
  adoptWith('test', async (tx) => {
    await tx.account.update({ where: { id: account.id }, data: { name: 'half done' } })
    throw new Error('planned')
  })
  await expect(signIn({ email: account.email, password }, signInClientFrom({ guest: from }))).rejects.toThrow('planned')
  expect(await read.session.count()).toBe(0)
  expect((await read.account.findFirstOrThrow()).name).toBe('Mina')
  expect(await read.reader.count()).toBe(2)
})

test('a guest who did nothing, or who is another account’s reader, is left alone', async () => {
  const account = await makeAccount()
  const other = await makeAccount()
  const asked: unknown[] = []
  adoptWith('test', async (_, readers) => void asked.push(readers))
  await signIn({ email: account.email, password }, signInClientFrom({ guest: 'never-acted' }))
  await signIn({ email: account.email, password }, signInClientFrom({ guest: await readerOf(other.id) }))
  expect(asked).toEqual([])
  expect(await read.reader.count()).toBe(2)
})

test('a reader is made when a stranger first acts, with a cookie to be known by', async () => {
  const first = await write((tx) => ensureReader(tx, stranger()))
  expect(first.cookie).toContain('HttpOnly')
  expect(unsigned(decodeURIComponent(/^reader=([^;]+)/.exec(first.cookie!)![1]!))).toBe(first.readerId)
  const again = await write((tx) => ensureReader(tx, { ...stranger(), readerId: first.readerId }))
  expect(again).toEqual({ readerId: first.readerId, cookie: null })
  expect(await read.reader.count()).toBe(1)
})

test('a signed cookie whose row is gone keeps its id; one that became an account’s acts for nobody', async () => {
  const someone = guest()
  expect(await write((tx) => ensureReader(tx, someone))).toEqual({ readerId: someone.readerId, cookie: null })
  const account = await makeAccount()
  const readerId = await readerOf(account.id)
  const made = await write((tx) => ensureReader(tx, { ...stranger(), readerId }))
  expect(made.readerId).not.toBe(readerId)
  expect(made.cookie).not.toBe(null)
})

test('an account acts as its one reader, also when two acts come at once', async () => {
  const { id, name, email } = await makeAccount()
  await write((tx) => tx.reader.deleteMany({ where: { accountId: id } }))
  const actor = { ...stranger(), account: { id, name, email, role: 'reader' as const, lacksSecondFactor: false } }
  const [one, two] = await Promise.all([write((tx) => ensureReader(tx, actor)), write((tx) => ensureReader(tx, actor))])
  expect(one).toEqual(two)
  expect(one).toEqual({ readerId: await readerOf(id), cookie: null })
})
