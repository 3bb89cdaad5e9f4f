import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import '@/tests/support/cheap-passwords'
import { useDatabase } from '@/tests/support/database'
import { headersWith, makeAccount, password, signInClientFrom } from '@/tests/support/accounts'
import { listDecisions } from '@/features/decisions/queries/list-decisions'
import { actorOf } from '../auth'
import { changeName } from './change-name'
import { createAccount } from './create-account'
import { setPassword } from './set-password'
import { setRole, suspendAccount } from './set-role'
import { signIn } from './sign-in'

useDatabase()

const as = (account: { id: string; role: 'admin' | 'owner' | 'editor' }) => ({ account: { ...account, lacksSecondFactor: false } })
const roleOf = async (id: string) => (await read.account.findUniqueOrThrow({ where: { id } })).role

test('admins make staff, but no owner; editors make nobody', async () => {
  const admin = as({ id: 'admin', role: 'admin' })
  const given = { email: 'new@lists.example', name: 'New', password }
  await createAccount(admin, { ...given, role: 'editor' })
  await expect(createAccount(admin, { ...given, email: 'owner@lists.example', role: 'owner' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(createAccount(as({ id: 'editor', role: 'editor' }), { ...given, email: 'x@lists.example', role: 'author' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(createAccount('operator', { ...given, role: 'author' })).rejects.toMatchObject({ code: 'conflict' })
  expect(await read.account.count()).toBe(1)
})

test('a role is given by whoever may, and counts at once in an open session', async () => {
  const { id, email } = await makeAccount()
  const session = await signIn({ email, password }, signInClientFrom())
  await setRole('operator', id, 'editor')
  expect((await actorOf(headersWith({ session }))).account?.role).toBe('editor')
  await expect(setRole(as({ id: 'admin', role: 'admin' }), id, 'owner')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setRole('operator', 'nobody', 'editor')).rejects.toMatchObject({ code: 'not_found' })
  expect(await roleOf(id)).toBe('editor')
})

test('a page that was made for one account is not used by another that has signed in since', async () => {
  const { id, email } = await makeAccount()
  const session = await signIn({ email, password }, signInClientFrom())
  const ofPage = (account: string) => {
    const headers = new Headers(headersWith({ session }))
    headers.set('x-page-account', account)
    return actorOf(headers)
  }
  expect((await ofPage(id)).account?.id).toBe(id)
  await expect(ofPage('another')).rejects.toMatchObject({ code: 'unauthorized', message: expect.stringContaining('Somebody else is signed in') })
})

test('a role is for an account whose address is confirmed', async () => {
  const { id } = await makeAccount({ confirmed: false })
  await expect(setRole('operator', id, 'author')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('not confirmed') })
  expect(await roleOf(id)).toBe('reader')
  await setRole('operator', id, 'reader')
})

test('the only owner stays', async () => {
  const first = await makeAccount({ role: 'owner' })
  await expect(setRole('operator', first.id, 'reader')).rejects.toMatchObject({ code: 'conflict' })
  await expect(suspendAccount('operator', first.id, true)).rejects.toMatchObject({ code: 'conflict' })
  const second = await makeAccount({ role: 'owner' })
  await suspendAccount(as({ id: first.id, role: 'owner' }), second.id, true)
  await expect(setRole('operator', first.id, 'reader')).rejects.toMatchObject({ code: 'conflict' })
})

test('who suspended an account, and who let it in again, is kept', async () => {
  const owner = await makeAccount({ role: 'owner' })
  const { id } = await makeAccount()
  await suspendAccount(as({ id: owner.id, role: 'owner' }), id, true)
  await suspendAccount('operator', id, true) // it is already: nothing is decided
  await suspendAccount('operator', id, false)
  expect((await listDecisions('account', [id])).get(id)).toMatchObject([
    { action: 'suspend', maker: 'moderator', accountId: owner.id },
    { action: 'restore', maker: 'operator', accountId: null },
  ])
  expect(await read.account.findUnique({ where: { id }, select: { suspendedAt: true } })).toEqual({ suspendedAt: null })
})

test('a password set from the machine signs the account out', async () => {
  const { id, email } = await makeAccount()
  const session = await signIn({ email, password }, signInClientFrom())
  await setPassword(id, 'river under bridge')
  expect((await actorOf(headersWith({ session }))).account).toBe(null)
  await signIn({ email, password: 'river under bridge' }, signInClientFrom())
  await expect(setPassword('nobody', 'river under bridge')).rejects.toMatchObject({ code: 'not_found' })
})

test('an account has another name from now on', async () => {
  const { id } = await makeAccount({ name: 'Mina' })
  await changeName(id, { name: 'Momo' })
  expect(await read.account.findUnique({ where: { id }, select: { name: true } })).toEqual({ name: 'Momo' })
})
