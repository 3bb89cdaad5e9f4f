import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { moveClock, nowMs, setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { parseCookies, unsigned } from '@/platform/http/cookies'
import '@/tests/support/cheap-passwords'
import { codeOf } from '@/tests/support/one-time-codes'
import { useDatabase } from '@/tests/support/database'
import { emptyMailbox, headersWith, makeAccount, password, signInClientFrom, takeMails } from '@/tests/support/accounts'
import { actorOf } from '../auth'
import { findSecondFactor } from '../queries/second-factor'
import { changePassword } from './change-password'
import { removeSecondFactor, renewRecoveryCodes, turnOffSecondFactor } from './change-second-factor'
import { finishSignIn } from './finish-sign-in'
import { requestPasswordReset } from './request-password-reset'
import { resetPassword } from './reset-password'
import { setPassword } from './set-password'
import { suspendAccount } from './set-role'
import { signOut } from './end-sessions'
import { signIn } from './sign-in'
import { signedInCookies } from './start-session'
import { beginSecondFactor, turnOnSecondFactor } from './turn-on-second-factor'

const logged = vi.hoisted(() => [] as unknown[])
vi.mock('@/platform/log', () => ({
  log: Object.fromEntries(['debug', 'info', 'warn', 'error'].map((level) => [level, (facts: unknown) => void logged.push(facts)])),
}))

useDatabase()

type Account = Awaited<ReturnType<typeof makeAccount>>
let account: Account
beforeEach(async () => {
  // The middle of a step, so that a test does not begin in one and end in the next.
  const middle = Math.floor(Date.now() / 30_000) * 30_000 + 15_000
  setClock(() => middle)
  emptyMailbox()
  account = await makeAccount({ role: 'author' })
})
afterEach(() => setClock(null))

const nextStep = () => moveClock(30_000)
const actor = () => ({ account: { id: account.id, role: account.role, lacksSecondFactor: false } })
const whoIs = async (session: string) => (await actorOf(headersWith({ session }))).account?.id ?? null
const enter = (over = {}) => signIn({ email: account.email, password }, signInClientFrom(over))
const finish = (code: string, step: string, over = {}) => finishSignIn({ code }, signInClientFrom({ session: step, ...over }))

/** Turns the second factor on; the clock is then one step later, so that the next code is a new one. */
async function turnOn() {
  const session = await enter()
  const secret = await beginSecondFactor(actor(), { password })
  const codes = await turnOnSecondFactor(actor(), { secret, code: codeOf(secret, nowMs()) }, session)
  nextStep()
  return { session, secret, codes, code: () => codeOf(secret, nowMs()) }
}

describe('turning it on', () => {
  test('asks for the password, and is on with a code of the new key only', async () => {
    const session = await enter()
    await expect(beginSecondFactor(actor(), { password: 'not this one' })).rejects.toMatchObject({ code: 'invalid', fields: { password: expect.any(String) } })
    const secret = await beginSecondFactor(actor(), { password })
    expect(await findSecondFactor(account.id)).toBe(null)
    const wrong = codeOf(secret, nowMs() + 300_000)
    await expect(turnOnSecondFactor(actor(), { secret, code: wrong }, session)).rejects.toMatchObject({ code: 'invalid', fields: { code: expect.any(String) } })
    expect(await findSecondFactor(account.id)).toBe(null)
    await expect(enter()).resolves.toBeTypeOf('string')

    const codes = await turnOnSecondFactor(actor(), { secret, code: codeOf(secret, nowMs()) }, session)
    expect(new Set(codes).size).toBe(10)
    expect(await findSecondFactor(account.id)).toMatchObject({ recoveryCodesLeft: 10 })
    const kept = JSON.stringify([await read.secondFactor.findMany(), await read.recoveryCode.findMany()])
    for (const text of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) expect(kept).not.toContain(text)
    await expect(beginSecondFactor(actor(), { password })).rejects.toMatchObject({ code: 'conflict' })
    await expect(turnOnSecondFactor(actor(), { secret, code: codeOf(secret, nowMs()) }, session)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('ends every other session, and tells the account by mail', async () => {
    const other = await enter()
    const { session } = await turnOn()
    expect([await whoIs(other), await whoIs(session)]).toEqual([null, account.id])
    expect(await takeMails()).toMatchObject([{ to: account.email, subject: expect.stringContaining('second factor for Lightstick is on') }])
  })

  test('is for staff', async () => {
    const reader = await makeAccount()
    const asReader = { account: { id: reader.id, role: reader.role, lacksSecondFactor: false } }
    await expect(beginSecondFactor(asReader, { password })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(turnOnSecondFactor(asReader, { secret: 'A'.repeat(32), code: '000000' }, 'x')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(beginSecondFactor({ account: null }, { password })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('of two that do it at once, one is done', async () => {
    const session = await enter()
    const [one, other] = [await beginSecondFactor(actor(), { password }), await beginSecondFactor(actor(), { password })]
    const both = await Promise.allSettled([one, other].map((secret) => turnOnSecondFactor(actor(), { secret, code: codeOf(secret, nowMs()) }, session)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
    expect(await findSecondFactor(account.id)).toMatchObject({ recoveryCodesLeft: 10 })
  })
})

describe('signing in', () => {
  test('the password alone opens nothing; with a code it does, once', async () => {
    const { session, code } = await turnOn()
    const step = await enter()
    expect(await whoIs(step)).toBe(null)
    expect(await read.session.count()).toBe(1)
    const token = await finish(code(), step)
    expect([await whoIs(token), await whoIs(step), await whoIs(session)]).toEqual([account.id, null, account.id])
    // Neither the sign-in nor the code works a second time.
    await expect(finish(code(), step)).rejects.toMatchObject({ code: 'gone' })
    await expect(finish(code(), await enter())).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('used already') })
    nextStep()
    await expect(finish(code(), await enter())).resolves.toBeTypeOf('string')
  })

  test('a code that was accepted is refused although it is still right, and so are those before it', async () => {
    const { secret, code } = await turnOn()
    const [before, present, after] = [-30_000, 0, 30_000].map((byMs) => codeOf(secret, nowMs() + byMs)) as [string, string, string]
    // The code that turned it on is the one before.
    await expect(finish(before, await enter())).rejects.toMatchObject({ message: expect.stringContaining('used already') })
    await finish(after, await enter())
    await expect(finish(present, await enter())).rejects.toMatchObject({ message: expect.stringContaining('used already') })
    nextStep()
    await expect(finish(code(), await enter())).rejects.toMatchObject({ message: expect.stringContaining('used already') })
  })

  test('one code that comes twice at once opens one session', async () => {
    const { code } = await turnOn()
    for (let round = 0; round < 5; round++) {
      const before = await read.session.count()
      // Two sign-ins with one code; and one sign-in whose form is sent twice.
      const steps = round % 2 === 0 ? [await enter(), await enter()] : await enter().then((step) => [step, step])
      const both = await Promise.allSettled(steps.map((step) => finish(code(), step)))
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: round % 2 === 0 ? 'invalid' : 'gone' } })
      expect(await read.session.count()).toBe(before + 1)
      nextStep()
    }
  })

  test('a recovery code gets in once, however it is typed, and the account is told', async () => {
    const { codes } = await turnOn()
    await takeMails()
    const [first = '', second = ''] = codes
    await expect(finish(first.toUpperCase().replaceAll('-', ' '), await enter())).resolves.toBeTypeOf('string')
    await expect(finish(first, await enter())).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('recovery code') })
    const steps = [await enter(), await enter()]
    const both = await Promise.allSettled(steps.map((step) => finish(second, step)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await findSecondFactor(account.id)).toMatchObject({ recoveryCodesLeft: 8 })
    expect(await takeMails()).toMatchObject([{ to: account.email, subject: expect.stringContaining('recovery code for Lightstick was used') }])
  })

  test('another account’s recovery code, and made-up ones, get nobody in', async () => {
    const { codes } = await turnOn()
    account = await makeAccount({ role: 'author' })
    await turnOn()
    const step = await enter()
    for (const code of [codes[0]!, '0000-0000-0000-0000', 'x', 'ABCDEF', '12345', '\u0000', '999999999999'])
      await expect(finish(code, step), code).rejects.toMatchObject({ code: 'invalid', fields: { code: expect.any(String) } })
  })

  test('a sign-in waits ten minutes, and no longer than its password is valid', async () => {
    const { codes } = await turnOn()
    const late = await enter()
    moveClock(600_001)
    await expect(finish(codes[0]!, late)).rejects.toMatchObject({ code: 'gone' })

    const { session } = { session: await finish(codes[0]!, await enter()) }
    const before = await enter()
    await changePassword(account.id, { current: password, password: 'river under bridge' }, session)
    await expect(finish(codes[1]!, before)).rejects.toMatchObject({ code: 'gone' })
    const again = await signIn({ email: account.email, password: 'river under bridge' }, signInClientFrom())
    await setPassword(account.id, password)
    await expect(finish(codes[1]!, again)).rejects.toMatchObject({ code: 'gone' })

    const suspended = await enter()
    await suspendAccount('operator', account.id, true)
    await expect(finish(codes[1]!, suspended)).rejects.toMatchObject({ code: 'gone' })
    for (const unknown of ['', 'x', 'x'.repeat(9000)]) await expect(finish(codes[1]!, unknown)).rejects.toMatchObject({ code: 'gone' })
    await expect(finishSignIn({ code: codes[1]! }, signInClientFrom())).rejects.toMatchObject({ code: 'gone' })
    expect((await findSecondFactor(account.id))?.recoveryCodesLeft).toBe(9)
  })

  test('a new password by mail is no way round it', async () => {
    const { session, code } = await turnOn()
    await takeMails()
    await requestPasswordReset({ email: account.email }, signInClientFrom())
    const [mail] = await takeMails()
    const { session: step } = await resetPassword({ token: mail!.link!, password: 'river under bridge' }, signInClientFrom())
    expect([await whoIs(step), await whoIs(session)]).toEqual([null, null])
    expect(await whoIs(await finish(code(), step))).toBe(account.id)
  })

  test('tries are limited for who has the password, on the owner’s own device by themselves; strangers never get so far', async () => {
    const { code, codes } = await turnOn()
    const cookies = await signedInCookies(await finish(code(), await enter()), signInClientFrom())
    const device = unsigned(parseCookies(cookies.find((one) => one.startsWith('device='))!.split(';')[0]).device)
    nextStep()
    for (let i = 0; i < 60; i++) await signIn({ email: account.email, password: 'guess' }, signInClientFrom({ ip: `203.0.113.${i}` })).catch(() => {})
    const step = await enter({ device })
    for (let i = 0; i < 8; i++) await expect(finish('000000', step)).rejects.toMatchObject({ code: 'invalid' })
    await expect(finish(code(), step)).rejects.toMatchObject({ code: 'too_many' })
    await expect(finish(codes[0]!, step)).rejects.toMatchObject({ code: 'too_many' })
    await expect(finish(code(), step, { device })).resolves.toBeTypeOf('string')
  })

  test('a device that showed the password before it was turned on is counted with strangers’ tries', async () => {
    const before = await signIn({ email: account.email, password }, signInClientFrom())
    const cookies = await signedInCookies(before, signInClientFrom())
    const device = unsigned(parseCookies(cookies.find((one) => one.startsWith('device='))!.split(';')[0]).device)
    const { code } = await turnOn()
    const step = await enter()
    for (let i = 0; i < 8; i++) await expect(finish('000000', step, { device })).rejects.toMatchObject({ code: 'invalid' })
    await expect(finish(code(), step)).rejects.toMatchObject({ code: 'too_many' })
    await expect(finish(code(), step, { device })).rejects.toMatchObject({ code: 'too_many' })
  })

  test('signing out ends a sign-in that waits', async () => {
    const { code } = await turnOn()
    const step = await enter()
    await signOut(step)
    await expect(finish(code(), step)).rejects.toMatchObject({ code: 'gone' })
  })

  test('a clock that was ahead when a code was accepted keeps nobody out', async () => {
    const { code } = await turnOn()
    moveClock(86_400_000)
    await finish(code(), await enter())
    moveClock(-86_400_000)
    await expect(finish(code(), await enter())).resolves.toBeTypeOf('string')
  })

  test('a key that cannot be read is said so, and a recovery code still gets in', async () => {
    const { code, codes } = await turnOn()
    const [kept] = await read.secondFactor.findMany()
    // As after a loss of the site's secret: what is kept does not open.
    await write((tx) => tx.secondFactor.update({ where: { accountId: account.id }, data: { secret: `${kept!.secret.slice(0, -4)}AAAA` } }))
    const step = await enter()
    await expect(finish(code(), step)).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('cannot be checked any more') })
    await expect(finish(codes[0]!, step)).resolves.toBeTypeOf('string')
  })
})

describe('changing it', () => {
  test('new recovery codes ask for password and code, and replace the earlier ones', async () => {
    const { code, codes } = await turnOn()
    await takeMails()
    await expect(renewRecoveryCodes(account.id, { password: 'not this one', code: code() })).rejects.toMatchObject({ fields: { password: expect.any(String) } })
    await expect(renewRecoveryCodes(account.id, { password, code: '000000' })).rejects.toMatchObject({ fields: { code: expect.any(String) } })
    const renewed = await renewRecoveryCodes(account.id, { password, code: code() })
    expect(await findSecondFactor(account.id)).toMatchObject({ recoveryCodesLeft: 10 })
    await expect(finish(codes[0]!, await enter())).rejects.toMatchObject({ code: 'invalid' })
    await expect(finish(renewed[0]!, await enter())).resolves.toBeTypeOf('string')
    expect((await takeMails()).map(({ subject }) => subject).sort()).toEqual(['A recovery code for Lightstick was used', 'New recovery codes for Lightstick'])
  })

  test('turning it off asks for password and code, ends sign-ins that wait, and tells the account', async () => {
    const { code } = await turnOn()
    await takeMails()
    const waiting = await enter()
    await expect(turnOffSecondFactor(account.id, { password: 'not this one', code: code() })).rejects.toMatchObject({ code: 'invalid' })
    await expect(turnOffSecondFactor(account.id, { password, code: '000000' })).rejects.toMatchObject({ code: 'invalid' })
    expect(await findSecondFactor(account.id)).not.toBe(null)
    await turnOffSecondFactor(account.id, { password, code: code() })
    expect([await read.secondFactor.count(), await read.recoveryCode.count()]).toEqual([0, 0])
    await expect(finish(code(), waiting)).rejects.toMatchObject({ code: 'gone' })
    expect(await whoIs(await enter())).toBe(account.id)
    expect(await takeMails()).toMatchObject([{ subject: 'Your second factor for Lightstick is off' }])
    await expect(turnOffSecondFactor(account.id, { password, code: code() })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('codes that are tried by somebody who is signed in are limited, too', async () => {
    const { code } = await turnOn()
    for (let i = 0; i < 8; i++) await turnOffSecondFactor(account.id, { password, code: '000000' }).catch(() => {})
    await expect(turnOffSecondFactor(account.id, { password, code: code() })).rejects.toMatchObject({ code: 'too_many' })
  })

  test('who has a shell on the machine takes it away', async () => {
    await turnOn()
    await takeMails()
    expect(await removeSecondFactor(account.id)).toBe(true)
    expect(await removeSecondFactor(account.id)).toBe(false)
    expect(await whoIs(await enter())).toBe(account.id)
    expect(await takeMails()).toMatchObject([{ subject: 'Your second factor for Lightstick is off' }])
  })
})

test('each step is in the log, without codes, keys or addresses of mail', async () => {
  logged.length = 0
  const { secret, codes, code } = await turnOn()
  const step = await enter()
  await finish('000000', step).catch(() => {})
  const token = await finish(codes[0]!, step)
  await turnOffSecondFactor(account.id, { password, code: code() })
  const said = (logged as { event?: string; outcome?: string; change?: string; account?: string }[])
    .filter(({ event }) => event)
    .map(({ outcome, change, account: id }) => [outcome ?? change, id])
  expect(said).toEqual(['signed in', 'second factor on', 'code asked for', 'wrong code', 'signed in', 'second factor off'].map((what) => [what, account.id]))
  for (const text of [secret, codes[0]!, step, token, password, account.email, '000000']) expect(JSON.stringify(logged)).not.toContain(text)
})
