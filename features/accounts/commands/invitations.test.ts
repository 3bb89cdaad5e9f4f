import { expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import { currentTime } from '@/platform/clock'
import type { Role } from '@/platform/roles'
import '@/tests/support/cheap-passwords'
import { useDatabase } from '@/tests/support/database'
import { makeAccount, password, signInClientFrom } from '@/tests/support/accounts'
import type { Someone } from '../policy'
import { findSession } from '../queries/accounts'
import { findInvitation, listInvitations, listPeople } from '../queries/people'
import { hashSecret } from '../secrets'
import { sweepAccounts } from '../jobs'
import { acceptInvitation, join } from './accept-invitation'
import { invite, withdrawInvitation } from './invite'
import { setRole, suspendAccount } from './set-role'

useDatabase()

type Acting = Someone & { account: { id: string } }
const as = (account: { id: string; role: Role }): Acting => ({ account: { id: account.id, role: account.role, lacksSecondFactor: false } })
async function makeStaff(role: Role, name = `Name of ${role} ${Math.random().toString(36).slice(2)}`) {
  const account = await makeAccount({ role, name })
  return { ...account, actor: as(account) }
}
const tokenIn = ({ address }: { address: string }) => new URL(address).searchParams.get('token')!
const asked = { days: 7, note: 'The new writer', email: undefined } as const
const roleOf = async (id: string) => (await read.account.findUniqueOrThrow({ where: { id }, select: { role: true } })).role
const bylineOf = (accountId: string) => read.author.findUnique({ where: { accountId }, select: { name: true, slug: true } })

test('an invitation gives its role once, to whoever follows it first, with a byline', async () => {
  const owner = await makeStaff('owner')
  const made = await invite(owner.actor, { ...asked, role: 'editor' })
  expect(await findInvitation(tokenIn(made))).toEqual({ role: 'editor', email: null, by: owner.name, hasAccount: false })
  expect(await listInvitations(owner.actor)).toEqual([
    expect.objectContaining({ id: made.id, role: 'editor', note: 'The new writer', by: owner.name, mayWithdraw: true }),
  ])
  // Nobody who reads the database can follow it.
  expect(JSON.stringify(await read.invitation.findMany())).not.toContain(tokenIn(made))
  const [one, other] = [await makeAccount({ name: 'Seo Inna' }), await makeAccount({ name: 'Gu Hara' })]
  const both = await Promise.allSettled([acceptInvitation(as(one), tokenIn(made)), acceptInvitation(as(other), tokenIn(made))])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect([await roleOf(one.id), await roleOf(other.id)].sort()).toEqual(['editor', 'reader'])
  const first = (await roleOf(one.id)) === 'editor' ? one : other
  expect(await bylineOf(first.id)).toEqual({ name: first.name, slug: first.name.toLowerCase().replace(' ', '-') })
  expect(await findInvitation(tokenIn(made))).toBeNull()
  await expect(acceptInvitation(as(other), tokenIn(made))).rejects.toMatchObject({ code: 'gone' })
  await expect(withdrawInvitation(owner.actor, made.id)).rejects.toMatchObject({ code: 'conflict' })
})

test('who may not give a role may not invite to it, and what somebody gave ends with what they may', async () => {
  const [owner, admin, editor, reader] = [await makeStaff('owner'), await makeStaff('admin'), await makeStaff('editor'), await makeAccount()]
  for (const [by, role] of [
    [editor.actor, 'author'],
    [as(reader), 'author'],
    [admin.actor, 'owner'],
  ] as const)
    await expect(invite(by, { ...asked, role })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(invite({ account: null }, { ...asked, role: 'author' })).rejects.toMatchObject({ code: 'unauthorized' })
  await expect(listPeople(editor.actor)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listInvitations(editor.actor)).rejects.toMatchObject({ code: 'forbidden' })

  const made = await invite(admin.actor, { ...asked, role: 'admin' })
  const ofOwner = await invite(owner.actor, { ...asked, role: 'owner' })
  await expect(withdrawInvitation(admin.actor, ofOwner.id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(withdrawInvitation(editor.actor, made.id)).rejects.toMatchObject({ code: 'forbidden' })
  await setRole('operator', admin.id, 'editor')
  await expect(acceptInvitation(as(reader), tokenIn(made))).rejects.toMatchObject({ code: 'gone' })
  await setRole('operator', admin.id, 'admin')
  await suspendAccount('operator', admin.id, true)
  await expect(acceptInvitation(as(reader), tokenIn(made))).rejects.toMatchObject({ code: 'gone' })
  await suspendAccount('operator', admin.id, false)
  expect(await acceptInvitation(as(reader), tokenIn(made))).toBe('admin')
})

test('one that was withdrawn or is too old gives nothing; one that has as much keeps it for somebody else', async () => {
  const owner = await makeStaff('owner')
  const [withdrawn, old, kept] = [
    await invite(owner.actor, { ...asked, role: 'author' }),
    await invite(owner.actor, { ...asked, role: 'author' }),
    await invite(owner.actor, { ...asked, role: 'author' }),
  ]
  await withdrawInvitation(owner.actor, withdrawn.id)
  await withdrawInvitation(owner.actor, withdrawn.id)
  await write((tx) => tx.invitation.update({ where: { id: old.id }, data: { expiresAt: new Date(currentTime().getTime() - 1000) } }))
  const reader = await makeAccount()
  for (const made of [withdrawn, old]) await expect(acceptInvitation(as(reader), tokenIn(made))).rejects.toMatchObject({ code: 'gone' })
  await expect(acceptInvitation(as(reader), 'x'.repeat(40))).rejects.toMatchObject({ code: 'gone' })
  await expect(acceptInvitation(owner.actor, tokenIn(kept))).rejects.toMatchObject({ code: 'conflict' })
  expect(await acceptInvitation(as(reader), tokenIn(kept))).toBe('author')
  await write((tx) => tx.invitation.update({ where: { id: old.id }, data: { expiresAt: new Date(currentTime().getTime() - 31 * 86_400_000) } }))
  await sweepAccounts()
  expect(await read.invitation.findUnique({ where: { id: old.id } })).toBeNull()
})

test('one to an address makes its account in a step, and is for that address alone', async () => {
  const owner = await makeStaff('owner')
  const email = 'park.bom@lists.example'
  const made = await invite(owner.actor, { ...asked, role: 'author', email })
  expect(await findInvitation(tokenIn(made))).toMatchObject({ email, hasAccount: false })
  await expect(acceptInvitation(as(await makeAccount()), tokenIn(made))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(join({ token: tokenIn(made), name: owner.name, password }, signInClientFrom())).rejects.toMatchObject({
    code: 'invalid',
    fields: { name: expect.any(String) },
  })
  await expect(join({ token: tokenIn(made), name: 'Park Bom', password: 'password1234' }, signInClientFrom())).rejects.toMatchObject({ code: 'invalid' })
  const session = await join({ token: tokenIn(made), name: 'Park Bom', password }, signInClientFrom())
  const { account } = (await findSession(session))!
  expect(account).toMatchObject({ email, name: 'Park Bom', role: 'author' })
  expect(await bylineOf(account.id)).toMatchObject({ name: 'Park Bom' })
  await expect(join({ token: tokenIn(made), name: 'Another', password }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
  // An address that has an account is given a role there.
  await expect(invite(owner.actor, { ...asked, role: 'author', email })).rejects.toMatchObject({ code: 'conflict' })
  const late = await invite(owner.actor, { ...asked, role: 'author', email: 'minzy@lists.example' })
  const minzy = await makeAccount({ email: 'minzy@lists.example', name: 'Minzy' })
  await expect(join({ token: tokenIn(late), name: 'Somebody', password }, signInClientFrom())).rejects.toMatchObject({ code: 'conflict' })
  expect(await acceptInvitation(as(minzy), tokenIn(late))).toBe('author')
  // A link that is for whoever has it proves no address.
  const open = await invite(owner.actor, { ...asked, role: 'author' })
  await expect(join({ token: tokenIn(open), name: 'Somebody', password }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
  const unconfirmed = await makeAccount({ confirmed: false })
  await expect(acceptInvitation(as(unconfirmed), tokenIn(open))).rejects.toMatchObject({ code: 'forbidden' })
  expect(await read.invitation.findUnique({ where: { tokenHash: hashSecret(tokenIn(open)) }, select: { usedAt: true } })).toEqual({ usedAt: null })
})

test('people are listed by what they may, readers are found by words in them, and each shows what may be given', async () => {
  const [owner, admin] = [await makeStaff('owner', 'Yang Min-suk'), await makeStaff('admin', 'Jennie 100%_sure')]
  const reader = await makeAccount({ name: 'Taeyang Fan' })
  const all = await listPeople(admin.actor)
  expect(all.map(({ role }) => role)).toEqual(
    [...all.map(({ role }) => role)].sort((a, b) => ['owner', 'admin', 'editor', 'author'].indexOf(a) - ['owner', 'admin', 'editor', 'author'].indexOf(b)),
  )
  expect(all.some(({ role }) => role === 'reader')).toBe(false)
  expect(all.find(({ id }) => id === owner.id)).toMatchObject({ gives: ['owner'], maySuspend: false })
  expect(all.find(({ id }) => id === admin.id)).toMatchObject({ isYou: true, maySuspend: false })
  expect(await listPeople(admin.actor, 'tAEYANG f')).toEqual([
    expect.objectContaining({ id: reader.id, gives: ['reader', 'author', 'editor', 'admin'], maySuspend: true }),
  ])
  expect((await listPeople(admin.actor, '100%_')).map(({ id }) => id)).toEqual([admin.id])
  expect(await listPeople(admin.actor, '%%')).toEqual([])
  expect((await listPeople(owner.actor, owner.email.toUpperCase())).map(({ id }) => id)).toEqual([owner.id])
  // Names are compared as they are everywhere, on both engines.
  const eva = await makeAccount({ name: 'ÉVA Šimková' })
  const dae = await makeAccount({ name: '강대성' })
  for (const [words, account] of [
    ['évA', eva],
    ['eva simk', eva],
    ['강대서', dae],
    ['대성'.normalize('NFD'), dae],
    ['tae-yang', reader],
  ] as const)
    expect(
      (await listPeople(owner.actor, words)).map(({ id }) => id),
      words,
    ).toEqual([account.id])
})
