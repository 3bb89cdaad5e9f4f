import { headers } from 'next/headers'
import { cache } from 'react'
import { cookieNames, parseCookies, unsigned } from '@/platform/http/cookies'
import { unauthorized } from '@/platform/errors'
import { visitorOf, type ActingAccount, type Actor } from '@/platform/http/request'
import { keepSessionAlive } from './commands/keep-session-alive'
import { findSession } from './queries/accounts'

/** Who acts in a request with these headers: an account by its session, a guest by the signed cookie, or nobody known yet. */
export async function actorOf(headers: Headers): Promise<Actor> {
  const cookies = parseCookies(headers.get('cookie'))
  const token = cookies[cookieNames.session]
  const session = token ? await findSession(token) : null
  const visitor = visitorOf(headers)
  if (!session) return { ...visitor, readerId: unsigned(cookies[cookieNames.reader]), account: null }
  keepSessionAlive(session)
  const { readerId, ...account } = session.account
  return { ...visitor, readerId, account }
}

/** Who looks at the page that is being rendered, or calls the server action. Asked often, looked up once. */
export const getActor = cache(async (): Promise<Actor> => actorOf(await headers()))

/** The signed-in account. Throws unauthorized (401). */
export function accountOf(actor: Actor): ActingAccount {
  if (!actor.account) throw unauthorized()
  return actor.account
}

/** The token of the session that these headers carry, or null: to know which of one's sessions this is. */
export const sessionTokenOf = (headers: Headers): string | null => parseCookies(headers.get('cookie'))[cookieNames.session] || null

/** The guest that these headers carry besides any session, or null. */
export const guestOf = (headers: Headers): string | null => unsigned(parseCookies(headers.get('cookie'))[cookieNames.reader])
