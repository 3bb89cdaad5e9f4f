import { expect, test } from 'vitest'
import '@/tests/support/cheap-passwords'
import { currentTime } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { enqueue } from '@/platform/jobs/queue'
import { makeAccount, signInClientFrom } from '@/tests/support/accounts'
import { useDatabase } from '@/tests/support/database'
import { accountMail, mailKinds } from '../mails'
import { leaveSite } from './leave-site'
import { requestPasswordReset } from './request-password-reset'

useDatabase()

test('the mails of an account that leaves go with it, waiting or given up, and those of others stay', async () => {
  const [mina, jun] = [await makeAccount(), await makeAccount({ name: 'Jun' })]
  for (const { id, email } of [mina, jun]) {
    await requestPasswordReset({ email }, signInClientFrom())
    await write(async (tx) => {
      for (const kind of mailKinds) await enqueue(tx, accountMail(kind, { accountId: id }))
      await tx.job.updateMany({ where: { key: accountMail('known', { accountId: id }).key }, data: { failedAt: currentTime(), error: 'no' } })
    })
  }
  const before = await read.job.findMany()
  expect(before.filter(({ payload }) => JSON.stringify(payload).includes(mina.email))).toHaveLength(1)
  await leaveSite('operator', { accountId: mina.id, leaving: 'anonymous' })
  const after = await read.job.findMany()
  expect(after).toHaveLength(before.length / 2)
  expect(JSON.stringify(after)).not.toMatch(new RegExp(`${mina.email}|${mina.id}`))
})
