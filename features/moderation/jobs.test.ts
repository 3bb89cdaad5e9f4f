import { afterEach, expect, test } from 'vitest'
import { postComment } from '@/features/comments/commands/post-comment'
import { postInput } from '@/features/comments/schema'
import { setClock } from '@/platform/clock'
import { read } from '@/platform/db'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { banWriter } from './commands/ban'
import { decideComments } from './commands/decide-comments'
import { reportComment } from './commands/report-comment'
import { forgetMarks } from './jobs'
import { listBans } from './queries/bans'
import { reportInput } from './schema'

useDatabase()
afterEach(() => setClock(null))

test('marks of networks are forgotten after thirty days, who reported after ninety; what was decided stays', async () => {
  const { slug } = await makeList()
  const editor = await member('editor')
  const post = async () => (await postComment(guest(), postInput.parse({ slug, name: 'Jun', body: `Words ${Math.random()}` }))).comment.id
  const report = (id: string) => reportComment(guest(), reportInput.parse({ id, reason: 'illegal', text: 'Mine', name: 'Kim', email: 'kim@lists.example' }))
  const [decided, open] = [await post(), await post()]
  await report(decided)
  await report(open)
  for (const of of ['reader', 'network'] as const) await banWriter(editor, { comment: decided, of, days: 7, reason: 'Why' })
  await decideComments(editor, { comments: [{ id: decided, from: 'visible' }], choice: 'hide', reason: 'unkind', note: '' })
  const kept = async () => ({
    comments: await read.comment.count({ where: { network: { gt: '' }, fingerprint: { gt: '' } } }),
    reports: (await read.report.findMany({ orderBy: { id: 'asc' } })).map(({ state, text, name, email, network }) => [
      state,
      text,
      name,
      email,
      network !== '',
    ]),
    bans: await read.ban.count({ where: { OR: [{ near: { not: null } }, { network: { gt: '' } }] } }),
  })
  const after = async (days: number) => {
    const then = Date.now() + days * 86_400_000
    setClock(() => then)
    await forgetMarks()
    return kept()
  }
  const whole = (state: string) => [state, 'Mine', 'Kim', 'kim@lists.example', true]
  const before = { comments: 2, reports: [whole('upheld'), whole('open')], bans: 2 }
  expect(await after(29)).toEqual(before)
  // The ban of the network ended after a week, and stays for thirty days more.
  expect(await after(31)).toEqual({ ...before, comments: 0, bans: 1 })
  expect(await after(91)).toEqual({ comments: 0, reports: [['upheld', '', null, null, false], whole('open')], bans: 0 })
  expect((await listBans(editor)).map(({ of }) => of).sort()).toEqual(['network', 'reader'])
})
