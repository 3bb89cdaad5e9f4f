import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import '@/tests/support/cheap-passwords'
import { cookieNames, parseCookies, signed } from '@/platform/http/cookies'
import { config } from '@/platform/config'
import { read, write } from '@/platform/db'
import { headersWith, makeAccount, makeGuest, password, signInClientFrom } from '@/tests/support/accounts'
import { codeOf } from '@/tests/support/one-time-codes'
import { useDatabase } from '@/tests/support/database'
import { startOidcProvider } from '@/tests/support/oidc-provider'
import { actorOf } from '../auth'
import { adoptWith } from '../commands/adopt-guest'
import { suspendAccount } from '../commands/set-role'
import { finishSignIn } from '../commands/finish-sign-in'
import { signIn } from '../commands/sign-in'
import { beginSecondFactor, turnOnSecondFactor } from '../commands/turn-on-second-factor'
import { signInClientOf } from '../sign-in-client'
import { beginOauth, handleAuth } from './handler'

useDatabase()

let provider: Awaited<ReturnType<typeof startOidcProvider>>
beforeAll(async () => {
  provider = await startOidcProvider()
  Object.assign(process.env, provider.env) // before anything reads the settings
})
afterAll(() => provider.stop())
beforeEach(() => {
  provider.person = { sub: '1', name: 'Lisa', email: 'lisa@lists.example', email_verified: true }
})

type Jar = Record<string, string>
const headersOf = (jar: Jar) =>
  new Headers({
    cookie: Object.entries(jar)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('; '),
  })

function keep(jar: Jar, cookies: string[]) {
  for (const cookie of cookies) {
    const [name, value] = Object.entries(parseCookies(cookie.split(';')[0]))[0]!
    if (value === '' || /Max-Age=0/i.test(cookie)) delete jar[name]
    else jar[name] = value
  }
}

/** What a browser does: to the provider, and back with what it said. */
async function walk(jar: Jar, { next = '/articles', change = (back: URL) => back } = {}) {
  const begun = await beginOauth(headersOf(jar), 'oidc', next)
  keep(jar, begun.cookies)
  const there = await fetch(begun.location, { redirect: 'manual' })
  const back = change(new URL(there.headers.get('location')!))
  expect(back.pathname).toBe('/api/auth/callback/oidc')
  const answer = await handleAuth(new Request(back, { headers: headersOf(jar) }), ['callback', 'oidc'])
  keep(jar, answer.headers.getSetCookie())
  return answer
}

const whoIs = async (jar: Jar) => (await actorOf(headersOf(jar))).account

test('a person whom the provider knows gets an account and a session, and comes back to their page', async () => {
  const jar: Jar = {}
  const answer = await walk(jar)
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toBe(`${config.siteUrl}/articles`)
  expect(await whoIs(jar)).toMatchObject({ name: 'Lisa', email: 'lisa@lists.example', role: 'reader' })
  const session = answer.headers.getSetCookie().find((cookie) => cookie.startsWith(cookieNames.session))
  expect(session).toMatch(/HttpOnly/)
  expect(session).toMatch(/SameSite=Lax/)
  expect(JSON.stringify(await read.session.findMany())).not.toContain(jar[cookieNames.session])

  const told = await handleAuth(new Request(`${config.siteUrl}/api/auth/session`, { headers: headersOf(jar) }), ['session'])
  expect(await told.json()).toMatchObject({ user: { name: 'Lisa' } })

  const again: Jar = {}
  await walk(again)
  expect((await whoIs(again))?.id).toBe((await whoIs(jar))?.id)
  expect([await read.account.count(), await read.identity.count(), await read.session.count()]).toEqual([1, 1, 2])
})

test('a guest’s votes and comments come along', async () => {
  const asked: { from: string }[] = []
  adoptWith('test', async (_, readers) => void asked.push(readers))
  const guest = await makeGuest()
  const jar: Jar = { [cookieNames.reader]: signed(guest) }
  await walk(jar)
  adoptWith('test', async () => {})
  expect(asked).toMatchObject([{ from: guest }])
  expect(jar[cookieNames.reader]).toBe(undefined)
})

test('an address that the provider vouches for opens the account that has it', async () => {
  const account = await makeAccount({ email: 'lisa@lists.example', role: 'editor' })
  const jar: Jar = {}
  await walk(jar)
  expect(await whoIs(jar)).toMatchObject({ id: account.id, role: 'editor' })
  await expect(signIn({ email: account.email, password }, signInClientFrom())).resolves.toBeTypeOf('string')
})

test.each([{ email_verified: false }, { email_verified: undefined }, { email: undefined }])('with %j it opens and makes nothing', async (said) => {
  await makeAccount({ email: 'lisa@lists.example', role: 'editor' })
  provider.person = { ...provider.person, ...said }
  const jar: Jar = {}
  const answer = await walk(jar, { next: '/articles?page=2' })
  // The page says what was wrong, and still leads where the sign-in was to lead.
  expect(answer.headers.get('location')).toBe(`${config.siteUrl}/sign-in?error=AddressNotVerified&next=%2Farticles%3Fpage%3D2`)
  expect(await whoIs(jar)).toBe(null)
  expect([await read.account.count(), await read.identity.count(), await read.session.count()]).toEqual([1, 0, 0])
})

test('whoever took the address before and never confirmed it is out', async () => {
  const taken = await makeAccount({ email: 'lisa@lists.example' })
  const squatter = await signIn({ email: taken.email, password }, signInClientFrom())
  await write((tx) => tx.account.update({ where: { id: taken.id }, data: { confirmedAt: null } }))
  await walk({})
  expect((await actorOf(headersWith({ session: squatter }))).account).toBe(null)
  await expect(signIn({ email: taken.email, password }, signInClientFrom())).rejects.toMatchObject({ code: 'invalid' })
})

test('a stranger’s identity is not tied to the account that is open', async () => {
  const { email, id } = await makeAccount()
  const jar: Jar = { [cookieNames.session]: await signIn({ email, password }, signInClientFrom()) }
  await walk(jar)
  expect((await whoIs(jar))?.id).not.toBe(id)
  expect(await read.identity.count({ where: { accountId: id } })).toBe(0)
})

test('a provider’s word is no way round a second factor: it is asked for, and leads on to the page', async () => {
  const account = await makeAccount({ email: 'lisa@lists.example', role: 'editor' })
  const actor = { account: { id: account.id, role: account.role, lacksSecondFactor: false } }
  const secret = await beginSecondFactor(actor, { password })
  const [code = ''] = await turnOnSecondFactor(actor, { secret, code: codeOf(secret, Date.now()) }, 'no session')
  // The first time by the address, then by the identity that was linked.
  for (const again of [false, true]) {
    const guest = await makeGuest()
    const jar: Jar = { [cookieNames.reader]: signed(guest) }
    const answer = await walk(jar, { next: '/articles?page=2' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/sign-in/second-factor?next=%2Farticles%3Fpage%3D2'])
    expect(await whoIs(jar)).toBe(null)
    expect(await read.session.count()).toBe(0)
    expect(await read.identity.count()).toBe(1)
    // The guest comes along when somebody is signed in, not before.
    expect(jar[cookieNames.reader]).toBe(signed(guest))
    if (!again) continue
    const session = await finishSignIn({ code }, signInClientOf(headersOf(jar)))
    expect(await whoIs({ [cookieNames.session]: session })).toMatchObject({ id: account.id })
  }
})

test('a suspended account is told so', async () => {
  const jar: Jar = {}
  await walk(jar)
  await suspendAccount('operator', (await whoIs(jar))!.id, true)
  const answer = await walk({})
  expect(answer.headers.get('location')).toContain('error=Suspended')
  expect(await read.session.count()).toBe(0)
})

test.each([
  ['another state', (back: URL) => (back.searchParams.set('state', 'forged'), back)],
  ['another code', (back: URL) => (back.searchParams.set('code', 'forged'), back)],
  ['an error of the provider', (back: URL) => ((back.search = '?error=access_denied'), back)],
])('an answer with %s signs nobody in', async (_, change) => {
  const jar: Jar = {}
  const answer = await walk(jar, { change })
  // next-auth goes round by its own addresses to our page.
  let told = new URL(answer.headers.get('location')!)
  while (told.pathname.startsWith('/api/auth/')) {
    const step = await handleAuth(new Request(told, { headers: headersOf(jar) }), told.pathname.split('/').slice(3))
    told = new URL(step.headers.get('location')!, told)
  }
  expect([told.pathname, told.searchParams.get('error'), told.searchParams.get('next')]).toEqual(['/sign-in', expect.any(String), '/articles'])
  expect([await read.account.count(), await read.session.count()]).toEqual([0, 0])
})

test('an answer in another browser signs nobody in', async () => {
  const begun = await beginOauth(new Headers(), 'oidc', '/')
  const there = await fetch(begun.location, { redirect: 'manual' })
  await handleAuth(new Request(there.headers.get('location')!), ['callback', 'oidc'])
  expect(await read.session.count()).toBe(0)
})

test('leads nowhere but home when the next page is elsewhere, and nowhere for unknown providers', async () => {
  const answer = await walk({}, { next: 'https://evil.example/' })
  expect(answer.headers.get('location')).toBe(config.siteUrl)
  await expect(beginOauth(new Headers(), 'google', '/')).rejects.toMatchObject({ code: 'not_found' })
})

test('a body is counted as it comes, whatever it says of itself', async () => {
  const sent = (size: number) =>
    new Request(`${config.siteUrl}/api/auth/signin`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new Blob(['x'.repeat(size)]).stream(),
      duplex: 'half',
    } as RequestInit)
  expect((await handleAuth(sent(70_000), ['signin'])).status).toBe(413)
  expect((await handleAuth(sent(100), ['signin'])).status).toBe(302)
})
