import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { read, write } from '@/platform/db'
import { parseCookies, unsigned } from '@/platform/http/cookies'
import '@/tests/support/cheap-passwords'
import { useDatabase } from '@/tests/support/database'
import { headersWith, makeAccount, makeGuest, password, signInClientFrom } from '@/tests/support/accounts'
import { actorOf } from '../auth'
import { listSessions } from '../queries/accounts'
import { hashSecret } from '../secrets'
import { endOtherSessions, endSession, signOut } from './end-sessions'
import { setRole, suspendAccount } from './set-role'
import { signIn } from './sign-in'
import { signedInCookies } from './start-session'

const logged = vi.hoisted(() => [] as unknown[])
vi.mock('@/platform/log', () => ({
  log: Object.fromEntries(['debug', 'info', 'warn', 'error'].map((level) => [level, (facts: unknown) => void logged.push(facts)])),
}))

// Tries come back with time, and on a busy machine sixty of them take long enough.
const clock = vi.hoisted(() => ({ stoppedAt: null as number | null }))
vi.mock('@/platform/clock', async (original) => {
  const real = await original<typeof import('@/platform/clock')>()
  return { ...real, monotonicMs: () => clock.stoppedAt ?? real.monotonicMs() }
})
afterEach(() => void (clock.stoppedAt = null))

useDatabase()

describe('signing in', () => {
  let account: Awaited<ReturnType<typeof makeAccount>>
  beforeEach(async () => {
    account = await makeAccount()
  })

  test('gives a session that says who acts, kept as a hash only', async () => {
    const token = await signIn({ email: ` ${account.email.toUpperCase()} `, password }, signInClientFrom())
    const actor = await actorOf(headersWith({ session: token }))
    expect(actor.account).toMatchObject({ id: account.id, name: 'Mina', role: 'reader' })
    expect(actor.readerId).toBe((await read.reader.findUniqueOrThrow({ where: { accountId: account.id } })).id)
    const rows = await read.session.findMany()
    expect(rows.map(({ tokenHash }) => tokenHash)).toEqual([hashSecret(token)])
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('refuses a wrong password and an unknown address with the same words', async () => {
    const wrong = await signIn({ email: account.email, password: 'not this one' }, signInClientFrom()).catch((error) => error)
    const unknown = await signIn({ email: 'nobody@lists.example', password }, signInClientFrom()).catch((error) => error)
    expect(wrong).toMatchObject({ code: 'invalid' })
    expect({ message: unknown.message, fields: unknown.fields, code: unknown.code }).toEqual({ message: wrong.message, fields: wrong.fields, code: wrong.code })
    expect(await read.session.count()).toBe(0)
  })

  test.each(["' OR 1=1 --", 'x'.repeat(20_000), '\u0000', 'mina@lists.example\u0000', '💥'])('%j is an unknown address', async (email) => {
    await expect(signIn({ email, password }, signInClientFrom())).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is slowed down after failures, and forgiven after a success', async () => {
    clock.stoppedAt = 2e9
    const client = signInClientFrom()
    for (let i = 0; i < 7; i++) await expect(signIn({ email: account.email, password: 'guess' }, client)).rejects.toMatchObject({ code: 'invalid' })
    await signIn({ email: account.email, password }, client)
    for (let i = 0; i < 8; i++) await expect(signIn({ email: account.email, password: 'guess' }, client)).rejects.toMatchObject({ code: 'invalid' })
    await expect(signIn({ email: account.email, password }, client)).rejects.toMatchObject({ code: 'too_many' })
    // From elsewhere its owner still gets in.
    await expect(signIn({ email: account.email, password }, signInClientFrom())).resolves.toBeTypeOf('string')
  })

  test('strangers who keep an account’s tries full do not keep out the device that signed in before', async () => {
    clock.stoppedAt = 2e9
    const cookies = await signedInCookies(await signIn({ email: account.email, password }, signInClientFrom()), signInClientFrom())
    const device = unsigned(Object.entries(parseCookies(cookies.find((one) => one.startsWith('device='))!.split(';')[0]))[0]![1])
    expect(device).toBeTypeOf('string')
    for (let i = 0; i < 60; i++) await signIn({ email: account.email, password: 'guess' }, signInClientFrom({ ip: `203.0.113.${i}` })).catch(() => {})
    await expect(signIn({ email: account.email, password }, signInClientFrom())).rejects.toMatchObject({ code: 'too_many' })
    for (const forged of ['x', 'x~y', `${device}x`, '~', ''])
      await expect(signIn({ email: account.email, password }, signInClientFrom({ device: forged })), forged).rejects.toMatchObject({ code: 'too_many' })
    // It is tied to one account, and has no more tries than anybody.
    const other = await makeAccount()
    for (let i = 0; i < 60; i++) await signIn({ email: other.email, password: 'guess' }, signInClientFrom({ ip: `203.0.113.${i}`, device })).catch(() => {})
    await expect(signIn({ email: other.email, password }, signInClientFrom({ device }))).rejects.toMatchObject({ code: 'too_many' })
    await expect(signIn({ email: account.email, password }, signInClientFrom({ device }))).resolves.toBeTypeOf('string')
    for (let i = 0; i < 8; i++)
      await expect(signIn({ email: account.email, password: 'guess' }, signInClientFrom({ device }))).rejects.toMatchObject({ code: 'invalid' })
    await expect(signIn({ email: account.email, password }, signInClientFrom({ device }))).rejects.toMatchObject({ code: 'too_many' })
  })

  test('raises the cost of an older hash', async () => {
    const { hashPassword: real } = await vi.importActual<typeof import('../password')>('../password')
    const old = await real(password, { ln: 9, r: 8, p: 1 })
    await write((tx) => tx.account.update({ where: { id: account.id }, data: { passwordHash: old } }))
    await signIn({ email: account.email, password }, signInClientFrom())
    expect((await read.account.findUniqueOrThrow({ where: { id: account.id } })).passwordHash).toMatch(/^scrypt\$ln=10,r=8,p=1\$/)
    await expect(signIn({ email: account.email, password }, signInClientFrom())).resolves.toBeTypeOf('string')
  })

  test('replaces the session that was there, and does not take over a token that was planted', async () => {
    const first = await signIn({ email: account.email, password }, signInClientFrom())
    const second = await signIn({ email: account.email, password }, signInClientFrom({ session: first }))
    expect((await actorOf(headersWith({ session: first }))).account).toBe(null)
    expect((await actorOf(headersWith({ session: second }))).account).not.toBe(null)
    const planted = await signIn({ email: account.email, password }, signInClientFrom({ session: 'planted-by-somebody' }))
    expect(planted).not.toBe('planted-by-somebody')
  })

  test('a suspended account gets in nowhere', async () => {
    const token = await signIn({ email: account.email, password }, signInClientFrom())
    await suspendAccount('operator', account.id, true)
    expect((await actorOf(headersWith({ session: token }))).account).toBe(null)
    await expect(signIn({ email: account.email, password }, signInClientFrom())).rejects.toMatchObject({ code: 'forbidden' })
    await suspendAccount('operator', account.id, false)
    await expect(signIn({ email: account.email, password }, signInClientFrom())).resolves.toBeTypeOf('string')
  })
})

describe('who acts', () => {
  test('a guest is the signed cookie; a forged one is nobody', async () => {
    const reader = await makeGuest()
    expect(await actorOf(headersWith({ reader }))).toMatchObject({ readerId: reader, account: null })
    for (const rawReader of [reader, `${reader}.`, `${reader}.AAAA`, '.', 'x'.repeat(4000), '%ff%fe'])
      expect(await actorOf(headersWith({ rawReader }))).toMatchObject({ readerId: null, account: null })
  })

  test('an unknown, ended or expired session is the guest that the other cookie names', async () => {
    const { email, id } = await makeAccount()
    const reader = await makeGuest()
    const token = await signIn({ email, password }, signInClientFrom())
    expect((await actorOf(headersWith({ session: token, reader }))).account?.id).toBe(id)
    await write((tx) => tx.session.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } }))
    expect(await actorOf(headersWith({ session: token, reader }))).toMatchObject({ account: null, readerId: reader })
    for (const session of ['', 'x', 'x'.repeat(9000), hashSecret(token)]) expect((await actorOf(headersWith({ session, reader }))).account).toBe(null)
  })
})

describe('a session that is used', () => {
  test('lives on; its use is written down at most once an hour', async () => {
    const { email } = await makeAccount()
    const token = await signIn({ email, password }, signInClientFrom())
    const before = await read.session.findFirstOrThrow()
    await actorOf(headersWith({ session: token }))
    expect((await read.session.findFirstOrThrow()).lastSeenAt).toEqual(before.lastSeenAt)
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000)
    await write((tx) => tx.session.updateMany({ data: { lastSeenAt: hours(-2), expiresAt: hours(1) } }))
    expect((await actorOf(headersWith({ session: token }))).account).not.toBe(null)
    await vi.waitFor(async () => expect((await read.session.findFirstOrThrow()).expiresAt > hours(29 * 24)).toBe(true), { timeout: 30_000 })
  })
})

describe('sessions', () => {
  test('are listed with this one first, and ended one by one or all others', async () => {
    const { email, id } = await makeAccount()
    const tokens: string[] = []
    for (const userAgent of ['one', 'two', 'three', 'four']) tokens.push(await signIn({ email, password }, signInClientFrom({ userAgent })))
    const [first = '', second = '', third = ''] = tokens
    const listed = await listSessions(id, second)
    expect(listed.map(({ userAgent, isThis }) => [userAgent, isThis])[0]).toEqual(['two', true])
    await endSession(id, listed.find(({ userAgent }) => userAgent === 'one')!.id)
    expect((await actorOf(headersWith({ session: first }))).account).toBe(null)
    await endOtherSessions(id, second)
    expect((await actorOf(headersWith({ session: third }))).account).toBe(null)
    expect((await actorOf(headersWith({ session: second }))).account?.id).toBe(id)
    await signOut(second)
    await signOut(second)
    await signOut(null)
    expect(await read.session.count()).toBe(0)
  })

  test('of another account cannot be ended', async () => {
    const mine = await makeAccount()
    const theirs = await makeAccount()
    const token = await signIn({ email: theirs.email, password }, signInClientFrom())
    const [session] = await listSessions(theirs.id, null)
    await endSession(mine.id, session!.id)
    expect((await actorOf(headersWith({ session: token }))).account?.id).toBe(theirs.id)
  })
})

test('sign-ins, failures and changes of role are logged, without passwords, tokens or addresses of mail', async () => {
  logged.length = 0
  const account = await makeAccount({ role: 'author' })
  const token = await signIn({ email: account.email, password }, signInClientFrom())
  await signIn({ email: account.email, password: 'not this one' }, signInClientFrom()).catch(() => {})
  await signIn({ email: 'nobody@lists.example', password }, signInClientFrom()).catch(() => {})
  await setRole('operator', account.id, 'editor')
  await suspendAccount('operator', account.id, true)
  await signIn({ email: account.email, password }, signInClientFrom()).catch(() => {})
  const network = expect.stringMatching(/^[\w-]{16}$/)
  // A busy machine logs slow statements between them.
  expect(logged.filter((facts) => 'event' in (facts as object))).toEqual([
    { event: 'account', change: 'made', account: account.id, by: 'operator', role: 'author' },
    { event: 'sign-in', outcome: 'signed in', account: account.id, network },
    { event: 'sign-in', outcome: 'wrong password', account: account.id, network },
    { event: 'sign-in', outcome: 'unknown address', account: null, network },
    { event: 'account', change: 'role', account: account.id, by: 'operator', role: 'editor', before: 'author' },
    { event: 'account', change: 'suspended', account: account.id, by: 'operator' },
    { event: 'sign-in', outcome: 'suspended', account: account.id, network },
  ])
  for (const secret of [password, token, 'not this one', account.email, 'nobody@', '198.51.1']) expect(JSON.stringify(logged)).not.toContain(secret)
})
