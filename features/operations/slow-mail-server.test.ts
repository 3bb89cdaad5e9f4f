import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { makeAccount } from '@/tests/support/accounts'
import { useDatabase } from '@/tests/support/database'
import { makeDocument, makeEntry } from '@/tests/factories/lists'
import { compose } from '@/app/composition'
import { sendAccountMail } from '@/features/accounts/jobs'
import { accountMail, mailJob, mailKinds } from '@/features/accounts/mails'
import { publicationKey, publishJob } from '@/features/articles/jobs'
import { currentTime } from '@/platform/clock'
import { close, read, write } from '@/platform/db'
import { listFailedJobs } from '@/platform/jobs/failed-jobs'
import { defineJob, lanes } from '@/platform/jobs/kinds'
import { enqueue } from '@/platform/jobs/queue'
import { startWorker } from '@/platform/jobs/worker'

// The settings are read by the first import that needs them.
const server = await vi.hoisted(async () => {
  const { startSmtpServer } = await import('@/tests/support/smtp-server')
  const started = await startSmtpServer()
  process.env.SMTP_URL = started.url
  process.env.LOG_LEVEL = 'silent'
  return started
})

useDatabase()
const patience = { timeout: 30_000, interval: 10 }
let stop = async () => {}
beforeEach(() => {
  compose()
  Object.assign(server.state, { refuse: false, hang: false, trickle: false })
  server.received.length = 0
})
afterEach(async () => {
  server.hangUp()
  await stop()
  stop = async () => {}
})
afterAll(async () => {
  await server.stop()
  await close()
})

/** A list with an edition that waits for its time. */
async function makeScheduled(): Promise<void> {
  const document = makeDocument('Rooftops of Seoul', [makeEntry('Naksan')])
  const edition = { id: 'edition', articleId: 'list', number: 1, document, ofVersion: 1, publishAt: currentTime() }
  await write(async (tx) => {
    await tx.article.create({ data: { id: 'list', slug: 'list', title: document.title, state: 'scheduled', draft: { create: { document } } } })
    await tx.edition.create({ data: edition })
  })
}

describe.each(['hang', 'trickle'] as const)('a mail server that does %s', (state) => {
  test('does not hold a scheduled publication back', async () => {
    server.state[state] = true
    await makeScheduled()
    const account = await makeAccount({ confirmed: false })
    await write(async (tx) => {
      for (const kind of mailKinds) for (const to of [{ accountId: account.id }, { email: account.email }]) await enqueue(tx, accountMail(kind, to))
    })
    stop = startWorker(20)
    await vi.waitFor(() => expect(server.connections()).toBe(lanes.mail), patience)
    await write((tx) => enqueue(tx, { type: publishJob, key: publicationKey('list'), payload: { editionId: 'edition' } }))
    await vi.waitFor(async () => expect(await read.article.findUnique({ where: { id: 'list' } })).toMatchObject({ state: 'published' }), patience)
    // All that while not one mail was given up.
    expect(server.connections()).toBe(lanes.mail)
    expect(await read.job.count({ where: { type: mailJob, attempts: { lte: 1 }, error: null, doneAt: null } })).toBe(2 * mailKinds.length)
  })

  test('is given up after the limit of its kind: the connection is closed, and the next mail goes out', async () => {
    server.state[state] = true
    const input = z.object({ kind: z.enum(mailKinds), accountId: z.string() })
    defineJob({ type: mailJob, lane: 'mail', input, maxRunMs: 1500, maxAttempts: 1, run: (mail, { signal }) => sendAccountMail(mail, signal) })
    const account = await makeAccount({ confirmed: false })
    await write((tx) => enqueue(tx, accountMail('confirm', { accountId: account.id })))
    stop = startWorker(20)
    await vi.waitFor(() => expect(server.connections()).toBe(1), patience)
    await vi.waitFor(async () => expect(await listFailedJobs()).toMatchObject([{ error: 'Error: it took longer than 1.5 seconds' }]), patience)
    await vi.waitFor(() => expect(server.connections()).toBe(0), patience)

    server.state[state] = false
    await write((tx) => enqueue(tx, accountMail('reset', { accountId: account.id })))
    await vi.waitFor(() => expect(server.received).toMatchObject([{ to: [account.email] }]), patience)
  })
})
