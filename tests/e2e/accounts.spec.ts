import type { Browser, Page } from '@playwright/test'
import { linkIn, mailTo, pathOf } from './support/mails'
import { expect, test } from './support/site'
import type { Site } from './support/server'

/** Everything here works with JavaScript and without: the same tests run both ways. */

const password = 'lantern over water'
const newPassword = 'river under bridge'
let made = 0
const newAddress = () => `reader${++made}-${process.pid}-${Date.now().toString(36)}@lists.example`

async function signUp(page: Page, site: Site, email: string, name = 'Jisoo') {
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ask for your link')
  await page.goto(pathOf(linkIn(await mailTo(site, email, 'Confirm your address'))))
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await expect(page.getByText('Your address is confirmed')).toBeVisible()
}

async function signIn(page: Page, email: string, secret: string) {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Another device of the same person. */
async function otherDevice(browser: Browser, site: Site, javaScriptEnabled: boolean | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled })
  return context.newPage()
}

test('sign up, confirm, sign out, sign in, change the password; the other device is out', async ({ page, site, browser, javaScriptEnabled }) => {
  const email = newAddress()
  await signUp(page, site, email)
  await expect(page.getByRole('banner').getByRole('link', { name: 'Jisoo' })).toBeVisible()

  await page.getByRole('main').getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
  await page.goto('/account')
  await expect(page).toHaveURL('/sign-in?next=%2Faccount')

  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill('not this one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('The address or the password is not right')
  await expect(page.getByLabel('Email')).toHaveValue(email)
  await expect(page.getByLabel('Password')).toHaveValue('')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/account')

  const other = await otherDevice(browser, site, javaScriptEnabled)
  await signIn(other, email, password)
  await other.goto('/account')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Your account')

  await page.goto('/account')
  await expect(page.getByRole('region', { name: 'Signed in on' }).getByRole('listitem')).toHaveCount(2)
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('New password').fill(newPassword)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByText('Your password is changed')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Signed in on' }).getByRole('listitem')).toHaveCount(1)
  await other.goto('/account')
  await expect(other).toHaveURL('/sign-in?next=%2Faccount')
  await other.context().close()
})

test('a forgotten password is replaced by a mailed link, once', async ({ page, site }) => {
  const email = newAddress()
  await signUp(page, site, email)
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Password forgotten?' }).click()
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('note')).toContainText('This site sends no mail yet')

  const link = pathOf(linkIn(await mailTo(site, email, 'A new password')))
  await page.goto(link)
  await page.getByLabel('New password').fill('short')
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/Use at least 10 characters/)
  await page.getByLabel('New password').fill(newPassword)
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(page.getByText('Your password is changed')).toBeVisible()

  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link is over')
  await page.context().clearCookies()
  await signIn(page, email, newPassword)
  await expect(page.getByRole('banner').getByRole('link', { name: 'Jisoo' })).toBeVisible()
})

test('nobody signs in before the address is confirmed; the link is sent again, and may set another password', async ({ page, site }) => {
  const email = newAddress()
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill('A stranger')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill('what a stranger chose')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await mailTo(site, email, 'Confirm your address')
  await signIn(page, email, 'what a stranger chose')
  await expect(page.getByRole('alert')).toContainText('or the address is not confirmed yet')
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()

  await page.getByRole('link', { name: 'I signed up, and no mail came' }).click()
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Send the link again' }).click()
  await expect(page.getByRole('note')).toContainText('This site sends no mail yet')

  await page.goto(pathOf(linkIn(await mailTo(site, email, 'Confirm your address'))))
  await page.getByLabel('Password', { exact: true }).fill('not this one')
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await expect(page.getByRole('alert')).toContainText('This is not the password that the account was made with')
  await page.getByLabel('Or a new password').fill(newPassword)
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await expect(page.getByText('Your address is confirmed')).toBeVisible()
  await page.context().clearCookies()
  await signIn(page, email, 'what a stranger chose')
  await expect(page.getByRole('alert')).toBeVisible()
  await signIn(page, email, newPassword)
  await expect(page.getByRole('banner').getByRole('link', { name: 'A stranger' })).toBeVisible()
})

test('signing in returns to the page one was on, and so does signing out', async ({ page, site }) => {
  const email = newAddress()
  await signUp(page, site, email)
  await page.context().clearCookies()
  const entry = '/articles/k-pop-mvs-filmed-abroad/still-you'
  for (const address of [entry, '/search?q=%EB%B9%85%EB%B1%85', '/']) {
    await page.goto(address)
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(address)
    await page.getByRole('banner').getByRole('link', { name: 'Jisoo' }).click()
    await page.getByRole('main').getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page).toHaveURL(address)
  }
})

test('every way round leads back to where it began', async ({ page, site }) => {
  const email = newAddress()
  const entry = '/articles/k-pop-mvs-filmed-abroad/still-you?sort=oldest'
  await page.goto(entry)
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click()
  const link = (name: string) => page.getByRole('main').getByRole('link', { name })
  await link('make an account').click()
  await link('sign in').click()
  await link('Password forgotten?').click()
  await link('Back to signing in').click()
  await link('no mail came').click()
  await link('Back to signing in').click()
  await link('make an account').click()
  await page.getByLabel('Name').fill('Jisoo')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByText('You come back to')).toBeVisible()
  const confirm = pathOf(linkIn(await mailTo(site, email, 'Confirm your address')))
  await page.goto(confirm)
  await page.getByLabel('Password', { exact: true }).fill('not this one')
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await expect(page).toHaveURL(entry)
  await expect(page.getByRole('banner').getByRole('link', { name: 'Jisoo' })).toBeVisible()

  await page.context().clearCookies()
  await page.goto(confirm)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link is over')
  await link('sign in').click()
  await link('Password forgotten?').click()
  await page.getByLabel('Email').fill('no address')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.goto(pathOf(linkIn(await mailTo(site, email, 'A new password'))))
  await page.getByLabel('New password').fill(newPassword)
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(page).toHaveURL(entry)
})

test('signing up for an address that has an account looks the same, and its owner is told', async ({ page, site }) => {
  const email = newAddress()
  await signUp(page, site, email)
  await page.context().clearCookies()
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill('Somebody else')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill('another password')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ask for your link')
  expect(await mailTo(site, email, 'already')).not.toContain('Somebody')
})

test('what was typed comes back with what is wrong beside it, but no password', async ({ page }) => {
  await page.goto('/sign-up?next=%2Farticles')
  await page.getByLabel('Name').fill('\u200b \u2066')
  await page.getByLabel('Email').fill('<script>alert(1)</script>')
  await page.getByLabel('Password').fill('12345')
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveText([
    'Say what to call you',
    'Write the address in full, like name@example.com',
    'Use at least 10 characters',
  ])
  await expect(page.getByLabel('Email')).toHaveValue('<script>alert(1)</script>')
  await expect(page.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Password')).toHaveValue('')
  await expect(page.locator('input[name=next]')).toHaveValue('/articles')
})

test('whoever follows a mailed link back to where they were is told there what it did, once', async ({ page, site }) => {
  const email = newAddress()
  await signUp(page, site, email)
  await page.context().clearCookies()
  await page.goto(`/forgot?next=${encodeURIComponent('/articles/k-pop-mvs-filmed-abroad?sort=oldest')}`)
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.goto(pathOf(linkIn(await mailTo(site, email, 'A new password'))))
  await page.getByLabel('New password').fill('river under bridge')
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(page).toHaveURL('/articles/k-pop-mvs-filmed-abroad?sort=oldest')
  const said = page.getByText('Your password is changed. Every other device was signed out.')
  await expect(said).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('K-pop MVs filmed abroad')
  await expect(said).toHaveCount(0)
})

test('one’s name changes in the masthead of every page, as text', async ({ page, site }) => {
  await signUp(page, site, newAddress())
  await page.getByRole('textbox', { name: 'Name' }).fill('<b>민아</b> & co')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByRole('status')).toHaveText('Your name is changed.')
  await page.goto('/')
  await expect(page.getByRole('banner').getByRole('link', { name: '<b>민아</b> & co' })).toBeVisible()
})

test('devices are signed out one by one', async ({ page, site, browser, javaScriptEnabled }) => {
  const email = newAddress()
  await signUp(page, site, email)
  const other = await otherDevice(browser, site, javaScriptEnabled)
  await signIn(other, email, password)
  await page.goto('/account')
  const devices = page.getByRole('region', { name: 'Signed in on' })
  await expect(devices.getByText('Chrome on Linux')).toHaveCount(2)
  await devices.getByRole('button', { name: 'Sign out Chrome on Linux' }).click()
  await expect(page.getByRole('status')).toHaveText('That device is signed out.')
  await other.goto('/account')
  await expect(other).toHaveURL('/sign-in?next=%2Faccount')
  await other.context().close()
})

test('colours are chosen for this browser, and the page stays where it was', async ({ page }) => {
  await page.goto('/about')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: 'Dark colours' }).click()
  await expect(page).toHaveURL('/about')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('button', { name: 'Light colours' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
})

test('a post from another site, a forged session and a planted next page do nothing', async ({ request, site }) => {
  const post = (url: string, form: Record<string, string>, headers: Record<string, string> = { origin: site.url }) =>
    request.post(url, { form, headers, maxRedirects: 0 })
  expect((await post('/api/account/sign-in', { email: 'a@b.example', password }, { origin: 'https://evil.example' })).status()).toBe(403)
  expect((await request.get('/account', { headers: { cookie: 'next-auth.session-token=forged; reader=forged.forged' }, maxRedirects: 0 })).status()).toBe(307)
  const out = await post('/api/account/sign-out', { next: '//evil.example' })
  expect([out.status(), out.headers().location]).toEqual([303, '/'])
  expect((await post('/api/account/name', { name: 'Nobody' })).status()).toBe(401)
  expect((await post('/api/theme', { theme: 'plaid' })).status()).toBe(422)
  const long = await post('/api/account/sign-up', { name: 'x'.repeat(20_000), email: 'x'.repeat(20_000), password: 'x'.repeat(20_000) })
  expect(long.status()).toBe(422)
  expect((await post('/api/account/sign-up', { name: 'x'.repeat(200_000) })).status()).toBe(413)
})
