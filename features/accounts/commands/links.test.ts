import { beforeEach, describe, expect, test, vi } from 'vitest'
import { moveClock, setClock } from '@/platform/clock'
import { config } from '@/platform/config'
import { read, write } from '@/platform/db'
import { fold } from '@/platform/text/fold'
import '@/tests/support/cheap-passwords'
import { useDatabase } from '@/tests/support/database'
import { emptyMailbox, headersWith, makeAccount, password, takeMails, signInClientFrom } from '@/tests/support/accounts'
import { actorOf } from '../auth'
import { sweepAccounts } from '../jobs'
import { findLink } from '../queries/accounts'
import { changePassword } from './change-password'
import { confirmAddress } from './confirm-address'
import { createAccount } from './create-account'
import { createOwner } from './create-owner'
import { leaveSite } from './leave-site'
import { makeOwnerLink } from './make-owner-link'
import { requestPasswordReset } from './request-password-reset'
import { resetPassword } from './reset-password'
import { sendConfirmation } from './send-confirmation'
import { setPassword } from './set-password'
import { signIn } from './sign-in'
import { signUp } from './sign-up'

useDatabase()

const expireLinks = () => write((tx) => tx.token.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } }))
let count = 0
let somebody: { name: string; email: string; password: string }
beforeEach(() => {
  emptyMailbox()
  // Limits outlive a test: each has an address of its own.
  somebody = { name: 'Jisoo', email: `jisoo${++count}@lists.example`, password }
})

describe('signing up', () => {
  test('makes a reader, mails a link, and the link confirms and signs in, once', async () => {
    await signUp(somebody, signInClientFrom())
    expect(await read.account.findMany()).toMatchObject([{ email: somebody.email, role: 'reader', confirmedAt: null }])
    const [mail] = await takeMails()
    expect(mail).toMatchObject({ to: somebody.email })
    expect(mail!.text).toContain(`${config.siteUrl}/confirm?token=${mail!.link}`)
    expect(mail!.text).toMatch(/^Hello Jisoo,\n/)
    expect(JSON.stringify(await read.token.findMany())).not.toContain(mail!.link)
    expect((await findLink('confirm', mail!.link!)).works).toBe(true)
    expect((await findLink('reset', mail!.link!)).works).toBe(false)

    const { session: token } = await confirmAddress({ token: mail!.link!, password }, signInClientFrom())
    expect((await actorOf(headersWith({ session: token }))).account).toMatchObject({ name: 'Jisoo' })
    await expect(confirmAddress({ token: mail!.link!, password }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
    expect(await read.session.count()).toBe(1)
  })

  test('with an address that has an account changes nothing and mails its owner', async () => {
    const account = await makeAccount({ email: somebody.email, name: 'Mina' })
    await expect(signUp({ ...somebody, password: 'another password' }, signInClientFrom())).resolves.toBe(undefined)
    expect(await read.account.findMany()).toMatchObject([{ id: account.id, name: 'Mina' }])
    const [mail] = await takeMails()
    expect(mail).toMatchObject({ to: somebody.email, link: null })
    expect(mail!.subject).toContain('already')
    await expect(signIn({ email: somebody.email, password: 'another password' }, signInClientFrom())).rejects.toMatchObject({ code: 'invalid' })
  })

  test('with the name of a record and digits as the password says why it is refused', async () => {
    await write((tx) =>
      tx.nameForm.createMany({ data: ['Café del Mar', '지드래곤'].map((name, n) => ({ kind: 'group', targetId: `record${n}`, rank: 0, text: fold(name) })) }),
    )
    for (const guessed of ['CafeDelMar2026', '2019 café-del-mar', '지드래곤지드래곤88'])
      await expect(signUp({ ...somebody, password: guessed }, signInClientFrom())).rejects.toMatchObject({
        code: 'invalid',
        fields: { password: expect.stringContaining('a name that stands on this site') as string },
      })
    expect(await read.account.count()).toBe(0)
    await signUp({ ...somebody, password: 'café del mar at dawn' }, signInClientFrom())
    expect(await read.account.count()).toBe(1)
  })

  test('twice in one moment makes one account', async () => {
    const both = await Promise.allSettled([signUp(somebody, signInClientFrom()), signUp(somebody, signInClientFrom())])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect(await read.account.count()).toBe(1)
  })

  test('names nobody in the mail: whoever signs up another’s address chooses no words of it', async () => {
    await signUp({ ...somebody, name: 'Win at https://evil.example' }, signInClientFrom())
    expect((await takeMails())[0]!.text).not.toContain('evil')
  })

  test('cannot fill somebody’s mailbox', async () => {
    for (let i = 0; i < 4; i++) await signUp(somebody, signInClientFrom())
    await expect(signUp(somebody, signInClientFrom())).rejects.toMatchObject({ code: 'too_many' })
  })

  test('the link can be sent again, until the address is confirmed', async () => {
    const { email } = await makeAccount({ email: somebody.email, confirmed: false })
    await sendConfirmation({ email }, signInClientFrom())
    const [mail] = await takeMails()
    await confirmAddress({ token: mail!.link!, password }, signInClientFrom())
    await sendConfirmation({ email }, signInClientFrom())
    await sendConfirmation({ email: 'nobody@lists.example' }, signInClientFrom())
    expect(await takeMails()).toEqual([])
  })

  test.each(['', 'x', 'x'.repeat(43), 'A'.repeat(100)])('the link %j confirms nothing', async (token) => {
    await makeAccount({ confirmed: false })
    await expect(confirmAddress({ token, password }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
    expect(await read.account.count({ where: { confirmedAt: null } })).toBe(1)
  })
})

describe('an address that somebody else signed up with', () => {
  const squatted = { name: 'Jisoo', password: 'the password of a stranger' }
  const confirm = async (by: { password: string; new?: string }) => confirmAddress({ token: (await takeMails()).at(-1)!.link!, ...by }, signInClientFrom())

  test('signs nobody in before it is confirmed, not by a session that is there already either', async () => {
    const account = await makeAccount()
    const session = await signIn({ email: account.email, password }, signInClientFrom())
    await write((tx) => tx.account.update({ where: { id: account.id }, data: { confirmedAt: null } }))
    expect((await actorOf(headersWith({ session }))).account).toBe(null)
    await expect(signIn({ email: account.email, password }, signInClientFrom())).rejects.toMatchObject({ code: 'invalid' })
    expect(await read.session.count()).toBe(1)
  })

  test('does not stay with them: confirming takes their password or a new one, and ends what they began', async () => {
    const account = await makeAccount({ email: somebody.email })
    const theirs = await signIn({ email: account.email, password }, signInClientFrom())
    await write((tx) => tx.account.update({ where: { id: account.id }, data: { confirmedAt: null } }))
    await requestPasswordReset({ email: account.email }, signInClientFrom())
    await sendConfirmation({ email: account.email }, signInClientFrom())
    const { session } = await confirm({ password: '', new: 'river under bridge' })
    expect((await actorOf(headersWith({ session: theirs }))).account).toBe(null)
    expect((await actorOf(headersWith({ session }))).account?.id).toBe(account.id)
    await expect(signIn({ email: account.email, password }, signInClientFrom())).rejects.toMatchObject({ code: 'invalid' })
    await expect(signIn({ email: account.email, password: 'river under bridge' }, signInClientFrom())).resolves.toBeTypeOf('string')
    expect(await read.token.count({ where: { usedAt: null } })).toBe(0)
  })

  test('is not confirmed by the link alone, and the link is not used up by a slip', async () => {
    await signUp({ ...somebody, ...squatted }, signInClientFrom())
    const link = (await takeMails())[0]!.link!
    for (const given of ['', 'not this one']) {
      const error = await confirmAddress({ token: link, password: given }, signInClientFrom()).catch((thrown) => thrown)
      expect(error).toMatchObject({ code: 'invalid', fields: { password: expect.any(String) } })
    }
    expect(await read.account.count({ where: { confirmedAt: null } })).toBe(1)
    await expect(confirmAddress({ token: link, password: squatted.password }, signInClientFrom())).resolves.toMatchObject({ session: expect.any(String) })
  })

  test('belongs to who reads its mail: signing up once more sends them the link', async () => {
    await signUp({ ...somebody, ...squatted }, signInClientFrom())
    await takeMails()
    await signUp(somebody, signInClientFrom())
    const [mail] = await takeMails()
    expect(mail!.subject).toContain('Confirm')
    await confirmAddress({ token: mail!.link!, password: '', new: password }, signInClientFrom())
    await expect(signIn({ email: somebody.email, password: squatted.password }, signInClientFrom())).rejects.toMatchObject({ code: 'invalid' })
    await expect(signIn({ email: somebody.email, password }, signInClientFrom())).resolves.toBeTypeOf('string')
  })

  test('gives no link that works after a reset by mail', async () => {
    await signUp({ ...somebody, ...squatted }, signInClientFrom())
    const link = (await takeMails())[0]!.link!
    await requestPasswordReset({ email: somebody.email }, signInClientFrom())
    await resetPassword({ token: (await takeMails())[0]!.link!, password }, signInClientFrom())
    await expect(confirmAddress({ token: link, password }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
  })
})

describe('trying to sign in before confirming', () => {
  test('answers like a wrong password, and mails the link to who knows the right one, a few times', async () => {
    await signUp(somebody, signInClientFrom())
    await takeMails()
    const refusal = async (email: string, typed: string) => {
      const { code, message, fields, status } = await signIn({ email, password: typed }, signInClientFrom()).catch((error) => error)
      return { code, message, fields, status }
    }
    const unknown = await refusal('nobody@lists.example', password)
    expect(unknown).toMatchObject({ code: 'invalid', status: 422 })
    expect(await refusal(somebody.email, 'not this one')).toEqual(unknown)
    expect(await takeMails()).toEqual([])
    expect(await refusal(somebody.email, password)).toEqual(unknown)
    await expect.poll(() => read.job.count({ where: { type: 'accounts.mail' } })).toBe(1)
    expect(await takeMails()).toMatchObject([{ to: somebody.email, subject: expect.stringContaining('Confirm') }])
    // However often it is tried, what may be asked for elsewhere is not less.
    for (let i = 0; i < 6; i++) expect(await refusal(somebody.email, password)).toEqual(unknown)
    for (let i = 0; i < 3; i++) await sendConfirmation({ email: somebody.email }, signInClientFrom())
    await expect(sendConfirmation({ email: somebody.email }, signInClientFrom())).rejects.toMatchObject({ code: 'too_many' })
  })
})

describe('where a mailed link leads in the end', () => {
  const next = '/articles/k-pop-mvs-filmed-abroad?sort=oldest#comments'

  test('is where it was asked for, and stands in no mail', async () => {
    await signUp({ ...somebody, next }, signInClientFrom())
    const [first] = await takeMails()
    expect(first!.text).not.toContain('articles')
    await signUp({ ...somebody, next: '/about' }, signInClientFrom())
    const [again] = await takeMails()
    expect(await findLink('confirm', again!.link!)).toEqual({ works: true, next: '/about' })
    await sendConfirmation({ email: somebody.email }, signInClientFrom())
    expect(await findLink('confirm', (await takeMails())[0]!.link!)).toEqual({ works: true, next: null })
    expect(await confirmAddress({ token: first!.link!, password }, signInClientFrom())).toMatchObject({ next })

    await requestPasswordReset({ email: somebody.email, next }, signInClientFrom())
    const [mail] = await takeMails()
    expect(mail!.text).not.toContain('articles')
    expect(await resetPassword({ token: mail!.link!, password: 'river under bridge' }, signInClientFrom())).toMatchObject({ next })
    // Whoever comes back to it, used, may ask for another that leads there, too.
    expect(await findLink('reset', mail!.link!)).toEqual({ works: false, next })
    expect(await findLink('confirm', mail!.link!)).toEqual({ works: false, next: null })
  })

  test('is its own of each link, also when the next one is asked for before the first was sent', async () => {
    const account = await makeAccount({ email: somebody.email })
    for (const where of [next, '/about', next]) await requestPasswordReset({ email: account.email, next: where }, signInClientFrom())
    await requestPasswordReset({ email: account.email }, signInClientFrom())
    const found = await Promise.all((await takeMails()).map(({ link }) => findLink('reset', link!)))
    expect(found.map((one) => one.next).toSorted()).toEqual(['/about', next, null].toSorted())
    expect(found.every(({ works }) => works)).toBe(true)
  })

  test('goes with the account, and nobody else’s does', async () => {
    const [account, other] = [await makeAccount({ email: 'a_b@lists.example' }), await makeAccount({ email: 'axb@lists.example' })]
    for (const { email } of [account, other]) for (const where of [next, undefined]) await requestPasswordReset({ email, next: where }, signInClientFrom())
    await leaveSite('operator', { accountId: account.id, leaving: 'erased' })
    expect((await read.job.findMany({ where: { type: 'accounts.mail' } })).map(({ key }) => key.split(':')[2])).toEqual([other.email, other.email])
  })

  test('is kept for whoever signs in before they confirmed', async () => {
    await signUp(somebody, signInClientFrom())
    await takeMails()
    await expect(signIn({ email: somebody.email, password, next }, signInClientFrom())).rejects.toMatchObject({ code: 'invalid' })
    await vi.waitFor(async () => expect(await read.job.count()).toBe(1))
    const [mail] = await takeMails()
    expect(await findLink('confirm', mail!.link!)).toEqual({ works: true, next })
  })
})

describe('a forgotten password', () => {
  test('is replaced by the mailed link: every session ends, one begins, the old one is wrong', async () => {
    const account = await makeAccount()
    const old = await signIn({ email: account.email, password }, signInClientFrom())
    await requestPasswordReset({ email: account.email }, signInClientFrom())
    const [mail] = await takeMails()
    const { session: token } = await resetPassword({ token: mail!.link!, password: 'river under bridge' }, signInClientFrom())
    expect((await actorOf(headersWith({ session: old }))).account).toBe(null)
    expect((await actorOf(headersWith({ session: token }))).account).toMatchObject({ id: account.id })
    await expect(signIn({ email: account.email, password }, signInClientFrom())).rejects.toMatchObject({ code: 'invalid' })
    await expect(signIn({ email: account.email, password: 'river under bridge' }, signInClientFrom())).resolves.toBeTypeOf('string')
    await expect(resetPassword({ token: mail!.link!, password: 'third one here' }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
    expect((await takeMails()).map(({ subject }) => subject)).toEqual([expect.stringContaining('was changed')])
  })

  test('of nobody answers alike and sends nothing', async () => {
    await expect(requestPasswordReset({ email: 'nobody@lists.example' }, signInClientFrom())).resolves.toBe(undefined)
    expect(await takeMails()).toEqual([])
  })

  test('is not replaced by a link that is too old, for another thing, or of a suspended account', async () => {
    const account = await makeAccount({ confirmed: false })
    await requestPasswordReset({ email: account.email }, signInClientFrom())
    const [reset] = await takeMails()
    await expect(confirmAddress({ token: reset!.link!, password }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
    await expireLinks()
    await expect(resetPassword({ token: reset!.link!, password: 'river under bridge' }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
    await requestPasswordReset({ email: account.email }, signInClientFrom())
    const [again] = await takeMails()
    await write((tx) => tx.account.update({ where: { id: account.id }, data: { suspendedAt: new Date() } }))
    await expect(resetPassword({ token: again!.link!, password: 'river under bridge' }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
    // The refusal rolled back: the link was not used up.
    expect(await read.token.count({ where: { usedAt: null } })).toBe(2)
  })

  test('of two who use one link at once, one gets through', async () => {
    const account = await makeAccount()
    await requestPasswordReset({ email: account.email }, signInClientFrom())
    const [mail] = await takeMails()
    const both = await Promise.allSettled(
      ['one password here', 'two passwords here'].map((password) => resetPassword({ token: mail!.link!, password }, signInClientFrom())),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await read.session.count()).toBe(1)
  })
})

test('a password that is tried first is refused wherever one is chosen, before anything is changed', async () => {
  const easy = 'Lightstick2026'
  const refused = { code: 'invalid', fields: { password: expect.stringContaining('among the first') } }
  await expect(signUp({ ...somebody, password: easy }, signInClientFrom())).rejects.toMatchObject(refused)
  await expect(signUp({ ...somebody, password: `${somebody.name}-1234` }, signInClientFrom())).rejects.toMatchObject(refused)
  expect(await read.account.count()).toBe(0)
  await signUp(somebody, signInClientFrom())
  const token = (await takeMails())[0]!.link!
  await expect(confirmAddress({ token, password: '', new: easy }, signInClientFrom())).rejects.toMatchObject({ fields: { new: expect.any(String) } })
  await requestPasswordReset({ email: somebody.email }, signInClientFrom())
  const reset = (await takeMails())[0]!.link!
  await expect(resetPassword({ token: reset, password: easy }, signInClientFrom())).rejects.toMatchObject(refused)
  const account = await makeAccount()
  await expect(changePassword(account.id, { current: password, password: easy }, 'token')).rejects.toMatchObject(refused)
  await expect(setPassword(account.id, easy)).rejects.toMatchObject(refused)
  await expect(createAccount('operator', { email: 'new@lists.example', name: 'New', role: 'author', password: easy })).rejects.toMatchObject(refused)
  expect(await read.token.count({ where: { usedAt: null } })).toBe(2)
})

describe('changing the password', () => {
  test('needs the current one, ends the other sessions, keeps this one', async () => {
    const account = await makeAccount()
    const [here, there] = [
      await signIn({ email: account.email, password }, signInClientFrom()),
      await signIn({ email: account.email, password }, signInClientFrom()),
    ]
    await expect(changePassword(account.id, { current: 'wrong', password: 'river under bridge' }, here)).rejects.toMatchObject({
      fields: { current: expect.any(String) },
    })
    await changePassword(account.id, { current: password, password: 'river under bridge' }, here)
    expect((await actorOf(headersWith({ session: here }))).account?.id).toBe(account.id)
    expect((await actorOf(headersWith({ session: there }))).account).toBe(null)
    await expect(signIn({ email: account.email, password }, signInClientFrom())).rejects.toMatchObject({ code: 'invalid' })
  })

  test('cannot be tried for ever by whoever found an open session', async () => {
    const account = await makeAccount()
    const guess = () => changePassword(account.id, { current: 'wrong', password: 'river under bridge' }, 'token')
    for (let i = 0; i < 8; i++) await expect(guess()).rejects.toMatchObject({ code: 'invalid' })
    await expect(guess()).rejects.toMatchObject({ code: 'too_many' })
  })
})

describe('the first account', () => {
  const tokenOf = (link: string | null) => new URL(link!).searchParams.get('token')!
  const owner = { name: 'Rosé', email: 'rose@lists.example', password }

  test('is made by the printed link, once; it is the owner and is signed in', async () => {
    const token = tokenOf(await makeOwnerLink())
    const session = await createOwner({ token, ...owner }, signInClientFrom())
    expect((await actorOf(headersWith({ session }))).account).toMatchObject({ role: 'owner' })
    await expect(createOwner({ token, ...owner, email: 'second@lists.example' }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
    expect(await makeOwnerLink()).toBe(null)
  })

  test('a new start replaces the link; a reader who signed up does not close it, staff does', async () => {
    const first = tokenOf(await makeOwnerLink())
    await makeAccount()
    const second = tokenOf(await makeOwnerLink())
    await expect(createOwner({ token: first, ...owner }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
    await makeAccount({ role: 'author' })
    await expect(createOwner({ token: second, ...owner }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
    expect(await makeOwnerLink()).toBe(null)
  })

  test('of two who use the link at once, one becomes the owner', async () => {
    const token = tokenOf(await makeOwnerLink())
    const both = await Promise.allSettled(['a', 'b'].map((who) => createOwner({ token, ...owner, email: `${who}@lists.example` }, signInClientFrom())))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await read.account.count()).toBe(1)
  })
})

test('the sweep deletes what is over, and nothing that a clock which was ahead for a while took for over', async () => {
  const { email } = await makeAccount()
  await signIn({ email, password }, signInClientFrom())
  await requestPasswordReset({ email }, signInClientFrom())
  await takeMails()
  const left = async () => [await read.session.count(), await read.token.count()]
  try {
    moveClock(29 * 86_400_000)
    await sweepAccounts()
    expect(await left()).toEqual([1, 1])
    moveClock(20 * 86_400_000)
    await sweepAccounts()
    expect(await left()).toEqual([1, 0])
    moveClock(365 * 86_400_000)
    await sweepAccounts()
    expect(await left()).toEqual([0, 0])
  } finally {
    setClock(null)
  }
})
