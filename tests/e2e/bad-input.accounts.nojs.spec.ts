import fs from 'node:fs'
import path from 'node:path'
import { Visitor, dangersIn, typedIn } from './support/ask'
import { expectKept, expectRefused, expectUnchanged, expectWhole, oddities, type Oddity } from './support/bad-input'
import { look } from './support/database'
import type { Site } from './support/server'
import { expect, test } from './support/site'

test.use({ siteOf: 'bad input: accounts' })

/** Everything that is typed about oneself, as badly as it can be sent. Passwords never come back into a page. */

const password = 'lantern over water'
const unseen: Oddity[] = ['nothing', 'only spaces', 'only what cannot be seen']
const all = Object.keys(oddities) as Oddity[]
const notAnAddress = all

let made = 0
const newAddress = () => `bad-${++made}-${Date.now().toString(36)}@lists.example`

/** A visitor who is signed in to a new account. */
async function member(site: Site, role = 'author'): Promise<Visitor & { email: string }> {
  const email = newAddress()
  await site.lightstick(['user', '--email', email, '--name', 'Mina', '--role', role, '--password-stdin'], password)
  const visitor = Object.assign(new Visitor(site.url), { email })
  const answer = await visitor.send('/api/account/sign-in', { email, password })
  expect(answer.status, answer.text).toBe(303)
  return visitor
}

async function linkTo(site: Site, email: string, subject: string): Promise<string> {
  const dir = path.join(site.dataDir, 'mail')
  const find = () =>
    (fs.existsSync(dir) ? fs.readdirSync(dir) : [])
      .map((name) => fs.readFileSync(path.join(dir, name), 'utf8'))
      .flatMap((mail) => (mail.includes(`To: ${email}`) && mail.includes(subject) ? (/\?token=([\w-]+)/.exec(mail)?.[1] ?? []) : []))
      .at(-1) ?? ''
  await expect.poll(find).not.toBe('')
  return find()
}

const expectSecretsGone = (text: string, ...secrets: string[]) => {
  for (const secret of secrets.filter((one) => one.length > 3)) expect.soft(text.includes(secret.slice(0, 500)), 'a password in a page').toBe(false)
}

test.afterEach(({ site }) => expectWhole(site))

// While nobody can enter the studio, so before any account is made.
test('setup: the owner’s name, address and password', async ({ site }) => {
  const visitor = new Visitor(site.url)
  const token = /\/setup\?token=([\w-]+)/.exec(site.output())![1]!
  const right = { token, name: 'Owner', email: newAddress(), password }
  const refuse = async (values: Partial<typeof right>, what: string, status = 422) => {
    const sent = { ...right, ...values }
    const answer = await expectUnchanged(site, what, () => visitor.send('/api/account/setup', sent))
    expectRefused(answer, status, what)
    if (status === 422 && sent.token === token) expectKept(answer, { name: sent.name, email: sent.email, token }, what)
    expectSecretsGone(answer.text, sent.password)
  }
  for (const oddity of [...unseen, '20,000 letters'] as Oddity[]) await refuse({ name: oddities[oddity] }, `name: ${oddity}`)
  for (const oddity of notAnAddress) await refuse({ email: oddities[oddity] }, `address: ${oddity}`)
  for (const oddity of [...unseen, '20,000 letters'] as Oddity[]) await refuse({ password: oddities[oddity] }, `password: ${oddity}`)
  for (const wrong of ['', 'x', `${token}x`, oddities['20,000 letters'], oddities.NUL, '../../x']) {
    const answer = await expectUnchanged(site, 'token', () => visitor.send('/api/account/setup', { ...right, token: wrong }))
    expect.soft([410, 422]).toContain(answer.status)
    expectSecretsGone(answer.text, password)
  }
  const twice = await Promise.all([visitor.send('/api/account/setup', right), visitor.send('/api/account/setup', right)])
  expect(twice.map(({ status }) => status).sort()).toEqual([303, 410])
  expect(look(site, `SELECT role FROM "Account"`)).toEqual([{ role: 'owner' }])
})

test('sign-up: a name, an address, a password', async ({ site }) => {
  const visitor = new Visitor(site.url)
  const right = { name: 'Jisoo', email: newAddress(), password }
  const refuse = async (values: Partial<typeof right>, what: string) => {
    const sent = { ...right, ...values }
    const answer = await expectUnchanged(site, what, () => visitor.send('/api/account/sign-up', sent))
    expectRefused(answer, 422, what)
    expectKept(answer, { name: sent.name, email: sent.email }, what)
    expectSecretsGone(answer.text, sent.password)
    expectRefused(await visitor.sendJson('/api/account/sign-up', sent), 422, `${what} as JSON`)
  }
  for (const oddity of [...unseen, '20,000 letters'] as Oddity[]) await refuse({ name: oddities[oddity] }, `name: ${oddity}`)
  for (const oddity of notAnAddress) await refuse({ email: oddities[oddity] }, `address: ${oddity}`)
  for (const oddity of [...unseen, '20,000 letters'] as Oddity[]) await refuse({ password: oddities[oddity] }, `password: ${oddity}`)
  await refuse({ email: 'a@b.example\r\nBcc: everyone@lists.example' }, 'a header of mail in the address')
  for (const oddity of ['emoji', 'right to left, turned over', 'a script', 'NUL'] as Oddity[]) {
    const answer = await visitor.send('/api/account/sign-up', { ...right, email: newAddress(), name: oddities[oddity].slice(0, 40) })
    expect.soft([answer.status, answer.headers.location], oddity).toEqual([303, '/sign-up?done=sent'])
  }
  const again = [await visitor.send('/api/account/sign-up', right), await visitor.send('/api/account/sign-up', right)]
  expect(again.map(({ status, headers }) => [status, headers.location])).toEqual([1, 2].map(() => [303, '/sign-up?done=sent']))
  expect(look(site, 'SELECT COUNT(*) AS n FROM "Account" WHERE email = ?', right.email)[0]?.n).toBe(1)
})

test('sign-in: whatever is typed, one answer, and the address stands there still', async ({ site }) => {
  // Some fifty passwords are hashed, one after the other.
  const { email } = await member(site)
  const visitor = new Visitor(site.url)
  const refuse = async (values: { email: string; password: string; next?: string }, what: string) => {
    const answer = await expectUnchanged(site, what, () => visitor.send('/api/account/sign-in', values))
    expectRefused(answer, 422, what)
    expectKept(answer, { email: values.email }, what)
    expectSecretsGone(answer.text, values.password)
    expect.soft(answer.headers['set-cookie'], what).toBeUndefined()
  }
  for (const oddity of all) await refuse({ email: oddities[oddity], password }, `address: ${oddity}`)
  for (const oddity of all) await refuse({ email, password: oddities[oddity] }, `password: ${oddity}`)
  const [unknown, wrong] = [
    await visitor.send('/api/account/sign-in', { email: newAddress(), password: 'not this one' }),
    await visitor.send('/api/account/sign-in', { email, password: 'not this one' }),
  ]
  const waiting = newAddress()
  await visitor.send('/api/account/sign-up', { name: 'Jisoo', email: waiting, password })
  const unconfirmed = await visitor.send('/api/account/sign-in', { email: waiting, password })
  const withoutAddress = (text: string) => text.replaceAll(/bad-\d+-[^"]+example/g, '')
  expect(withoutAddress(unknown.text)).toBe(withoutAddress(wrong.text))
  expect([unconfirmed.status, withoutAddress(unconfirmed.text)]).toEqual([wrong.status, withoutAddress(wrong.text)])

  for (const next of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '\t//evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/x\r\nSet-Cookie: a=b',
    '/api/account/sign-out',
  ]) {
    const answer = await new Visitor(site.url).send('/api/account/sign-in', { email, password, next })
    expect.soft([answer.status, answer.headers.location], next).toEqual([303, '/'])
    const page = await new Visitor(site.url).get(`/sign-in?next=${encodeURIComponent(next)}`)
    expect.soft(typedIn(page.text).next, next).toBeUndefined()
    expect.soft(dangersIn(page.text)).toEqual([])
  }
  const hangul = await new Visitor(site.url).send('/api/account/sign-in', { email, password, next: '/search?q=빅뱅 "x"' })
  expect([hangul.status, hangul.headers.location]).toEqual([303, '/search?q=%EB%B9%85%EB%B1%85%20"x"'])
})

test('a sign-in never keeps the session that was there before', async ({ site }) => {
  const { email } = await member(site)
  const visitor = new Visitor(site.url)
  const given = 'a'.repeat(43)
  visitor.cookies.set('next-auth.session-token', given)
  await visitor.send('/api/account/sign-in', { email, password })
  expect(visitor.cookies.get('next-auth.session-token')).not.toBe(given)
  const first = visitor.cookies.get('next-auth.session-token')!
  await visitor.send('/api/account/sign-in', { email, password })
  const old = new Visitor(site.url)
  old.cookies.set('next-auth.session-token', first)
  expect((await old.get('/account')).status).toBe(307)
})

test('forgot: any address is the same answer, and what is none is refused', async ({ site }) => {
  const visitor = new Visitor(site.url)
  for (const oddity of notAnAddress) {
    const answer = await expectUnchanged(site, oddity, () => visitor.send('/api/account/forgot', { email: oddities[oddity] }))
    expectRefused(answer, 422, oddity)
    expectKept(answer, { email: oddities[oddity] }, oddity)
  }
  const { email } = await member(site)
  const answers = [await visitor.send('/api/account/forgot', { email }), await visitor.send('/api/account/forgot', { email: newAddress() })]
  expect(answers.map(({ status, headers, text }) => [status, headers.location, text])).toEqual([1, 2].map(() => [303, '/forgot?done=sent', '']))

  const token = await linkTo(site, email, 'A new password')
  for (const oddity of [...unseen, '20,000 letters'] as Oddity[]) {
    const answer = await expectUnchanged(site, oddity, () => visitor.send('/api/account/reset', { token, password: oddities[oddity] }))
    expectRefused(answer, 422, `new password: ${oddity}`)
    expectKept(answer, { token }, oddity)
    expectSecretsGone(answer.text, oddities[oddity])
  }
  for (const wrong of all) {
    const answer = await expectUnchanged(site, wrong, () => visitor.send('/api/account/reset', { token: oddities[wrong], password }))
    expect.soft([410, 422], wrong).toContain(answer.status)
    expect.soft(answer.headers['set-cookie']).toBeUndefined()
    const confirmed = await expectUnchanged(site, wrong, () => visitor.send('/api/account/confirm', { token: oddities[wrong], password, new: password }))
    expect.soft([410, 422], wrong).toContain(confirmed.status)
  }
  // A link for one thing opens no other.
  expectRefused(await visitor.send('/api/account/confirm', { token, password }), 410, 'a link for a password that is to confirm')
  const twice = await Promise.all([1, 2].map(() => new Visitor(site.url).send('/api/account/reset', { token, password: 'river under bridge' })))
  expect(twice.map(({ status }) => status).sort()).toEqual([303, 410])
})

test('the account’s own forms', async ({ site }) => {
  const visitor = await member(site)
  const other = await member(site)
  const refuse = async (form: string, values: Record<string, string>, what: string, status = 422) => {
    const answer = await expectUnchanged(site, what, () => visitor.send(`/api/account/${form}`, values))
    expectRefused(answer, status, what)
    return answer
  }
  for (const oddity of [...unseen, '20,000 letters'] as Oddity[]) {
    expectKept(await refuse('name', { name: oddities[oddity] }, `name: ${oddity}`), { name: oddities[oddity] }, oddity)
    expectSecretsGone((await refuse('password', { current: password, password: oddities[oddity] }, `new password: ${oddity}`)).text, password, oddities[oddity])
  }
  for (const oddity of all)
    expectSecretsGone(
      (await refuse('password', { current: oddities[oddity], password: 'river under bridge' }, `current password: ${oddity}`)).text,
      'river under bridge',
    )
  for (const oddity of notAnAddress) await refuse('confirmation', { email: oddities[oddity] }, `address to confirm: ${oddity}`)
  for (const session of ['', '../x', oddities['20,000 letters'], `' OR 1=1`]) await refuse('session', { session }, `session “${session.slice(0, 20)}”`)
  const theirs = String(look(site, `SELECT s.id FROM "Session" s JOIN "Account" a ON a.id = s."accountId" WHERE a.email = ?`, other.email)[0]?.id)
  await expectUnchanged(site, 'the session of another', () => visitor.send('/api/account/session', { session: theirs }))
  expect((await other.get('/account')).status).toBe(200)
  for (const oddity of ['emoji', 'right to left, turned over', 'NUL'] as Oddity[])
    expect.soft((await visitor.send('/api/account/name', { name: oddities[oddity] })).status, oddity).toBe(303)
  expect((await visitor.send('/api/account/name', { name: '<script>alert(1)</script>' })).status).toBe(303)
  for (const page of ['/', '/account', '/admin'])
    expect
      .soft(
        dangersIn((await visitor.get(page)).text).filter((one) => page !== '/admin' || one !== 'script'),
        page,
      )
      .toEqual([])
})

test('without a session, or with a forged one, nothing of an account can be changed', async ({ site }) => {
  const { email } = await member(site)
  const forms: Record<string, Record<string, string>> = {
    name: { name: 'Mine now' },
    password: { current: password, password: 'river under bridge' },
    session: { session: '0000' },
    'other-sessions': {},
  }
  for (const forged of [null, 'x', 'a'.repeat(43), '%00', '%FF', 'a'.repeat(4000), email, `' OR 1=1 --`]) {
    for (const [form, values] of Object.entries(forms)) {
      const visitor = new Visitor(site.url)
      if (forged) visitor.cookies.set('next-auth.session-token', encodeURIComponent(forged))
      const answer = await expectUnchanged(site, form, () => visitor.send(`/api/account/${form}`, values))
      expectRefused(answer, 401, `${form} with ${forged}`)
    }
  }
})

test('theme: three choices, and a way back that stays here', async ({ site }) => {
  const visitor = new Visitor(site.url)
  for (const oddity of all) expectRefused(await visitor.send('/api/theme', { theme: oddities[oddity] }), 422, oddity)
  for (const back of ['//evil.example', 'https://evil.example', '/x\r\nSet-Cookie: a=b']) {
    const answer = await visitor.send('/api/theme', { theme: 'dark', back })
    expect.soft([answer.status, answer.headers.location]).toEqual([303, '/'])
  }
  const away = await visitor.send('/api/theme', { theme: 'dark' }, { referer: 'https://evil.example/page' })
  expect(away.headers.location).toBe('/')
  expect((await visitor.get('/')).text).toContain('data-theme="dark"')
  visitor.cookies.set('theme', 'light"><script>alert(1)</script>')
  const forged = await visitor.get('/')
  expect(forged.text).not.toContain('alert(1)')
})

test('no provider is asked that is not set up', async ({ site }) => {
  const visitor = new Visitor(site.url)
  for (const provider of ['google', ...Object.values(oddities)]) {
    const answer = await expectUnchanged(site, provider.slice(0, 20), () => visitor.send('/api/account/oauth', { provider }))
    expect.soft([404, 422], provider.slice(0, 20)).toContain(answer.status)
    expect.soft(dangersIn(answer.text)).toEqual([])
  }
})
