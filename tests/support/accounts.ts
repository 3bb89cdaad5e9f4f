import fs from 'node:fs'
import path from 'node:path'
import type { SignInClient } from '@/features/accounts/sign-in-client'
import { createAccount } from '@/features/accounts/commands/create-account'
import { defineAccountJobs, sendAccountMail } from '@/features/accounts/jobs'
import { config } from '@/platform/config'
import { cookieNames, signed } from '@/platform/http/cookies'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import type { Role } from '@/platform/roles'

let made = 0

/** A client from an address of its own, so that limits of other tests do not count. */
export const signInClientFrom = (over: Partial<SignInClient> = {}): SignInClient => ({
  ip: `198.51.${100 + Math.floor(++made / 250)}.${made % 250}`,
  userAgent: 'Firefox/1 Linux',
  guest: null,
  session: null,
  device: null,
  ...over,
})

export const password = 'lantern over water'

/** An account with the password `password`. */
export async function makeAccount({ email = `${newId()}@lists.example`, name = 'Mina', role = 'reader' as Role, confirmed = true } = {}) {
  const id = await createAccount('operator', { email, name, role, password })
  if (!confirmed) await write((tx) => tx.account.update({ where: { id }, data: { confirmedAt: null } }))
  return { id, email, name, role }
}

/** A guest who has acted. */
export async function makeGuest(): Promise<string> {
  const id = newId()
  await write((tx) => tx.reader.create({ data: { id } }))
  return id
}

/** Headers of a request with these cookies. */
export const headersWith = ({ session, reader, rawReader }: { session?: string; reader?: string; rawReader?: string }) =>
  new Headers({
    'user-agent': 'Firefox/1 Linux',
    cookie: [
      session && `${cookieNames.session}=${session}`,
      reader && `${cookieNames.reader}=${signed(reader)}`,
      rawReader && `${cookieNames.reader}=${rawReader}`,
    ]
      .filter(Boolean)
      .join('; '),
  })

// Mails follow from events by consumers, as in the running application.
defineAccountJobs()

const mailDir = () => path.join(config.dataDir, 'mail')

/** Does the waiting jobs that send mail, and returns what was sent since the last time. */
export async function takeMails(): Promise<{ to: string; subject: string; text: string; link: string | null }[]> {
  const jobs = await read.job.findMany({ where: { type: 'accounts.mail', doneAt: null }, orderBy: { id: 'asc' } })
  for (const job of jobs) await sendAccountMail(job.payload as Parameters<typeof sendAccountMail>[0])
  await write((tx) => tx.job.deleteMany({ where: { type: 'accounts.mail' } }))
  if (!fs.existsSync(mailDir())) return []
  return fs
    .readdirSync(mailDir())
    .sort()
    .map((name) => {
      const file = path.join(mailDir(), name)
      const source = fs.readFileSync(file, 'utf8')
      fs.rmSync(file)
      const [head = '', ...rest] = source.split('\n\n')
      const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'mi').exec(head)?.[1] ?? ''
      const text = rest.join('\n\n')
      return { to: header('to'), subject: header('subject'), text, link: /https?:\S+\?token=([\w-]+)/.exec(text)?.[1] ?? null }
    })
}

/** Forgets mails that an earlier test did not take. */
export const emptyMailbox = () => fs.rmSync(mailDir(), { recursive: true, force: true })
