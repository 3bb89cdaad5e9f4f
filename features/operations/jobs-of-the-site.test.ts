import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { useDatabase } from '@/tests/support/database'
import { makeFailedJob } from '@/tests/factories/jobs'
import { guest, makeActor } from '@/tests/factories/writers'
import { compose } from '@/app/composition'
import { nowMs, setClock } from '@/platform/clock'
import { close, read, write } from '@/platform/db'
import { kindsOf, lanes, type Lane } from '@/platform/jobs/kinds'
import { startWorker } from '@/platform/jobs/worker'
import { dropJob } from './commands/drop-job'
import { runJobAgain } from './commands/run-job-again'
import { hasWords } from './job-words'
import { countFailed, listJobs } from './queries/jobs'

useDatabase()
let stop = async () => {}
afterEach(async () => {
  await stop()
  stop = async () => {}
  setClock(null)
})
afterAll(close)

const inMs = (ms: number) => new Date(nowMs() + ms)

test('admins and owners operate the site, and nobody else', async () => {
  await makeFailedJob({ id: 'a' })
  for (const actor of [guest, await makeActor('reader'), await makeActor('author'), await makeActor('editor')]) {
    for (const refused of [
      listJobs(actor),
      countFailed(actor),
      runJobAgain(actor, { id: 'a' }),
      runJobAgain(actor, { id: 'all' }),
      dropJob(actor, { id: 'a' }),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect(await read.job.findUnique({ where: { id: 'a' } })).toMatchObject({ failedAt: expect.any(Date) })
  expect(await countFailed(await makeActor('admin'))).toBe(1)
  expect(await runJobAgain(await makeActor('owner'), { id: 'a' })).toEqual({ count: 1 })
})

test('what is no longer there cannot be run again or dropped', async () => {
  const admin = await makeActor('admin')
  await makeFailedJob({ id: 'waits', failedAt: null })
  for (const id of ['gone', 'waits']) {
    await expect(runJobAgain(admin, { id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(dropJob(admin, { id })).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('a job that was given up is run again, and done', async () => {
  compose()
  const admin = await makeActor('admin')
  await makeFailedJob({ id: 'a', attempts: 12 })
  await runJobAgain(admin, { id: 'all' })
  stop = startWorker(20)
  await vi.waitFor(async () => expect(await read.job.findUnique({ where: { id: 'a' } })).toMatchObject({ doneAt: expect.any(Date), attempts: 1 }), 30_000)
  expect(await listJobs(admin)).toMatchObject({ failed: [], failedCount: 0 })
})

test('tells what waits and what was given up in plain words', async () => {
  compose()
  const articleId = 'list'
  await write(async (tx) => {
    await tx.article.create({ data: { id: articleId, slug: 'list', title: 'Rooftops of Seoul', draft: { create: { document: {} } } } })
    await tx.edition.create({ data: { id: 'edition', articleId, number: 1, document: {}, ofVersion: 1, publishAt: inMs(60_000) } })
  })
  await makeFailedJob({ id: 'reset', payload: { kind: 'reset', email: 'mina@lists.example' }, attempts: 12, error: 'Error: mina@lists.example refused' })
  await makeFailedJob({ id: 'new', type: 'imports.follow', payload: {}, failedAt: inMs(-1000) })
  await makeFailedJob({ id: 'due', failedAt: null, runAt: inMs(-60_000) })
  await makeFailedJob({ id: 'retry', failedAt: null, runAt: inMs(30_000), attempts: 3, error: 'Error: 451' })
  await makeFailedJob({ id: 'planned', type: 'article.publish', payload: { editionId: 'edition' }, failedAt: null, runAt: inMs(60_000) })
  await makeFailedJob({ id: 'round', type: 'platform.sweep', payload: {}, failedAt: null, runAt: inMs(3_600_000) })

  const jobs = await listJobs(await makeActor('admin'))
  expect(jobs.failed.map(({ id, words, attempts, error }) => [id, words, attempts, error])).toEqual([
    ['reset', 'Mail: choose a new password', 12, 'Error: …@lists.example refused'],
    ['new', 'imports.follow', 0, 'Error: no'],
  ])
  expect(jobs.waiting.map(({ id, words, state }) => [id, words, state])).toEqual([
    ['due', 'Mail: confirm an address', 'due'],
    ['retry', 'Mail: confirm an address', 'retry'],
    ['planned', 'Publication of “Rooftops of Seoul”', 'planned'],
  ])
  expect([jobs.failedCount, jobs.waitingCount]).toEqual([2, 2])
  expect(JSON.stringify(jobs)).not.toContain('mina')
})

test('there are words for every kind of job', () => {
  compose()
  const types = (Object.keys(lanes) as Lane[]).flatMap((lane) => kindsOf(lane).map(({ type }) => type))
  expect(types.length).toBeGreaterThan(4)
  expect(types.filter((type) => !hasWords(type))).toEqual([])
})
