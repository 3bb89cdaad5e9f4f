import type { Page } from '@playwright/test'
import { linkIn, mailTo, pathOf } from './support/mails'
import { appWith, setUpSecondFactor } from './support/second-factor'
import { expect, test } from './support/site'
import type { Site } from './support/server'

/** The same with JavaScript and without. */

const password = 'lantern over water'
let made = 0

async function makeStaff(site: Site): Promise<string> {
  const email = `staff${++made}-${process.pid}-${Date.now().toString(36)}@lists.example`
  await site.lightstick(['user', '--email', email, '--name', 'Jennie', '--role', 'author', '--password-stdin'], password)
  return email
}

/** Address and password, from the page `next`. */
async function typePassword(page: Page, email: string, next = '/about', secret = password) {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(secret)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
}

const finish = async (page: Page, label: string, code: string) => {
  await page.getByLabel(label, { exact: true }).fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
const signedInAs = (page: Page) => page.getByRole('banner').getByRole('link', { name: 'Jennie' })

test('set up with a code, kept recovery codes, signed in with a code, and turned off', async ({ page, site }) => {
  const email = await makeStaff(site)
  await typePassword(page, email, '/account')

  await page.getByRole('link', { name: 'Set up the second factor' }).click()
  await page.getByLabel('Your password').fill('not this one')
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(page.getByLabel('Your password')).toHaveAccessibleDescription('This is not your password')
  await page.getByLabel('Your password').fill(password)
  await page.getByRole('button', { name: 'Begin' }).click()
  const step = page.getByRole('region', { name: 'Hand the key' })
  await expect(step.getByRole('link', { name: 'open it with the key' })).toHaveAttribute(
    'href',
    new RegExp(`^otpauth://totp/Lightstick:${encodeURIComponent(email)}\\?`),
  )
  await page.getByLabel('Code', { exact: true }).fill('12 34')
  await page.getByRole('button', { name: 'Turn the second factor on' }).click()
  await expect(page.getByRole('alert')).toContainText('This code is not right')
  // The same key is still there.
  const key = (await step.getByRole('code').textContent())!
  const code = appWith(key)
  await page.getByLabel('Code', { exact: true }).fill((await code()).replace(/^.../, '$& '))
  await page.getByRole('button', { name: 'Turn the second factor on' }).click()
  await expect(page.getByRole('status')).toContainText('Your second factor is on')

  const shown = page.getByRole('region', { name: 'Keep these recovery codes' })
  const codes = await shown.getByRole('listitem').allTextContents()
  const file = await shown.getByRole('link', { name: 'Save as a file' }).getAttribute('href')
  for (const one of codes) expect(decodeURIComponent(file!)).toContain(one)
  await shown.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('10 of 10 recovery codes are left.')).toBeVisible()
  for (const one of codes) expect(await page.content()).not.toContain(one)

  await page.goto('/account')
  await page.getByRole('main').getByRole('button', { name: 'Sign out', exact: true }).click()
  await typePassword(page, email, '/articles?page=1')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One more step')
  // Nobody is signed in before.
  await page.goto('/account')
  await expect(page).toHaveURL('/sign-in?next=%2Faccount')
  await page.goto('/sign-in/second-factor?next=%2Farticles')
  await finish(page, 'Code', '000000')
  await expect(page.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/This code is not right/)
  await finish(page, 'Code', await code())
  await expect(page).toHaveURL('/articles')
  await expect(signedInAs(page)).toBeVisible()

  await page.goto('/account/second-factor')
  const off = page.getByRole('region', { name: 'Turn it off' })
  await off.getByLabel('Your password').fill(password)
  await off.getByLabel('Code', { exact: true }).fill('000000')
  await off.getByRole('button').click()
  await expect(page.getByRole('alert')).toContainText('This code is not right')
  await off.getByLabel('Your password').fill(password)
  await off.getByLabel('Code', { exact: true }).fill(codes[0]!)
  await off.getByRole('button').click()
  await expect(page.getByRole('status')).toContainText('Your second factor is off')
  await page.context().clearCookies()
  await typePassword(page, email)
  await expect(page).toHaveURL('/about')
  await expect(signedInAs(page)).toBeVisible()
})

test('a recovery code gets in once; new ones replace the earlier', async ({ page, site }) => {
  const email = await makeStaff(site)
  await typePassword(page, email)
  const { codes } = await setUpSecondFactor(page, password)
  await page.context().clearCookies()

  await typePassword(page, email)
  await page.getByRole('link', { name: 'Use a recovery code' }).click()
  await finish(page, 'Recovery code', 'aaaa-bbbb-cccc-dddd')
  // The field for recovery codes stays, and the way back to the page.
  await expect(page.getByLabel('Recovery code')).toHaveAccessibleDescription(/This recovery code is not right, or it was used already/)
  await finish(page, 'Recovery code', codes[0]!.toUpperCase())
  await expect(page).toHaveURL('/about')
  await expect(signedInAs(page)).toBeVisible()

  await page.goto('/account/second-factor')
  await expect(page.getByText('9 of 10 recovery codes are left.')).toBeVisible()
  const renew = page.getByRole('region', { name: 'New recovery codes' })
  await renew.getByLabel('Your password').fill(password)
  await renew.getByLabel('Code', { exact: true }).fill(codes[1]!)
  await renew.getByRole('button').click()
  await expect(page.getByRole('status')).toContainText('These recovery codes are new')
  const renewed = await page.getByRole('region', { name: 'Keep these recovery codes' }).getByRole('listitem').allTextContents()
  expect(renewed.filter((one) => codes.includes(one))).toEqual([])

  await page.context().clearCookies()
  await typePassword(page, email)
  await page.getByRole('link', { name: 'Use a recovery code' }).click()
  await finish(page, 'Recovery code', codes[2]!)
  await expect(page.getByRole('alert')).toContainText('not right, or it was used already')
  await finish(page, 'Recovery code', renewed[0]!)
  await expect(signedInAs(page)).toBeVisible()
})

test('turning it on signs other devices out; a new password by mail is no way round; the command line is', async ({
  page,
  site,
  browser,
  javaScriptEnabled,
}) => {
  const email = await makeStaff(site)
  const elsewhere = await browser.newContext({ baseURL: site.url, javaScriptEnabled })
  const other = await elsewhere.newPage()
  await typePassword(other, email)
  await expect(signedInAs(other)).toBeVisible()
  await typePassword(page, email)
  await setUpSecondFactor(page, password)
  await other.goto('/account')
  await expect(other).toHaveURL('/sign-in?next=%2Faccount')

  await other.goto('/forgot')
  await other.getByLabel('Email').fill(email)
  await other.getByRole('button', { name: 'Send the link' }).click()
  await other.goto(pathOf(linkIn(await mailTo(site, email, 'A new password'))))
  await other.getByLabel('New password').fill('river under bridge')
  await other.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('One more step')
  await other.goto('/account')
  await expect(other).toHaveURL('/sign-in?next=%2Faccount')

  const said = await site.lightstick(['user', '--email', email, '--update', '--remove-second-factor'])
  expect(said).toContain('no second factor any more')
  await typePassword(other, email, '/about', 'river under bridge')
  await expect(other).toHaveURL('/about')
  await expect(signedInAs(other)).toBeVisible()
  await elsewhere.close()
})

test('a sign-in whose time is over says so, and begins again where it was to lead', async ({ page, site }) => {
  const email = await makeStaff(site)
  await typePassword(page, email)
  await setUpSecondFactor(page, password)
  await page.context().clearCookies()
  await typePassword(page, email)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One more step')
  await page.context().clearCookies()
  await finish(page, 'Code', '123456')
  await expect(page.getByRole('alert')).toContainText('This sign-in took too long, or was finished already')
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/sign-in?next=%2Fabout')
})

test('readers do not have it, and posts without a session do nothing', async ({ page, site, request }) => {
  const email = `reader-${process.pid}-${Date.now().toString(36)}@lists.example`
  await site.lightstick(['user', '--email', email, '--name', 'Jennie', '--role', 'author', '--password-stdin'], password)
  await site.lightstick(['user', '--email', email, '--update', '--role', 'reader'])
  await typePassword(page, email, '/account')
  await expect(page.getByRole('heading', { name: 'Password' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Second factor' })).toHaveCount(0)
  await page.goto('/account/second-factor')
  await expect(page).toHaveURL('/account?done=no-second-factor')
  await expect(page.getByRole('status')).toContainText('Second factors are for the accounts of those who write here')
  const post = (address: string, form: Record<string, string>) =>
    request.post(`/api/account/${address}`, { form, headers: { origin: site.url, accept: 'application/json' }, maxRedirects: 0 })
  for (const address of ['second-factor', 'second-factor/key', 'second-factor/off', 'second-factor/recovery-codes', 'second-factor/kept'])
    expect((await post(address, { password, code: '123456' })).status(), address).toBe(401)
  expect((await post('sign-in/code', { code: '123456' })).status()).toBe(410)
  expect((await post('sign-in/code', { code: 'x'.repeat(20_000) })).status()).toBe(422)
  expect((await post('sign-in/code', {})).status()).toBe(422)
})
