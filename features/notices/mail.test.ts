import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { compose } from '@/app/composition'
import { POST as endMail } from '@/app/api/unsubscribe/[token]/route'
import { hideComment } from '@/features/comments/commands/hide-comment'
import { postComment } from '@/features/comments/commands/post-comment'
import { postInput } from '@/features/comments/schema'
import { moveClock, setClock } from '@/platform/clock'
import { close, read } from '@/platform/db'
import { isNoMailbox } from '@/platform/mail'
import { startWorker } from '@/platform/jobs/worker'
import type { Actor } from '@/platform/http/request'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { chooseMail, confirmMailing, endMailing } from './commands/choose-mail'
import { markSeen } from './commands/mark-seen'
import { sweepNotices } from './jobs'
import { confirmToken, readUnsubscribeToken } from './links'
import { getInbox } from './queries/inbox'
import { findMailChoice } from './queries/mail-choice'
import { mailInput } from './schema'

// The settings are read by the first import that needs them.
const server = await vi.hoisted(async () => {
  const { startSmtpServer } = await import('@/tests/support/smtp-server')
  const started = await startSmtpServer()
  process.env.SMTP_URL = started.url
  process.env.LOG_LEVEL = 'silent'
  return started
})

useDatabase()
let stop = async () => {}
beforeEach(() => {
  compose()
  Object.assign(server.state, { refuse: false, unknown: '' })
  server.received.length = 0
  stop = startWorker(20)
})
afterEach(async () => {
  await stop()
  setClock(null)
})
afterAll(async () => {
  await server.stop()
  await close()
})

const patience = { timeout: 30_000, interval: 30 }
const say = async (slug: string, actor: Actor, body: string, parent?: string) =>
  (await postComment(actor, postInput.parse({ slug, body, name: 'Jun', parent }))).comment.id
const ask = (actor: Actor, email: string, often = 'once') => chooseMail(actor, mailInput.parse({ email, often }))
/** When no job waits that is due. */
const done = () => vi.waitFor(async () => expect(await read.job.count({ where: { doneAt: null, type: { in: ['notices.comments', 'notices.mail', 'notices.confirm'] } } })).toBe(0), patience) // prettier-ignore
/** A mail as it was sent, its lines whole. */
const plain = (data: string) =>
  data
    .replaceAll(/(?<!\?)=\n/g, '')
    .replaceAll(/\n[ \t]+/g, ' ')
    .replaceAll('=3D', '=')
    .replaceAll('=E2=80=9C', '“')
    .replaceAll('=E2=80=9D', '”')
const mails = async (count: number) => {
  await vi.waitFor(() => expect(server.received.length).toBe(count), patience)
  return server.received.map(({ to, data }) => ({ to: to[0], data: plain(data) }))
}
const linkIn = (data: string, path: string) => new RegExp(`${path}([\\w.-]+)`).exec(data)![1]!

/** Somebody who is told by mail: they said yes. */
async function told(email: string, often = 'once'): Promise<Actor> {
  const actor = guest()
  const { slug } = await makeList()
  await say(slug, actor, 'I was here')
  await ask(actor, email, often)
  await done()
  await confirmMailing(linkIn(plain(server.received.at(-1)!.data), String.raw`inbox/mail\?token=`), actor)
  server.received.length = 0
  return actor
}

describe('mail about answers', () => {
  test('goes where a mailbox said yes, and nothing else goes there before', async () => {
    const { slug } = await makeList()
    const [mina, jun] = [guest(), guest()]
    const first = await say(slug, mina, 'The bridge of it')
    await ask(mina, 'mina@lists.example')
    await mails(1)
    await ask(mina, 'mina@lists.example')
    const answer = await say(slug, jun, 'Yes, <b>and</b> the dance', first)
    await done()
    const [asked] = await mails(2)
    expect(asked!.to).toBe('mina@lists.example')
    expect(asked!.data).not.toContain('the dance')
    const token = linkIn(asked!.data, String.raw`inbox/mail\?token=`)
    // The second question took the place of the first.
    await expect(confirmMailing(token, mina)).rejects.toMatchObject({ code: 'gone' })
    await confirmMailing(linkIn(plain(server.received[1]!.data), String.raw`inbox/mail\?token=`), jun)
    expect(await findMailChoice(mina.readerId!)).toEqual({ email: 'mina@lists.example', daily: false, isConfirmed: true })

    const second = await say(slug, jun, 'And the end', first)
    const [, , mail] = await mails(3)
    expect(mail!.data).toMatch(/^Message-ID: <notice-\w{20}@[\w.]+>$/m)
    expect(mail!.data).toMatch(new RegExp(`^References: <thread-${first}@`, 'm'))
    expect(mail!.data).toMatch(new RegExp(`^In-Reply-To: <thread-${first}@`, 'm'))
    expect(mail!.data).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
    expect(mail!.data).toMatch(/^List-Unsubscribe:\s+<http\S+\/unsubscribe\/\S+>$/m)
    expect(mail!.data).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html/)
    expect(mail!.data).toContain(`?comment=${second}#comment-${second}`)
    expect(mail!.data).not.toContain(answer)

    const stopToken = linkIn(mail!.data, '/unsubscribe/')
    const oneClick = () =>
      endMail(
        new Request(`http://site.example/unsubscribe/${stopToken}`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'List-Unsubscribe=One-Click',
        }),
        { params: Promise.resolve({ token: stopToken }) },
      )
    expect((await oneClick()).status).toBe(200)
    expect((await oneClick()).status).toBe(200)
    await expect(endMailing(`${stopToken}x`, mina)).rejects.toMatchObject({ code: 'gone' })
    expect(readUnsubscribeToken('made.up')).toBe(null)
    await say(slug, jun, 'One more', first)
    await done()
    expect([await findMailChoice(mina.readerId!), server.received.length]).toEqual([null, 3])
  })

  test('an address beside a comment changes nothing of what was said yes to, and one that was not said yes to is asked once', async () => {
    const mina = await told('mina6@lists.example', 'daily')
    const beside = (email: string) => chooseMail(mina, mailInput.parse({ email, often: 'once' }), { isAside: true })
    for (const email of ['mina6@lists.example', 'mistyped@lists.example']) await beside(email)
    expect(await findMailChoice(mina.readerId!)).toEqual({ email: 'mina6@lists.example', daily: true, isConfirmed: true })
    await chooseMail(mina, mailInput.parse({ email: '', often: 'off' }))
    for (let n = 0; n < 3; n++) await beside('mina7@lists.example')
    await done()
    expect(server.received.flatMap(({ to }) => to)).toEqual(['mina7@lists.example'])
  })

  test.each([
    ['550 5.1.1 <mina@lists.example>: Recipient address rejected', true],
    ['550-5.1.1 The email account that you tried to reach does not exist', true],
    ['550 5.7.1 Relaying denied', false],
    ['550 relay not permitted', false],
    ['550 Sender verify failed', false],
    ['553 sorry, that domain is not in my list of allowed rcpthosts (#5.7.1)', false],
    ['550-5.2.1 The user is receiving mail at a rate that prevents additional messages', false],
  ])('“%s” says that there is no such mailbox: %s', (response, is) =>
    expect(isNoMailbox(Object.assign(new Error(response), { command: 'RCPT TO', responseCode: Number(response.slice(0, 3)), response }))).toBe(is),
  )

  test('once a day is one mail, without what was seen or hidden meanwhile', async () => {
    const { slug } = await makeList()
    const [mina, jun, editor] = [await told('mina2@lists.example', 'daily'), guest(), await member('editor')]
    const first = await say(slug, mina, 'The bridge of it')
    await say(slug, jun, 'Seen already', first)
    await done()
    await markSeen(mina, { upTo: (await getInbox(mina.readerId!)).upTo! })
    await say(slug, jun, 'The first thing', first)
    await hideComment(editor, { id: await say(slug, guest(), 'Something bad', first) })
    await say(slug, jun, 'The second thing', first)
    await done()
    expect(server.received).toEqual([])
    moveClock(25 * 3_600_000)
    const [mail] = await mails(1)
    expect(mail!.data).toContain('2 things are new')
    expect(mail!.data).toMatch(/The first thing[\s\S]*The second thing/)
    expect(mail!.data).not.toMatch(/Something bad|Seen already/)
  })

  test('comes once after a server that refused, and ends at a mailbox that is not there', async () => {
    const { slug } = await makeList()
    const [mina, jun] = [await told('mina3@lists.example'), guest()]
    const first = await say(slug, mina, 'The bridge of it')
    server.state.refuse = true
    await say(slug, jun, 'Yes', first)
    await vi.waitFor(async () => expect((await read.job.findFirst({ where: { type: 'notices.mail' } }))?.error).toContain('451'), patience)
    server.state.refuse = false
    moveClock(10 * 60_000)
    await mails(1)
    await done()
    expect(await read.notice.count({ where: { mailedAt: null } })).toBe(0)
    server.state.unknown = 'mina3@lists.example'
    await say(slug, jun, 'Are you there?', first)
    await vi.waitFor(async () => expect(await findMailChoice(mina.readerId!)).toBe(null), patience)
    expect(server.received.length).toBe(1)
  })

  test('beyond twenty a day comes with the mail of the next morning', async () => {
    const { slug } = await makeList()
    const mina = await told('mina4@lists.example')
    const first = await say(slug, mina, 'The bridge of it')
    for (let n = 0; n < 23; n++) await say(slug, guest(), `Answer ${n} of a crowd`, first)
    await done()
    expect(server.received.length).toBe(20)
    moveClock(25 * 3_600_000)
    expect((await mails(21)).at(-1)!.data).toContain('3 things are new')
  })

  test('needs no second yes for the address of one’s account, and forgets an address that says nothing', async () => {
    const account = await member('reader')
    await ask(account, account.account!.email, 'daily')
    expect(await findMailChoice(account.readerId!)).toMatchObject({ daily: true, isConfirmed: true })
    const mina = guest()
    const { slug } = await makeList()
    await say(slug, mina, 'I was here')
    await ask(mina, 'mina5@lists.example')
    const { id } = await read.subscription.findFirstOrThrow({ where: { readerId: mina.readerId! } })
    const token = confirmToken({ id, email: 'mina5@lists.example' })
    moveClock(4 * 86_400_000)
    await expect(confirmMailing(token, mina)).rejects.toMatchObject({ code: 'gone' })
    await sweepNotices()
    expect([await findMailChoice(mina.readerId!), await findMailChoice(account.readerId!)]).toMatchObject([null, { isConfirmed: true }])
    await chooseMail(account, mailInput.parse({ email: '', often: 'off' }))
    expect(await read.subscription.count()).toBe(0)
  })

  test('is asked of one address three times, whoever asks', async () => {
    const actors = Array.from({ length: 4 }, () => guest())
    const { slug } = await makeList()
    for (const actor of actors) await say(slug, actor, `I was here ${actor.readerId}`)
    for (const actor of actors.slice(0, 3)) await ask(actor, 'victim@lists.example')
    await expect(ask(actors[3]!, 'Victim@lists.example')).rejects.toMatchObject({ code: 'too_many' })
    await expect(ask({ ...guest(), readerId: null }, 'mina6@lists.example')).rejects.toMatchObject({ code: 'forbidden' })
    expect(mailInput.safeParse({ email: 'a@b.example\r\nBcc: c@d.example' }).success).toBe(false)
  })
})
