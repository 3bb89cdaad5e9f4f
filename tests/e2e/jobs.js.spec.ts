import fs from 'node:fs'
import type { Page } from '@playwright/test'
import { startSmtpServer } from '../support/smtp-server'
import { actions, call } from './support/actions'
import { Visitor } from './support/ask'
import { expectAccessible } from './support/axe'
import { change, look } from './support/database'
import { newDataDir, startServer, type Site } from './support/server'
import { expect, test as base } from './support/site'
import { password, signIn } from './support/writers'

/** A site of this file's own, whose mail server takes nothing until it is told otherwise. */
const test = base.extend<{ failing: { page: Page } }, { mailing: { site: Site; smtp: Awaited<ReturnType<typeof startSmtpServer>> } }>({
  mailing: [
    async ({ siteOf: _ }, use) => {
      const smtp = await startSmtpServer()
      const site = await startServer({ dataDir: newDataDir(process.env.PREPARED_DATA_DIR), env: { SMTP_URL: smtp.url } })
      await use({ site, smtp })
      expect(await site.stop()).toBe(0)
      await smtp.stop()
      fs.rmSync(site.dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  /** A mail that was given up, the only one, and a page of the site for whoever signs in. */
  failing: async ({ browser, mailing: { site, smtp } }, use) => {
    smtp.state.refuse = true
    smtp.received.length = 0
    change(site, `DELETE FROM "Job" WHERE "type" = 'accounts.mail'`)
    await giveUpMail(site)
    const context = await browser.newContext({ baseURL: site.url })
    await use({ page: await context.newPage() })
    await context.close()
  },
})
test.describe.configure({ timeout: 120_000 })

const jobOf = (site: Site) => look(site, `SELECT * FROM "Job" WHERE "type" = 'accounts.mail'`)[0]
const patience = { timeout: 30_000 }

/** Somebody signs up, and their mail is refused until it is given up; without its tries in between, which take an hour. */
async function giveUpMail(site: Site): Promise<void> {
  const email = `reader-${Math.random().toString(36).slice(2)}@lists.example`
  expect((await new Visitor(site.url).send('/api/account/sign-up', { name: 'Mina', email, password })).status).toBe(303)
  await expect.poll(() => jobOf(site)?.error, patience).toContain('451')
  await expect
    .poll(() => {
      change(site, `UPDATE "Job" SET "attempts" = 11 WHERE "type" = 'accounts.mail' AND "failedAt" IS NULL AND "leaseId" IS NULL`)
      return jobOf(site)?.failedAt
    }, patience)
    .toBeTruthy()
}

test('a mail that was given up is seen in the studio, run again there, and arrives', async ({ mailing: { site, smtp }, failing: { page } }) => {
  expect(jobOf(site)).toMatchObject({ doneAt: null, attempts: 12 })

  await signIn(page, site, 'admin')
  await page.goto('/admin')
  await page.getByRole('navigation', { name: 'Studio' }).getByRole('link', { name: 'Jobs 1 failed' }).click()
  const job = page.getByRole('listitem').filter({ hasText: 'Mail: confirm an address' })
  await expect(job).toContainText('tried 12 times')
  await expect(job).toContainText('451')
  await expect(page.getByRole('main')).not.toContainText('reader-')
  await expectAccessible(page)

  smtp.state.refuse = false
  await page.getByRole('button', { name: /^Run again/ }).click()
  await expect(page.getByRole('status')).toHaveText('In the queue again: Mail: confirm an address.')
  await expect(page.getByText('Nothing was given up.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Jobs', exact: true })).toBeVisible()
  await expect.poll(() => smtp.received.length, patience).toBe(1)
  await expect.poll(() => jobOf(site)?.doneAt, patience).toBeTruthy()
  await expectAccessible(page)
})

test('what is dropped is asked for first, and is gone', async ({ mailing: { site, smtp }, failing: { page } }) => {
  await signIn(page, site, 'owner')
  await page.goto('/admin/jobs')
  await page.getByRole('button', { name: /^Drop:/ }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(jobOf(site)).toMatchObject({ attempts: 12 })
  await page.getByRole('button', { name: /^Drop:/ }).click()
  await page.getByRole('button', { name: 'Drop it' }).click()
  await expect(page.getByRole('status')).toHaveText('Dropped: Mail: confirm an address.')
  await expect(page.getByText('Nothing was given up.')).toBeVisible()
  expect(jobOf(site)).toBeUndefined()
  expect(smtp.received).toEqual([])
})

test('who does not operate the site is refused by the page and by its actions', async ({ mailing: { site }, failing: { page } }) => {
  const email = await signIn(page, site, 'editor')
  expect((await page.goto('/admin/jobs'))!.status()).toBe(403)
  await expect(page.getByRole('heading', { name: 'Jobs are for admins and owners' })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/admin')
  await expect(page.getByRole('link', { name: 'Records' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Jobs/ })).toBeHidden()

  const editor = new Visitor(site.url)
  expect((await editor.send('/api/account/sign-in', { email, password })).status).toBe(303)
  const ofJobs = actions().filter(({ page }) => page === '/admin/jobs')
  expect(ofJobs.length).toBe(2)
  for (const { id, name } of ofJobs)
    for (const which of ['all', String(jobOf(site)!.id)])
      expect((await call(editor, '/admin/jobs', id, JSON.stringify([{ id: which }]))).text, name).toContain('"code":"forbidden"')
  expect(jobOf(site)).toMatchObject({ doneAt: null, attempts: 12, failedAt: expect.anything() })

  await page.context().clearCookies()
  await page.goto('/admin/jobs')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fadmin%2Fjobs/)
})

test('the command line lists it and runs it again, and /metrics counts it', async ({ mailing: { site, smtp }, failing: _ }) => {
  expect(await site.lightstick(['jobs'])).toContain('Mail: confirm an address')
  const metric = async (line: RegExp) => expect.poll(async () => (await fetch(`${site.url}/metrics`)).text(), patience).toMatch(line)
  await metric(/^lightstick_jobs_failed 1$/m)
  await metric(/^lightstick_job_runs_total\{type="accounts.mail",outcome="failed"\} \d+$/m)
  smtp.state.refuse = false
  expect(await site.lightstick(['jobs', '--again', 'all'])).toContain('In the queue again: 1 job.')
  await expect.poll(() => smtp.received.length, patience).toBe(1)
  await metric(/^lightstick_jobs_failed 0$/m)
  await metric(/^lightstick_job_runs_total\{type="accounts.mail",outcome="done"\} [1-9]\d*$/m)
})
