import { expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { guest, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { ensureReaders } from './ensure-readers'
import { leaveSite } from './leave-site'

useDatabase()

test('an account without a reader gets one, and one that has left meanwhile gets an error of its own', async () => {
  const [mina, gone, other] = [await member(), await member(), guest()]
  await write((tx) => tx.reader.delete({ where: { id: mina.readerId! } }))
  await leaveSite('operator', { accountId: gone.account!.id, leaving: 'erased' })
  const visitors = [mina, gone, { ...gone, readerId: null }, other].map((actor) => ({ actor, pressIds: [newId()] as [string], acts: true }))
  const found = await write((tx) => ensureReaders(tx, visitors))
  const made = await read.reader.findUniqueOrThrow({ where: { accountId: mina.account!.id } })
  const signInFirst = { error: { code: 'unauthorized' } }
  expect(found).toMatchObject([{ value: { readerId: made.id } }, signInFirst, signInFirst, { value: { readerId: other.readerId } }])
})
