import { expect, test } from 'vitest'
import { write, read, close } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { useDatabase } from '@/tests/support/database'
import { prepareDatabase } from './database'

useDatabase()

test('what a command does has the consequences that it has on the site', async () => {
  await prepareDatabase()
  await write((tx) => announce(tx, 'account.signed-up', { accountId: 'someone' }))
  expect(await read.job.findMany({ select: { type: true, payload: true } })).toEqual([
    { type: 'accounts.mail', payload: { kind: 'confirm', accountId: 'someone' } },
  ])
  await close()
})
